package ducksite.http;

import ducksite.api.render.ResultColumn;
import ducksite.engine.Site;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.route.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A site's routes for its author: what each takes and answers, and how it has been asked. */
final class RouteFigures {

  private final RouteAnalytics analytics;

  RouteFigures(RouteAnalytics analytics) {
    this.analytics = analytics;
  }

  /** A route as JSON. */
  Map<String, Object> describe(Route route) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", route.id());
    described.put("path", route.source().path());
    described.put("title", route.source().title());
    described.put("description", route.source().description());
    described.put("params", route.source().params().stream().map(RouteFigures::parameter).toList());
    described.put("formats", new TreeSet<>(route.formats()));
    described.put("columns", route.columns().stream().map(RouteFigures::column).toList());
    described.put("deps", route.sql().dependencies());
    described.put("uses", route.uses());
    described.put("metrics", figures(route));
    return described;
  }

  private Map<String, Object> figures(Route route) {
    RouteAnalytics.Metrics metrics = analytics.of(route.id());
    RouteAnalytics.Detail detail = analytics.detail(route.id());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("calls", metrics.answers());
    figures.put("hits", metrics.hits());
    figures.put("rows", metrics.rows());
    figures.put("unchanged", detail.unchanged());
    figures.put("refused", detail.refused());
    figures.put("failed", detail.failed());
    figures.put("avg_latency_ms", metrics.averageMillis());
    figures.put("p50_latency_ms", detail.p50());
    figures.put("p95_latency_ms", detail.p95());
    figures.put("p99_latency_ms", detail.p99());
    return figures;
  }

  private static Map<String, String> column(ResultColumn column) {
    return Map.of("name", column.name(), "type", column.sqlType());
  }

  private static Map<String, Object> parameter(RouteParameter parameter) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", parameter.name());
    described.put("type", parameter.type().word());
    described.put("required", parameter.required());
    described.put(
        "default", parameter.defaultValue() == null ? null : parameter.defaultValue().toString());
    described.put("description", parameter.description());
    return described;
  }

  /** Routes for people. */
  String html(Site site, List<Route> routes) {
    HtmlLines html = new HtmlLines();
    String base = site.project().config().site().basePath();
    for (Route route : routes) {
      html.markup("<figure class=\"ds-card\"><figcaption>")
          .link(base + route.source().path().substring(1), route.source().path())
          .markup("</figcaption><dl class=\"ds-definitions\">")
          .definition("Title", route.source().title())
          .definition("Description", route.source().description())
          .definition(
              "Parameters",
              route.source().params().stream()
                  .map(each -> each.name() + " (" + each.type().word() + ")")
                  .toList())
          .definition(
              "Columns",
              route.columns().stream().map(each -> each.name() + " " + each.sqlType()).toList())
          .definition("Formats", List.copyOf(new TreeSet<>(route.formats())))
          .definition("Reads", List.copyOf(new TreeSet<>(route.uses().values())))
          .definition("Since the start", sentence(figures(route)))
          .markup("</dl></figure>");
    }
    return routes.isEmpty() ? html.note("This site has no routes.").toString() : html.toString();
  }

  private static String sentence(Map<String, Object> figures) {
    return Long.valueOf(0).equals(figures.get("calls"))
        ? "never answered"
        : "%s calls, %s rows; p50 %s ms, p95 %s ms, p99 %s ms; %s unchanged, %s refused, %s failed"
            .formatted(
                figures.get("calls"),
                figures.get("rows"),
                figures.get("p50_latency_ms"),
                figures.get("p95_latency_ms"),
                figures.get("p99_latency_ms"),
                figures.get("unchanged"),
                figures.get("refused"),
                figures.get("failed"));
  }
}
