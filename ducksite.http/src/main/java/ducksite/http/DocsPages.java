package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.render.HtmlText;
import ducksite.engine.route.Route;
import io.undertow.server.HttpServerExchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The documentation of a site's routes for people: {@code /-/docs} lists them by folder, {@code
 * /-/docs/routes/ID} describes one. Made from what requests are checked against; needs no script.
 */
final class DocsPages implements Endpoint {

  static final String INDEX = "/-/docs";
  static final String ROUTES = "/-/docs/routes/";
  static final String PROBLEMS = "/-/docs/problems/";

  private final Answers answers;
  private final AuthorFrame frame;
  private final RouteAnalytics analytics;

  DocsPages(Answers answers, AuthorFrame frame, RouteAnalytics analytics) {
    this.answers = answers;
    this.frame = frame;
    this.analytics = analytics;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    Caller caller = Caller.of(exchange);
    if (path.equals(INDEX) || path.equals(INDEX + "/")) {
      send(exchange, site, "Documentation", index(site, caller));
      return;
    }
    Optional<Route> route =
        path.startsWith(ROUTES) ? site.route(path.substring(ROUTES.length())) : Optional.empty();
    if (route.filter(each -> isSeen(each, caller)).isPresent()) {
      String title = route.get().source().title();
      send(
          exchange,
          site,
          title == null ? route.get().id() : title,
          new RouteDocs(site, route.get(), analytics.of(route.get().id()), origin(exchange))
              .html());
    } else {
      answers.problem(exchange, HttpProblem.notFound());
    }
  }

  /** All routes for an author without a name, for a user those that answer him. */
  private static boolean isSeen(Route route, Caller caller) {
    return caller.user() == null || caller.may(route);
  }

  private void send(HttpServerExchange exchange, Site site, String title, String main) {
    answers.tagged(
        exchange,
        "text/html; charset=utf-8",
        frame.document(exchange, site, title, main).getBytes(StandardCharsets.UTF_8));
  }

  private static String origin(HttpServerExchange exchange) {
    return exchange.getRequestScheme() + "://" + exchange.getHostAndPort();
  }

  private static String index(Site site, Caller caller) {
    String base = site.project().config().site().basePath();
    Map<String, List<Route>> folders = new TreeMap<>();
    for (Route route : site.routes()) {
      if (isSeen(route, caller)) {
        folders.computeIfAbsent(OpenApiRoute.folder(route), key -> new ArrayList<>()).add(route);
      }
    }
    HtmlLines html = new HtmlLines();
    html.markup("<section class=\"ds-prose\"><h1>Documentation</h1><p>")
        .text(
            folders.isEmpty()
                ? "This site has no routes."
                : "Each route answers at its address, in every format it allows. ")
        .link(base + "openapi.json", "OpenAPI 3.1")
        .text(" · ")
        .link(base + "-/docs/problems/", "Problems")
        .markup("</p></section>");
    folders.forEach(
        (folder, routes) -> {
          html.markup("<figure class=\"ds-card\"><figcaption>").text(folder);
          html.markup("</figcaption><dl class=\"ds-definitions\">");
          for (Route route : routes) {
            html.markup("<dt>")
                .link(base + ROUTES.substring(1) + HtmlText.url(route.id()), route.id())
                .markup("</dt><dd><code>")
                .text(route.source().path())
                .markup("</code> ")
                .text(summary(route))
                .markup("</dd>");
          }
          html.markup("</dl></figure>");
        });
    return html.toString();
  }

  private static String summary(Route route) {
    String title = route.source().title();
    String description = route.source().description();
    return title != null ? title : description == null ? "" : description;
  }
}
