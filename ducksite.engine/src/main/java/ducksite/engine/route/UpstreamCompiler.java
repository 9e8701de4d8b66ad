package ducksite.engine.route;

import ducksite.engine.model.QueryCompiler;
import ducksite.engine.project.CacheMode;
import ducksite.engine.project.DependencyMode;
import ducksite.engine.project.Position;
import ducksite.engine.project.Problems;
import ducksite.engine.project.RouteCache;
import ducksite.engine.project.RouteDependency;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.project.RouteSource;
import ducksite.engine.project.Suggestions;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlTokenizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compiles the {@code [[uses]]} of routes: what can be known of a call before a request is checked
 * here. Routes are given in an order in which those that are read come first.
 */
final class UpstreamCompiler {

  /** Calls that one request may lead to; equal ones count once. */
  static final int MOST_CALLS = 100;

  private final QueryCompiler queries;
  private final Problems problems;
  private final Map<String, Route> compiled;

  /**
   * @param compiled the routes that can be read, by id
   */
  UpstreamCompiler(QueryCompiler queries, Map<String, Route> compiled, Problems problems) {
    this.queries = queries;
    this.compiled = compiled;
    this.problems = problems;
  }

  /** The calls; empty when one has problems, or reads a route that has some. */
  Optional<List<UpstreamCall>> compile(RouteSource source) {
    List<UpstreamCall> calls = new ArrayList<>();
    boolean complete = true;
    for (RouteDependency declared : source.uses()) {
      complete &= checkAlias(source, declared);
      Route route = compiled.get(declared.call());
      if (route == null) {
        complete = false;
        continue;
      }
      complete &= checkMode(declared, route) & checkColumns(declared, route);
      Problems found = new Problems();
      calls.add(
          new UpstreamCall(declared.alias(), route, arguments(source, declared, route, found)));
      problems.addAll(found.all());
      complete &= !found.hasErrors();
    }
    return complete && checkSize(source, calls) ? Optional.of(calls) : Optional.empty();
  }

  private boolean checkAlias(RouteSource source, RouteDependency declared) {
    if (queries.isKnown(declared.alias())) {
      problems.add(
          declared
              .position("alias")
              .error(
                  "route/alias-taken",
                  "the alias '" + declared.alias() + "' is the name of a model or a file source",
                  "choose another alias"));
      return false;
    }
    String sql = source.sql().text();
    boolean read =
        SqlTokenizer.significant(sql).stream()
            .anyMatch(
                token -> SqlText.unquoted(token.text(sql)).equalsIgnoreCase(declared.alias()));
    if (!read) {
      problems.add(
          declared
              .position("alias")
              .warning(
                  "route/alias-unused",
                  "the SQL does not read '" + declared.alias() + "'",
                  "read it, or take the entry out"));
    }
    return true;
  }

  private boolean checkMode(RouteDependency declared, Route route) {
    if (declared.mode() != DependencyMode.PARQUET_PATH) {
      return true;
    }
    RouteCache cache = route.source().cache();
    String refusal =
        route.source().cacheMode() != CacheMode.MATERIALIZE
            ? "its cache_mode is "
                + route.source().cacheMode().name().toLowerCase(java.util.Locale.ROOT)
            : cache == null
                ? "it has no [cache]"
                : !cache.isKeeping()
                    ? "its [cache] is switched off"
                    : cache.invariantFilters().isEmpty() ? null : "it has invariant filters";
    if (refusal == null) {
      return true;
    }
    problems.add(
        declared
            .position("mode")
            .error(
                "route/not-materialized",
                "the files of '" + declared.call() + "' cannot be read: " + refusal,
                "use mode = \"relation\", or change its cache"));
    return false;
  }

  private boolean checkColumns(RouteDependency declared, Route route) {
    if (!route.columns().isEmpty()) {
      return true;
    }
    problems.add(
        declared
            .position("call")
            .error(
                "route/unknown-columns",
                "the columns of '" + declared.call() + "' are not known before a request",
                "give the parameters in its slots a default or choices"));
    return false;
  }

  private Map<String, UpstreamCall.Argument> arguments(
      RouteSource source, RouteDependency declared, Route route, Problems found) {
    Map<String, UpstreamCall.Argument> arguments = new LinkedHashMap<>();
    declared
        .arguments()
        .asMap()
        .forEach((name, value) -> argument(source, declared, route, name, value, arguments, found));
    for (RouteParameter parameter : route.source().params()) {
      boolean passed =
          arguments.get(parameter.name()) instanceof UpstreamCall.Argument.Literal
              || arguments.get(parameter.name())
                      instanceof UpstreamCall.Argument.Parameter(String own)
                  && mayHaveValue(source, own);
      if (parameter.required() && parameter.defaultValue() == null && !passed) {
        found.add(
            declared
                .position("args." + parameter.name())
                .error(
                    "route/missing-argument",
                    "'" + declared.call() + "' needs its parameter '" + parameter.name() + "'",
                    "write it in [uses.args]: "
                        + parameter.name()
                        + " = \"name of a parameter, or a value\""));
      }
    }
    return arguments;
  }

  /** An optional filter selects among the rows: what is read is asked as if it had no value. */
  private static boolean mayHaveValue(RouteSource source, String name) {
    return !KeptColumns.isFilter(source, name)
        || source
            .parameter(name)
            .map(each -> each.required() || each.defaultValue() != null)
            .orElse(false);
  }

  private void argument(
      RouteSource source,
      RouteDependency declared,
      Route route,
      String name,
      Object value,
      Map<String, UpstreamCall.Argument> arguments,
      Problems found) {
    Position place = declared.position("args." + name);
    Set<String> known = route.parameterNames();
    if (!known.contains(name)) {
      found.add(
          place.warning(
              "route/unknown-argument",
              "'" + declared.call() + "' has no parameter '" + name + "'",
              Suggestions.hint(name, known)
                  .orElse(
                      known.isEmpty()
                          ? "it has no parameters"
                          : "its parameters: " + String.join(", ", new TreeSet<>(known)))));
      return;
    }
    if (value instanceof String text
        && (source.parameter(text).isPresent() || KeptColumns.isFilter(source, text))) {
      arguments.put(name, new UpstreamCall.Argument.Parameter(text));
      return;
    }
    List<String> texts = UpstreamCall.texts(value);
    if (texts.isEmpty()) {
      found.add(
          place.error(
              "route/invalid-argument",
              "the argument '" + name + "' is no value",
              "write a text, a number, a boolean, a date, or a list of them"));
      return;
    }
    arguments.put(name, new UpstreamCall.Argument.Literal(texts));
    RequestBinding.refusal(route, name, texts)
        .ifPresent(
            detail ->
                found.add(
                    place.error(
                        "route/invalid-argument",
                        "'" + declared.call() + "' does not take this: " + detail,
                        "a text that is the name of a parameter here stands for its value")));
  }

  /** Twice the same route at every level makes 2ⁿ calls, which nobody wants to wait for. */
  private boolean checkSize(RouteSource source, List<UpstreamCall> calls) {
    Set<Object> seen = new HashSet<>();
    calls.forEach(call -> count(call, call.arguments(), seen));
    if (seen.size() <= MOST_CALLS) {
      return true;
    }
    problems.add(
        source
            .uses()
            .getFirst()
            .position()
            .error(
                "route/too-many-calls",
                "the route leads to more than " + MOST_CALLS + " different calls of others",
                "let several of them share one call"));
    return false;
  }

  private static void count(
      UpstreamCall call, Map<String, UpstreamCall.Argument> resolved, Set<Object> seen) {
    if (seen.size() > MOST_CALLS || !seen.add(List.of(call.route().id(), resolved))) {
      return;
    }
    for (UpstreamCall inner : call.route().upstreams()) {
      count(
          inner,
          inner.arguments().entrySet().stream()
              .filter(each -> argument(each.getValue(), resolved) != null)
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      each -> Objects.requireNonNull(argument(each.getValue(), resolved)))),
          seen);
    }
  }

  private static UpstreamCall.@org.jspecify.annotations.Nullable Argument argument(
      UpstreamCall.Argument argument, Map<String, UpstreamCall.Argument> ofCaller) {
    return argument instanceof UpstreamCall.Argument.Parameter(String name)
        ? ofCaller.get(name)
        : argument;
  }
}
