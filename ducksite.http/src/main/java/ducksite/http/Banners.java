package ducksite.http;

import ducksite.api.Options;
import ducksite.engine.Site;
import io.undertow.server.HttpServerExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the pages of routes tell their readers besides the answer, as {@code [ui]} wants it: that
 * the page came unprotected, and where the codes of errors are explained.
 */
record Banners(TrustedProxies proxies) {

  private static final Set<String> PAGES = Set.of("html_t", "html_c", "chart_js");

  /** The banners of a page, each with its text, and an address with the text of its link. */
  List<Map<String, Object>> of(HttpServerExchange exchange, Site site, String format) {
    if (!PAGES.contains(format)) {
      return List.of();
    }
    Options ui = site.project().config().later().ui();
    List<Map<String, Object>> banners = new ArrayList<>();
    if (ui.bool("show_http_warning").orElse(true) && isUnprotected(exchange)) {
      banners.add(
          Map.of(
              "text",
              "This page came over plain HTTP: whoever is on its way can read and change it."));
    }
    if (ui.bool("error_taxonomy_banner").orElse(true)) {
      banners.add(
          Map.of(
              "text",
              "An error of this route has a code.",
              "href",
              site.project().config().site().basePath() + DocsPages.PROBLEMS.substring(1),
              "link",
              "What the codes mean"));
    }
    return banners;
  }

  /** Whether somebody may stand between; nobody does within one machine. */
  private boolean isUnprotected(HttpServerExchange exchange) {
    return !proxies.isSecure(exchange) && !proxies.client(exchange).isLoopbackAddress();
  }
}
