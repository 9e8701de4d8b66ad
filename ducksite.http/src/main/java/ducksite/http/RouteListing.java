package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.route.Route;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The routes of a folder of paths, and the folders in it with the sums of what lies below them:
 * {@code GET /routes?folder=/reports}. A caller sees the routes that answer him.
 */
final class RouteListing implements Endpoint {

  private static final String FOLDER = "folder";

  private final Answers answers;
  private final RouteAnalytics analytics;

  RouteListing(Answers answers, RouteAnalytics analytics) {
    this.answers = answers;
    this.analytics = analytics;
  }

  /** A folder's routes and folders, in the order they are told in. */
  record Listing(String folder, List<Listed> routes, List<Folder> folders) {}

  /** A route with its figures. */
  record Listed(Route route, RouteAnalytics.Metrics metrics) {}

  /** A folder with the sums of its routes. */
  record Folder(String path, int routeCount, RouteAnalytics.Metrics metrics) {}

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    Listing listing = list(site, Caller.of(exchange), folder(exchange));
    Map<String, Object> described = new LinkedHashMap<>();
    described.put(FOLDER, listing.folder());
    described.put("routes", listing.routes().stream().map(RouteListing::described).toList());
    described.put("folders", listing.folders().stream().map(RouteListing::described).toList());
    answers.json(exchange, described);
  }

  /** The folder asked for: with a slash before it and none behind it, but for the root. */
  private static String folder(HttpServerExchange exchange) {
    Deque<String> given = exchange.getQueryParameters().get(FOLDER);
    return normalized(given == null ? "" : given.getFirst());
  }

  static String normalized(String text) {
    String folder = text.strip();
    while (folder.endsWith("/")) {
      folder = folder.substring(0, folder.length() - 1);
    }
    return folder.startsWith("/") ? folder : "/" + folder;
  }

  /** What a caller may know of a folder. */
  Listing list(Site site, Caller caller, String folder) {
    String prefix = folder.equals("/") ? "/" : folder + "/";
    List<Listed> routes = new ArrayList<>();
    Map<String, Folder> folders = new TreeMap<>();
    for (Route route : site.routes()) {
      String path = route.source().path();
      boolean itself = path.equals(folder);
      if (!itself && !path.startsWith(prefix) || !caller.may(route)) {
        continue;
      }
      RouteAnalytics.Metrics metrics = analytics.of(route.id());
      int next = itself ? -1 : path.indexOf('/', prefix.length());
      if (next < 0) {
        routes.add(new Listed(route, metrics));
      } else {
        folders.merge(
            path.substring(0, next),
            new Folder(path.substring(0, next), 1, metrics),
            (one, other) ->
                new Folder(
                    one.path(),
                    one.routeCount() + other.routeCount(),
                    one.metrics().plus(other.metrics())));
      }
    }
    routes.sort(
        Comparator.comparingLong((Listed each) -> -each.metrics().hits())
            .thenComparingLong(each -> -each.metrics().interactions())
            .thenComparing(each -> each.route().source().path()));
    List<Folder> sorted = new ArrayList<>(folders.values());
    sorted.sort(
        Comparator.comparingLong((Folder each) -> -each.metrics().hits())
            .thenComparing(Folder::path));
    return new Listing(folder, List.copyOf(routes), List.copyOf(sorted));
  }

  private static Map<String, Object> described(Listed listed) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", listed.route().id());
    described.put("path", listed.route().source().path());
    described.put("title", listed.route().source().title());
    described.put("description", listed.route().source().description());
    described.put("metrics", figures(listed.metrics()));
    return described;
  }

  private static Map<String, Object> described(Folder folder) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("path", folder.path());
    described.putAll(figures(folder.metrics()));
    described.put("route_count", folder.routeCount());
    return described;
  }

  private static Map<String, Object> figures(RouteAnalytics.Metrics metrics) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("hits", metrics.hits());
    figures.put("rows", metrics.rows());
    figures.put("avg_latency_ms", metrics.averageMillis());
    figures.put("interactions", metrics.interactions());
    return figures;
  }
}
