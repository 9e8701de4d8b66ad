package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.route.Route;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Map;

/** {@code /-/routes}: what each route takes and gives, and how it has been asked. */
final class RoutesPage implements Endpoint {

  private final AuthorFrame frame;
  private final RouteFigures figures;

  RoutesPage(AuthorFrame frame, RouteFigures figures) {
    this.frame = frame;
    this.figures = figures;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    List<Route> routes = routes(exchange, site);
    frame.send(
        exchange,
        site,
        "Routes",
        () -> Map.of("routes", routes.stream().map(figures::describe).toList()),
        () -> figures.html(site, routes));
  }

  /** All routes for an author without a name, for a user those that answer them. */
  private static List<Route> routes(HttpServerExchange exchange, Site site) {
    Caller caller = Caller.of(exchange);
    return site.routes().stream()
        .filter(route -> caller.user() == null || caller.may(route))
        .toList();
  }
}
