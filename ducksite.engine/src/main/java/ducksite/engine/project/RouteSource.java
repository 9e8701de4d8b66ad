package ducksite.engine.project;

import ducksite.api.Options;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One route of the project: a TOML with its SQL and, perhaps, its Markdown.
 *
 * @param id unique name
 * @param path URL path, begins with {@code /}, with {@code {name}} for path parameters
 * @param pathParameters names in the path, in order; each is one of {@code params}
 * @param title null when none is written
 * @param description null when none is written
 * @param version null when none is written
 * @param roles who may ask
 * @param methods HTTP methods, upper case
 * @param defaultFormat lower case
 * @param allowedFormats lower case; all when empty
 * @param cacheMode whether results are kept
 * @param returns what the route delivers
 * @param params declared parameters in their order
 * @param preprocess steps in their order
 * @param postprocess options by format, {@code [postprocess.x]} over {@code [x]}
 * @param uses other routes that the SQL reads
 * @param charts charts of the result
 * @param cache table {@code [cache]}, null when there is none
 * @param limits what it may take
 * @param constants constants of the route alone
 * @param secrets secrets of the route alone
 * @param metadata the whole TOML as it stands, for keys that have no component here
 * @param sql the statement without a final semicolon
 * @param toml the TOML's text
 * @param doc the Markdown's text, null when there is none
 * @param positions places of the TOML's keys, dotted for tables inside
 */
public record RouteSource(
    String id,
    String path,
    List<String> pathParameters,
    @Nullable String title,
    @Nullable String description,
    @Nullable String version,
    Roles roles,
    List<String> methods,
    String defaultFormat,
    List<String> allowedFormats,
    CacheMode cacheMode,
    ReturnKind returns,
    List<RouteParameter> params,
    List<PreprocessStep> preprocess,
    Map<String, Options> postprocess,
    List<RouteDependency> uses,
    List<RouteChart> charts,
    @Nullable RouteCache cache,
    RouteLimits limits,
    Map<String, Constant> constants,
    Map<String, SecretReference> secrets,
    Options metadata,
    SourceFragment sql,
    SourceText toml,
    @Nullable SourceText doc,
    Map<String, Position> positions) {

  public RouteSource {
    pathParameters = List.copyOf(pathParameters);
    methods = List.copyOf(methods);
    allowedFormats = List.copyOf(allowedFormats);
    params = List.copyOf(params);
    preprocess = List.copyOf(preprocess);
    postprocess = Collections.unmodifiableMap(new LinkedHashMap<>(postprocess));
    uses = List.copyOf(uses);
    charts = List.copyOf(charts);
    positions = Map.copyOf(positions);
  }

  /** The declaration of a query that stands alone: no parameters, every format. */
  public static RouteSource query(SourceFragment sql) {
    return new RouteSource(
        "query",
        "/query",
        List.of(),
        null,
        null,
        null,
        Roles.EVERYONE,
        List.of("GET"),
        "json",
        List.of(),
        CacheMode.FORCE_LIVE,
        ReturnKind.RELATION,
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        null,
        RouteLimits.NONE,
        Map.of(),
        Map.of(),
        Options.empty(),
        sql,
        sql.source(),
        null,
        Map.of());
  }

  /** The declared parameter with a name, if there is one. */
  public Optional<RouteParameter> parameter(String name) {
    return params.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
  }

  /**
   * The place of a key, dotted for a key of a table inside; the top of the TOML when the key is not
   * written.
   */
  public Position position(String key) {
    return positions.getOrDefault(key, toml.start());
  }
}
