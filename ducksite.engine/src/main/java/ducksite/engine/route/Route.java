package ducksite.engine.route;

import ducksite.api.auth.AuthenticatedUser;
import ducksite.api.render.ResultColumn;
import ducksite.engine.datamap.Digest;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.model.FittedQueries;
import ducksite.engine.project.InvariantFilter;
import ducksite.engine.project.RouteCache;
import ducksite.engine.project.RouteSource;
import ducksite.engine.sql.NamedSql;
import ducksite.engine.sql.Placeholders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled route: what it is called, what it takes, what it answers, and how. Immutable but for
 * what was found lately.
 */
public final class Route {

  private final RouteSource source;
  private final RoutePattern pattern;
  private final CompiledSql sql;
  private final FittedQueries fitted;
  private final List<ResultColumn> columns;
  private final List<UpstreamCall> upstreams;
  private final List<Step> steps;
  private final Set<String> formats;
  private final RouteFaces faces;
  private final NamedSql numbered;
  private final RowOrder order;
  private final List<FilterColumn> filters;
  private final String signature;
  private final RouteConstants constants;
  private final Set<String> inText;
  private final Set<String> unseenTexts;
  private final @Nullable RouteVariants variants;

  Route(
      Declared declared,
      CompiledSql sql,
      List<ResultColumn> columns,
      @Nullable RouteVariants variants) {
    this.variants = variants;
    this.source = declared.source();
    this.pattern = RoutePattern.of(source.path());
    this.sql = sql;
    this.fitted = new FittedQueries(sql);
    this.columns = List.copyOf(columns);
    this.upstreams = declared.upstreams();
    this.steps = declared.steps();
    this.formats = declared.formats();
    this.faces = declared.faces();
    this.constants = declared.template().constants();
    this.inText = declared.template().parameters();
    this.unseenTexts = declared.template().unseen();
    this.numbered = Placeholders.number(sql.executable());
    RouteCache cache = source.cache();
    this.order = RowOrder.of(cache == null ? List.of() : cache.orderBy(), this.columns);
    this.filters = cache == null ? List.of() : filters(cache.invariantFilters());
    this.signature = signature(source, sql);
  }

  private List<FilterColumn> filters(List<InvariantFilter> declared) {
    List<FilterColumn> found = new ArrayList<>();
    for (InvariantFilter filter : declared) {
      OptionalInt position = RowOrder.position(filter.column(), columns);
      if (position.isPresent()) {
        found.add(
            new FilterColumn(
                filter,
                columns.get(position.getAsInt() - 1),
                source.parameter(filter.parameter()).orElse(null)));
      }
    }
    return List.copyOf(found);
  }

  private String signature(RouteSource declared, CompiledSql compiled) {
    Digest digest =
        new Digest()
            .add(declared.id())
            .add(String.valueOf(declared.version()))
            .add(compiled.executable())
            .add(order.clause());
    constants.addTo(digest);
    filters.forEach(
        filter ->
            digest
                .add(filter.name())
                .add(filter.column().name())
                .add(Boolean.toString(filter.filter().caseInsensitive())));
    columns.forEach(column -> digest.add(column.name()).add(column.sqlType()));
    return digest.hex();
  }

  /** The declaration. */
  public RouteSource source() {
    return source;
  }

  /** The unique name. */
  public String id() {
    return source.id();
  }

  /** The path it answers at. */
  public RoutePattern pattern() {
    return pattern;
  }

  /** The query. */
  public CompiledSql sql() {
    return sql;
  }

  /** What asks less of DuckDB than the query, where that is known. */
  FittedQueries fitted() {
    return fitted;
  }

  /** Names and types of the result. */
  public List<ResultColumn> columns() {
    return columns;
  }

  /** Names of the formats that may be asked for. */
  public Set<String> formats() {
    return formats;
  }

  /**
   * Whether planning a request may block: it runs code of plugins, compiles a text, or looks for
   * secrets.
   */
  public boolean isPreprocessed() {
    return !steps.isEmpty()
        || variants != null
        || !constants.secrets().isEmpty()
        || upstreams.stream().anyMatch(each -> each.route().isPreprocessed());
  }

  /** The route that this one is for values of its parameters: itself when its text has none. */
  Route at(Map<String, Object> values) throws RouteException {
    return variants == null ? this : variants.route(values);
  }

  /** Whether requests make texts of their own. */
  boolean hasVariants() {
    return variants != null;
  }

  /** What is told when a request names something that it may not read. */
  RouteException notReadable() {
    return Objects.requireNonNull(variants).refused();
  }

  /** The parameters whose values stand in its text. */
  Set<String> inText() {
    return inText;
  }

  /**
   * The parameters whose values stand in its text as names or expressions that no author has seen.
   */
  Set<String> unseenTexts() {
    return unseenTexts;
  }

  /** The hosts besides the site's own that answers of a format load images from. */
  public Set<String> imageOrigins(String format) {
    return faces.imageOrigins(format);
  }

  /** What plugins add to its pages. */
  RouteFaces faces() {
    return faces;
  }

  /** The constants and secrets of the query. */
  RouteConstants constants() {
    return constants;
  }

  /** The query with numbered placeholders. */
  NamedSql numbered() {
    return numbered;
  }

  /** The order of the rows. */
  RowOrder order() {
    return order;
  }

  /** The invariant filters. */
  List<FilterColumn> filters() {
    return filters;
  }

  /** Whether a parameter is an invariant filter's. */
  boolean isFilter(String parameter) {
    return filters.stream().anyMatch(filter -> filter.name().equals(parameter));
  }

  /** A digest of everything of the definition that the result depends on. */
  String signature() {
    return signature;
  }

  /**
   * Whether two executions over the same inputs may differ, as with {@code now()}, here or in a
   * route that is read.
   */
  public boolean isVolatile() {
    return sql.isVolatile() || upstreams.stream().anyMatch(each -> each.route().isVolatile());
  }

  /** Whether a user may ask: this route, and every route that it reads, lets them. */
  public boolean allows(Optional<AuthenticatedUser> user) {
    return source.roles().allow(user)
        && upstreams.stream().allMatch(each -> each.route().allows(user));
  }

  /** The names of the routes that this one reads itself, each by its alias. */
  public Map<String, String> uses() {
    Map<String, String> uses = new LinkedHashMap<>();
    upstreams.forEach(each -> uses.put(each.alias(), each.route().id()));
    return uses;
  }

  /** The routes that this one reads itself. */
  List<UpstreamCall> upstreams() {
    return upstreams;
  }

  /** Every name that a request may give a value to. */
  Set<String> parameterNames() {
    Set<String> names = new LinkedHashSet<>();
    source.params().forEach(parameter -> names.add(parameter.name()));
    filters.forEach(filter -> names.add(filter.name()));
    return names;
  }

  List<Step> steps() {
    return steps;
  }

  @Override
  public String toString() {
    return "route " + id() + " at " + pattern;
  }
}
