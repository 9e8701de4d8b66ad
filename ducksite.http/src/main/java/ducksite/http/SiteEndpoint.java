package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.page.Page;
import ducksite.engine.route.RouteTable;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    if (isRefused(exchange, route)) {
      return true;
    }
    if (route.isPresent()) {
      return routes.answerAtOnce(exchange, site, route.get());
    }
    Optional<Page> page = page(site, path);
    RequestLog.endpoint(exchange, "page");
    return page.isPresent() && pages.answerAtOnce(exchange, site, page.get());
  }

  /** A route answers the methods that it declares, everything else is read. */
  private boolean isRefused(HttpServerExchange exchange, Optional<RouteTable.Match> route) {
    HttpString method = exchange.getRequestMethod();
    if (route.isEmpty() && !method.equals(Methods.POST)) {
      return false;
    }
    List<String> declared =
        route.map(match -> match.route().source().methods()).orElse(List.of("GET"));
    boolean reading = method.equals(Methods.GET) || method.equals(Methods.HEAD);
    if (declared.contains(reading ? "GET" : "POST")) {
      if (!reading) {
        // What the client has is no matter of POST, whose answer is always sent.
        exchange.getRequestHeaders().remove(Headers.IF_NONE_MATCH);
      }
      return false;
    }
    Set<HttpString> allowed = new LinkedHashSet<>();
    if (declared.contains("GET")) {
      allowed.addAll(List.of(Methods.GET, Methods.HEAD));
    }
    if (declared.contains("POST")) {
      allowed.add(Methods.POST);
    }
    answers.methodNotAllowed(exchange, allowed);
    return true;
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
