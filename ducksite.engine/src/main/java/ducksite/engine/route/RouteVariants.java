package ducksite.engine.route;

import ducksite.engine.project.Problems;
import ducksite.engine.project.SourceFragment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes that a route stands for whose text is another one for other values of a request: its
 * parameters stand in slots, or in the place of files. Each is compiled when it is first asked for,
 * as if its author had written it so. The last ones are kept. Safe for use by several threads.
 */
final class RouteVariants {

  private static final Logger LOG = LoggerFactory.getLogger(RouteVariants.class);
  private static final int MOST = 100;
  private static final int MOST_FILES = 100;
  private static final long REFUSED_NANOS = Duration.ofSeconds(5).toNanos();

  /** Longer texts are compiled for each request, so that requests cannot fill the memory. */
  private static final int LONGEST_KEPT = 20_000;

  /** Compiles the route for one text. */
  @FunctionalInterface
  interface Compiler {
    /** The route; empty when the text is none that may be executed. */
    Optional<Route> compile(SourceFragment text, Map<String, List<String>> paths, Problems found);

    /** Why a text is not one harmless expression; empty when it is. */
    default Optional<String> refusal(String expression) {
      return Optional.of("no expression is expected");
    }
  }

  private record Key(String text, Map<String, List<String>> paths) {

    boolean isLong() {
      return text.length() > LONGEST_KEPT;
    }
  }

  /** A text that is none, until when this holds: a file that it names may come to be. */
  private record Refused(RouteException failure, long untilNanos) {

    boolean holds() {
      return System.nanoTime() - untilNanos < 0;
    }
  }

  private final RouteTemplate template;
  private final Set<String> pathParameters;
  private final Compiler compiler;
  private final Map<Key, Route> routes = new Last<>();
  private final Map<Key, Refused> refusals = new Last<>();

  /** The last ones that were used. */
  private static final class Last<V> extends LinkedHashMap<Key, V> {

    private static final long serialVersionUID = 1L;

    Last() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
      return size() > MOST;
    }
  }

  /**
   * @param pathParameters those that stand in the place of files as {@code $name}
   */
  RouteVariants(RouteTemplate template, Set<String> pathParameters, Compiler compiler) {
    this.template = template;
    this.pathParameters = Set.copyOf(pathParameters);
    this.compiler = compiler;
  }

  /** The route for the values of a request. */
  Route route(Map<String, Object> values) throws RouteException {
    SourceFragment text = template.render(values);
    Key key = new Key(text.text(), paths(values));
    synchronized (routes) {
      Route known = routes.get(key);
      if (known != null) {
        return known;
      }
      Refused refused = refusals.get(key);
      if (refused != null && refused.holds()) {
        throw refused.failure().again();
      }
    }
    try {
      Route made = made(text, key);
      if (!key.isLong()) {
        synchronized (routes) {
          routes.put(key, made);
        }
      }
      return made;
    } catch (RouteException e) {
      if (!key.isLong()) {
        synchronized (routes) {
          refusals.put(key, new Refused(e, System.nanoTime() + REFUSED_NANOS));
        }
      }
      throw e;
    }
  }

  private Route made(SourceFragment text, Key key) throws RouteException {
    template.check(text, compiler::refusal);
    Problems problems = new Problems();
    Optional<Route> compiled = compiler.compile(text, key.paths(), problems);
    if (compiled.isEmpty()) {
      UnfitTextException cause = new UnfitTextException(problems.all());
      LOG.debug("a request's values make no query: {}", cause.getMessage());
      throw refused(cause);
    }
    return compiled.get();
  }

  private Map<String, List<String>> paths(Map<String, Object> values) throws RouteException {
    Map<String, List<String>> paths = new TreeMap<>();
    for (String parameter : pathParameters) {
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
        throw noFile(parameter);
      }
      paths.put(parameter, files);
    }
    return paths;
  }

  /** What is told for every text that cannot be executed, whatever the reason is. */
  RouteException refused() {
    return refused(null);
  }

  private RouteException refused(@Nullable Exception cause) {
    if (!template.isVariable()) {
      return noFile(pathParameters.iterator().next());
    }
    Set<String> names = template.parameters();
    return names.size() == 1 && pathParameters.isEmpty()
        ? RouteException.template(
            names.iterator().next(), "this value makes no query that can be answered", cause)
        : RouteException.template(
            "",
            "The values of '" + String.join("', '", names) + "' make no query that can be answered",
            cause);
  }

  private static RouteException noFile(String parameter) {
    return RouteException.invalid(
        parameter, "Parameter '" + parameter + "': this is no file that can be read here");
  }
}
