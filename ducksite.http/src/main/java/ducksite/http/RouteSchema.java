package ducksite.http;

import ducksite.api.Options;
import ducksite.engine.Site;
import ducksite.engine.project.RouteSource;
import ducksite.engine.render.ArrowNames;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteException;
import ducksite.engine.route.RouteForm;
import ducksite.engine.route.RouteRequest;
import io.undertow.server.HttpServerExchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What belongs to a route beside its data: {@code GET /routes/{id}/schema}, the columns it answers
 * with for the values of a request, and the form of its parameters.
 */
final class RouteSchema implements Endpoint {

  static final String PREFIX = "/routes/";
  private static final String SCHEMA = "/schema";

  private final Answers answers;
  private final RouteProblems problems;

  RouteSchema(Answers answers) {
    this.answers = answers;
    this.problems = new RouteProblems(answers);
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    String rest = path.substring(PREFIX.length());
    Optional<Route> route =
        rest.endsWith(SCHEMA)
            ? site.route(rest.substring(0, rest.length() - SCHEMA.length()))
            : Optional.empty();
    if (route.isEmpty()) {
      answers.problem(exchange, rest.endsWith(SCHEMA) ? unknown(rest) : HttpProblem.notFound());
    } else if (!Caller.of(exchange).may(route.get())) {
      answers.problem(exchange, HttpProblem.roleNeeded());
    } else {
      answer(exchange, site, route.get());
    }
  }

  private static HttpProblem unknown(String rest) {
    return HttpProblem.noRoute(rest.substring(0, rest.length() - SCHEMA.length()));
  }

  private void answer(HttpServerExchange exchange, Site site, Route route) {
    try {
      Route asked = site.routeExecutor().shape(route, request(exchange));
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("route_id", route.id());
      described.put("path", route.source().path());
      described.put(
          "schema",
          asked.columns().stream()
              .map(column -> Map.of("name", column.name(), "type", ArrowNames.of(column)))
              .toList());
      described.put("form", RouteForm.of(route).stream().map(RouteSchema::field).toList());
      described.put("overrides", table(route.source(), "overrides", "key_columns", "allowed"));
      described.put("append", table(route.source(), "append", "columns"));
      answers.tagged(exchange, described);
    } catch (RouteException e) {
      problems.send(exchange, route, e);
    }
  }

  private static RouteRequest request(HttpServerExchange exchange) {
    return new RouteRequest(
        RouteEndpoint.queryOf(exchange), Map.of(), null, null, Caller.of(exchange).user());
  }

  private static Map<String, Object> field(RouteForm.Field field) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", field.name());
    described.put("type", field.type().word());
    described.put("required", field.required());
    described.put("default", field.plainDefault());
    described.put("description", field.description());
    return described;
  }

  /** The lists of a table as they stand; the name of a file that rows are added to is not told. */
  private static Map<String, List<String>> table(RouteSource source, String name, String... keys) {
    Options table = source.metadata().table(name);
    Map<String, List<String>> lists = new LinkedHashMap<>();
    if (source.metadata().keys().contains(name)) {
      for (String key : keys) {
        lists.put(key, table.strings(key));
      }
    }
    return lists;
  }
}
