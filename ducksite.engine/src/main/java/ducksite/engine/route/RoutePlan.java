package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultColumn;
import ducksite.engine.duck.BoundSql;
import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.project.SqlSettings;
import ducksite.engine.sql.NamedSql;
import ducksite.engine.sql.Placeholders;
import ducksite.engine.sql.SqlText;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * One request to a route, bound and ready: what will be answered, and the execution itself. Used by
 * one thread.
 */
public final class RoutePlan {

  private static final long UNLIMITED = -1;

  private final Route route;
  private final String format;
  private final Formats formats;
  private final Slice slice;
  private final Map<String, Object> values;
  private final boolean longAsText;
  private final DuckInstance duck;
  private final SqlSettings settings;
  private final Optional<String> entityTag;
  private final List<String> warnings;
  private final BooleanSupplier inputsUnchanged;

  RoutePlan(
      Route route,
      String format,
      Formats formats,
      Slice slice,
      Map<String, Object> values,
      boolean longAsText,
      DuckInstance duck,
      SqlSettings settings,
      Optional<String> entityTag,
      List<String> warnings,
      BooleanSupplier inputsUnchanged) {
    this.route = route;
    this.format = format;
    this.formats = formats;
    this.slice = slice;
    this.values = values;
    this.longAsText = longAsText;
    this.duck = duck;
    this.settings = settings;
    this.entityTag = entityTag;
    this.warnings = warnings;
    this.inputsUnchanged = inputsUnchanged;
  }

  /** The format's name. */
  public String format() {
    return format;
  }

  /** The media type of the answer. */
  public String mediaType() {
    return formats.mediaType(format);
  }

  /**
   * Whether the number of rows is limited, so that the whole answer is known before its first byte
   * must be sent.
   */
  public boolean isLimited() {
    return Formats.isLimited(format);
  }

  /** Whether the answer is a file that {@link #writeParquet} makes. */
  public boolean isParquet() {
    return format.equals(Formats.PARQUET);
  }

  /** The tag of the answer; empty when two executions may differ. */
  public Optional<String> entityTag() {
    return entityTag;
  }

  /** What to tell the client besides the answer. */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * Whether the files that the query read are still those that the entity tag is made of. Looks at
   * the disk.
   */
  public boolean inputsAreUnchanged() {
    return inputsUnchanged.getAsBoolean();
  }

  /**
   * Executes the query and writes the answer. Blocks; the rendering itself runs on a thread of the
   * engine.
   *
   * @param shell what the surrounding page needs, for formats that are pages
   */
  public RouteOutcome run(OutputStream out, Options shell, Cancellation cancellation)
      throws RouteException {
    long started = System.nanoTime();
    OptionalLong total = OptionalLong.empty();
    Slice sent = slice;
    if (isLimited() && !slice.isWhole()) {
      long rows = count(cancellation);
      total = OptionalLong.of(rows);
      sent = slice.within(rows);
    }
    RenderSettings context =
        new RenderSettings(route, sent, total, started, options(shell), cancellation);
    Renderer renderer = formats.renderer(format);
    try (PluginRenderer.Admission _ = admission(renderer)) {
      boolean truncated =
          duck.query(
              bound(sent),
              settings.timeout(),
              cancellation,
              isLimited() ? settings.maxRows() : UNLIMITED,
              batches -> {
                renderer.render(batches, context, out);
                return batches.truncated();
              });
      return new RouteOutcome(sent, total, truncated);
    } catch (DuckException e) {
      throw failure(e);
    } catch (PluginException e) {
      throw Preprocessing.failure(e);
    }
  }

  /** A slow plugin must not hold all connections of the engine. */
  private static PluginRenderer.Admission admission(Renderer renderer) {
    return renderer instanceof PluginRenderer plugin ? plugin.admit() : () -> {};
  }

  /**
   * Executes the query into a Parquet file.
   *
   * @return rows written
   */
  public long writeParquet(Path target, Cancellation cancellation) throws RouteException {
    try {
      return duck.copyToParquet(bound(slice), target, settings.timeout(), cancellation);
    } catch (DuckException e) {
      throw failure(e);
    }
  }

  /** How DuckDB would run the query, for its author. */
  public String explain(Cancellation cancellation) throws RouteException {
    try {
      return duck.plan(bound(slice), settings.timeout(), cancellation);
    } catch (DuckException e) {
      throw failure(e);
    }
  }

  private long count(Cancellation cancellation) throws RouteException {
    try {
      return duck.count(bound(route.sql().executable()), settings.timeout(), cancellation);
    } catch (DuckException e) {
      throw failure(e);
    }
  }

  private BoundSql bound(Slice part) {
    String columns = projection();
    boolean whole = part.isWhole() && columns.equals("*");
    if (whole) {
      return bound(route.sql().executable());
    }
    return bound(
        "SELECT "
            + columns
            + " FROM (\n"
            + route.sql().executable()
            + "\n)"
            + (part.limit() == null ? "" : " LIMIT " + part.limit())
            + (part.offset() == 0 ? "" : " OFFSET " + part.offset()));
  }

  private BoundSql bound(String sql) {
    NamedSql named = Placeholders.number(sql);
    return new BoundSql(
        named.sql(),
        named.names().stream()
            .map(values::get)
            .collect(Collectors.toCollection(java.util.ArrayList::new)));
  }

  private String projection() {
    List<String> known =
        slice.columns().stream()
            .filter(name -> route.columns().stream().map(ResultColumn::name).anyMatch(name::equals))
            .distinct()
            .toList();
    return known.isEmpty()
        ? "*"
        : known.stream().map(SqlText::identifier).collect(Collectors.joining(", "));
  }

  private Options options(Options shell) {
    Map<String, Object> all =
        new LinkedHashMap<>(
            route.source().postprocess().getOrDefault(format, Options.empty()).asMap());
    all.putAll(shell.asMap());
    if (longAsText) {
      all.put("int64", "string");
    }
    return Options.of(all);
  }

  private static RouteException failure(DuckException cause) {
    return switch (cause.kind()) {
      case TIMEOUT ->
          new RouteException(
              RouteException.Kind.TIMEOUT,
              "The query took too long",
              "Ask for less, or later.",
              null,
              cause);
      case OVERLOADED ->
          new RouteException(
              RouteException.Kind.OVERLOADED,
              "The server is busy",
              "Try again in a moment.",
              null,
              cause);
      case CANCELLED ->
          new RouteException(
              RouteException.Kind.CANCELLED, "The client has gone", null, null, cause);
      case OUT_OF_MEMORY, FAILED ->
          new RouteException(
              RouteException.Kind.EXECUTION_FAILED,
              "The query of this route failed",
              null,
              null,
              cause);
    };
  }
}
