package ducksite.engine.route;

import ducksite.engine.project.RouteParameter;
import ducksite.engine.project.RouteSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is known of a route without its SQL having been looked at by DuckDB: everything that its
 * variants share.
 *
 * @param source the declaration
 * @param template its SQL with the slots
 * @param upstreams the routes that it reads
 * @param steps its preprocessors
 * @param formats names of the formats that may be asked for
 * @param faces what plugins add to its pages
 */
record Declared(
    RouteSource source,
    RouteTemplate template,
    List<UpstreamCall> upstreams,
    List<Step> steps,
    Set<String> formats,
    RouteFaces faces) {

  Declared {
    upstreams = List.copyOf(upstreams);
    steps = List.copyOf(steps);
    formats = Set.copyOf(formats);
  }

  /** A value for each name in the SQL, so that it can be planned before there is a request. */
  Map<String, Object> examples() {
    Map<String, Object> examples = new TreeMap<>(ExampleValues.of(source));
    examples.putAll(template.constants().examples());
    return examples;
  }

  /** The parameters that may hold paths, with their defaults. */
  Map<String, List<String>> pathParameters() {
    Map<String, List<String>> guarded = new TreeMap<>();
    for (RouteParameter parameter : source.params()) {
      if (parameter.guard() instanceof RouteParameter.Guard.RelativePath
          && !parameter.templateOnly()) {
        Object value = parameter.defaultValue();
        guarded.put(parameter.name(), value == null ? List.of() : List.of(value.toString()));
      }
    }
    return guarded;
  }

  /** The names under which other routes are read. */
  Set<String> aliases() {
    return upstreams.stream().map(UpstreamCall::alias).collect(Collectors.toSet());
  }

  /** What is read of other routes, as tables without rows: planning needs no more. */
  List<String> emptyTables() {
    return upstreams.stream().map(UpstreamCall::emptyTable).toList();
  }
}
