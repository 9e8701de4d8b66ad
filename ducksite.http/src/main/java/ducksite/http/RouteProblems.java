package ducksite.http;

import ducksite.engine.plugin.PluginException;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteException;
import io.undertow.server.HttpServerExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a route's failures into answers. What only the author may see goes to the log, with the
 * request's id.
 */
final class RouteProblems {

  private static final Logger LOG = LoggerFactory.getLogger(RouteProblems.class);

  private final Answers answers;

  RouteProblems(Answers answers) {
    this.answers = answers;
  }

  void send(HttpServerExchange exchange, Route route, RouteException failure) {
    log(exchange, route, failure);
    answers.problem(exchange, problem(failure));
  }

  /** Tells the author of a failure. */
  void log(HttpServerExchange exchange, Route route, RouteException failure) {
    if (failure.getCause() != null && isOurs(failure.kind())) {
      String hint =
          failure.getCause() instanceof PluginException plugin && plugin.hint() != null
              ? ", " + plugin.hint()
              : "";
      LOG.warn("{} failed, request {}{}", route, RequestId.of(exchange), hint, failure.getCause());
    }
  }

  /** A client's mistake or departure is no news, and any client could fill the log with it. */
  private static boolean isOurs(RouteException.Kind kind) {
    return kind != RouteException.Kind.CANCELLED
        && kind != RouteException.Kind.INVALID_PARAMETER
        && kind != RouteException.Kind.INVALID_TEMPLATE;
  }

  private static HttpProblem problem(RouteException failure) {
    HttpProblem problem =
        switch (failure.kind()) {
          case NOT_FOUND -> HttpProblem.of(404, "not_found", "Not found");
          case MISSING_PARAMETER ->
              HttpProblem.of(400, "missing_parameter", "A parameter is missing");
          case INVALID_PARAMETER ->
              HttpProblem.of(400, "invalid_parameter", "A parameter is not valid");
          case INVALID_TEMPLATE ->
              HttpProblem.of(400, "invalid_template", "A value cannot be part of this query");
          case FORBIDDEN -> HttpProblem.forbidden("You may not set this parameter.");
          case NOT_ACCEPTABLE -> HttpProblem.of(406, "not_acceptable", "No acceptable format");
          case PLUGIN_FAILED -> HttpProblem.of(502, "plugin_failed", "A plugin failed");
          case PLUGIN_TIMEOUT -> HttpProblem.of(504, "plugin_timeout", "A plugin took too long");
          case TIMEOUT -> HttpProblem.of(504, "timeout", "The query took too long");
          case OVERLOADED, CANCELLED -> HttpProblem.of(503, "overloaded", "The server is busy");
          case CHANGED -> HttpProblem.of(503, "overloaded", "The data is changing");
          case EXECUTION_FAILED ->
              HttpProblem.of(500, "route_execution_error", "The route could not be executed");
        };
    problem = problem.withDetail(failure.getMessage()).withHint(failure.hint());
    return problem.withErrors(
        failure.faults().stream()
            .map(fault -> new HttpProblem.ParameterError(fault.parameter(), fault.detail()))
            .toList());
  }
}
