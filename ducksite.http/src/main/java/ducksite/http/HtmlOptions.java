package ducksite.http;

import ducksite.api.Options;
import ducksite.engine.Site;
import ducksite.engine.render.Shell;
import ducksite.engine.route.RouteTable;
import io.undertow.server.HttpServerExchange;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the page of a route must know of its request and of the site around it. */
final class HtmlOptions {

  private static final Set<String> YES = Set.of("1", "true", "yes");

  private final Shells shells;
  private final Banners banners;

  HtmlOptions(Shells shells, Banners banners) {
    this.shells = shells;
    this.banners = banners;
  }

  Options of(HttpServerExchange exchange, Site site, String format, RouteTable.Match match) {
    Map<String, List<String>> query = RouteEndpoint.queryOf(exchange);
    Map<String, Object> options = new LinkedHashMap<>();
    Shell.Assets assets = shells.assets(site);
    options.put("css", assets.stylesheet());
    options.put("js", assets.script());
    options.put("early_js", assets.earlyScript());
    options.put("icon", assets.icon());
    options.put("asset_versions", shells.versions());
    options.put("chart_script", shells.chartScript(site));
    options.put("site_title", site.title());
    options.put("base_path", site.project().config().site().basePath());
    options.put("request_path", exchange.getRequestPath());
    options.put("route_path", withoutSuffix(exchange.getRequestPath(), match.suffix()));
    options.put("origin", exchange.getRequestScheme() + "://" + exchange.getHostAndPort());
    options.put("arguments", query);
    options.put(
        "navigation",
        site.navigation(Caller.of(exchange).optionalUser()).stream()
            .map(link -> Map.of("href", link.href(), "text", link.text()))
            .toList());
    shells
        .notice(exchange, site)
        .ifPresent(
            notice -> {
              options.put("notice", notice.title());
              options.put("notice_lines", notice.lines());
              options.put("notice_href", notice.link().href());
              options.put("notice_link", notice.link().text());
            });
    options.put("banners", banners.of(exchange, site, format));
    if (format.equals("feed")) {
      options.put("today", LocalDate.now(ZoneOffset.UTC).toString());
    }
    if (format.equals("chart_js")) {
      options.put("embed", isEmbedded(query.getOrDefault("embed", List.of())));
    }
    return Options.of(options);
  }

  private static boolean isEmbedded(List<String> given) {
    return !given.isEmpty() && YES.contains(given.getLast().strip().toLowerCase(Locale.ROOT));
  }

  private static String withoutSuffix(String path, @Nullable String suffix) {
    return suffix != null && path.endsWith("." + suffix)
        ? path.substring(0, path.length() - suffix.length() - 1)
        : path;
  }
}
