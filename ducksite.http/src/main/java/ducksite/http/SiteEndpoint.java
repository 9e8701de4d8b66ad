package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.page.Page;
import ducksite.engine.route.RouteTable;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.Optional;

/**
 * Everything that a project defines itself: routes, pages, and the files of its {@code static/}
 * folder.
 */
final class SiteEndpoint implements Endpoint {

  private static final String HTML = ".html";
  private static final String INDEX = "index.html";

  private final RouteEndpoint routes;
  private final PageEndpoint pages;
  private final StaticFiles files;
  private final Answers answers;

  SiteEndpoint(RouteEndpoint routes, PageEndpoint pages, StaticFiles files, Answers answers) {
    this.routes = routes;
    this.pages = pages;
    this.files = files;
    this.answers = answers;
  }

  @Override
  public boolean answerAtOnce(HttpServerExchange exchange, Site site, String path) {
    Optional<RouteTable.Match> route = site.routeTable().find(path);
    if (route.isPresent()) {
      return routes.answerAtOnce(exchange, site, route.get());
    }
    Optional<Page> page = page(site, path);
    RequestLog.endpoint(exchange, "page");
    return page.isPresent() && pages.answerAtOnce(exchange, site, page.get());
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) throws IOException {
    Optional<RouteTable.Match> route = site.routeTable().find(path);
    if (route.isPresent()) {
      routes.answer(exchange, site, route.get());
      return;
    }
    Optional<Page> page = page(site, path);
    if (page.isPresent()) {
      RequestLog.endpoint(exchange, "page");
      pages.answer(exchange, site, page.get());
    } else if (site.page(path + "/").isPresent()) {
      answers.redirect(exchange, exchange.getRequestPath() + "/");
    } else if (files.answer(exchange, site, path)) {
      RequestLog.endpoint(exchange, "static");
    } else {
      RequestLog.endpoint(exchange, "missing");
      answers.problem(
          exchange, path.equals("/") ? HttpProblem.noStartPage() : HttpProblem.notFound());
    }
  }

  private static Optional<Page> page(Site site, String path) {
    if (path.endsWith("/" + INDEX)) {
      return site.page(path.substring(0, path.length() - INDEX.length()));
    }
    Optional<Page> exact = site.page(path);
    return exact.isEmpty() && path.endsWith(HTML)
        ? site.page(path.substring(0, path.length() - HTML.length()))
        : exact;
  }
}
