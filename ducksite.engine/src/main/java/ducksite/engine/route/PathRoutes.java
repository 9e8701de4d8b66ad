package ducksite.engine.route;

import ducksite.engine.project.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes that a route with parameters in the place of files stands for: one for each of their
 * values, compiled when it is first asked for as if the value stood in the text. The last ones are
 * kept. Safe for use by several threads.
 */
final class PathRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(PathRoutes.class);
  private static final int MOST = 100;
  private static final int MOST_FILES = 100;

  /** Compiles the route for values of its parameters. */
  @FunctionalInterface
  interface Compiler {
    /** The route; empty when a value names nothing that may be read. */
    Optional<Route> compile(Map<String, List<String>> paths, Problems problems);
  }

  private final Set<String> parameters;
  private final Compiler compiler;
  private final Map<Map<String, List<String>>, Route> routes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, List<String>>, Route> eldest) {
          return size() > MOST;
        }
      };

  PathRoutes(Set<String> parameters, Compiler compiler) {
    this.parameters = Set.copyOf(parameters);
    this.compiler = compiler;
  }

  /** The route for the values of a request. */
  Route route(Map<String, Object> values) throws RouteException {
    Map<String, List<String>> paths = new TreeMap<>();
    for (String parameter : parameters) {
      Object value = values.get(parameter);
      if (value == null) {
        throw RouteException.missing(parameter);
      }
      List<String> files =
          value instanceof List<?> list
              ? list.stream().map(Object::toString).toList()
              : List.of(value.toString());
      // A preprocessor may have put something else in the place of what the guard has seen.
      if (files.isEmpty()
          || files.size() > MOST_FILES
          || !files.stream().allMatch(RequestBinding::isRelative)) {
        throw refused(parameter);
      }
      paths.put(parameter, files);
    }
    synchronized (routes) {
      Route known = routes.get(paths);
      if (known != null) {
        return known;
      }
    }
    Problems problems = new Problems();
    Optional<Route> compiled = compiler.compile(paths, problems);
    if (compiled.isEmpty()) {
      // What is wrong with it is for the author: it tells where files lie, and which there are.
      LOG.debug("a request names files that cannot be read: {}", problems.all());
      throw refused();
    }
    synchronized (routes) {
      routes.put(paths, compiled.get());
    }
    return compiled.get();
  }

  /** What is told for every file that cannot be read, whatever the reason is. */
  RouteException refused() {
    return refused(parameters.iterator().next());
  }

  private static RouteException refused(String parameter) {
    return RouteException.invalid(
        parameter, "Parameter '" + parameter + "': this is no file that can be read here");
  }
}
