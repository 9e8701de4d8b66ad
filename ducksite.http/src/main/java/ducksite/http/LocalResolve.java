package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.route.Route;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers a route that a body refers to: {@code POST /local/resolve}. It reads as a GET of the
 * route would, for the same callers, and changes nothing; the answer is not kept by anybody.
 */
final class LocalResolve implements Endpoint {

  private static final int LONGEST_ID = 100;

  private final Answers answers;
  private final RouteEndpoint routes;
  private final long mostBytes;

  LocalResolve(Answers answers, RouteEndpoint routes, long mostBytes) {
    this.answers = answers;
    this.routes = routes;
    this.mostBytes = mostBytes;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) throws IOException {
    LocalReference reference;
    try {
      reference = LocalReference.of(JsonBody.read(exchange, mostBytes));
    } catch (JsonBody.RefusedException e) {
      answers.problem(exchange, e.problem);
      return;
    }
    Optional<Route> route = site.route(reference.route());
    if (route.isEmpty()) {
      answers.problem(exchange, HttpProblem.noRoute(shortened(reference.route())));
    } else {
      routes.resolve(exchange, site, route.get(), reference);
    }
  }

  private static String shortened(String id) {
    return id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) + "…" : id;
  }
}
