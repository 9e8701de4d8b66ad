package ducksite.http;

import ducksite.api.Options;
import ducksite.engine.Site;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.render.HtmlText;
import ducksite.engine.render.Shell;
import ducksite.engine.route.Route;
import io.undertow.server.HttpServerExchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the page of a route must know of its request and of the site around it. */
final class HtmlOptions {

  private static final Set<String> SLICE = Set.of("limit", "offset", "format");

  private final Shells shells;

  HtmlOptions(Shells shells) {
    this.shells = shells;
  }

  Options of(HttpServerExchange exchange, Site site, Route route) {
    Map<String, List<String>> query = RouteEndpoint.queryOf(exchange);
    Map<String, Object> options = new LinkedHashMap<>();
    Shell.Assets assets = shells.assets(site);
    options.put("css", assets.stylesheet());
    options.put("js", assets.script());
    options.put("early_js", assets.earlyScript());
    options.put("icon", assets.icon());
    options.put("site_title", site.title());
    options.put("base_path", site.project().config().site().basePath());
    options.put("request_path", exchange.getRequestPath());
    options.put("query", withoutSlice(query));
    options.put(
        "navigation",
        site.navigation(Caller.of(exchange).optionalUser()).stream()
            .map(link -> Map.of("href", link.href(), "text", link.text()))
            .toList());
    options.put("params", parameters(route, query));
    options.put("downloads", downloads(route));
    return Options.of(options);
  }

  private static List<String> downloads(Route route) {
    return List.of("json", "csv", "parquet", "arrow").stream()
        .filter(route.formats()::contains)
        .toList();
  }

  private static List<Map<String, Object>> parameters(
      Route route, Map<String, List<String>> query) {
    List<Map<String, Object>> parameters = new ArrayList<>();
    for (RouteParameter parameter : route.source().params()) {
      if (route.source().pathParameters().contains(parameter.name())) {
        continue;
      }
      List<String> given = query.getOrDefault(parameter.name(), List.of());
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("name", parameter.name());
      described.put("type", parameter.type().word());
      if (!given.isEmpty()) {
        described.put("value", given.size() == 1 ? given.getFirst() : given);
      } else if (parameter.defaultValue() != null
          && !(parameter.defaultValue() instanceof List<?>)) {
        described.put("value", parameter.defaultValue().toString());
      }
      if (parameter.description() != null) {
        described.put("description", parameter.description());
      }
      described.put("required", parameter.required() && parameter.defaultValue() == null);
      if (parameter.guard() instanceof RouteParameter.Guard.Choices(List<Object> values)) {
        described.put("choices", values.stream().map(Object::toString).toList());
      }
      parameters.add(described);
    }
    return parameters;
  }

  private static String withoutSlice(Map<String, List<String>> query) {
    return new TreeSet<>(query.keySet())
        .stream()
            .filter(name -> !SLICE.contains(name))
            .flatMap(
                name ->
                    query.get(name).stream()
                        .map(value -> HtmlText.url(name) + "=" + HtmlText.url(value)))
            .collect(Collectors.joining("&"));
  }
}
