package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.cache.CacheCounters;
import ducksite.engine.cache.KeptEntry;
import ducksite.engine.render.HtmlText;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the author sees of kept results: the figures, and the entries that were used last; as a page
 * for people, as JSON for programs.
 */
final class CachePage implements Endpoint {

  private static final int MOST_ENTRIES = 500;

  private final Answers answers;
  private final Shells shells;

  CachePage(Answers answers, Shells shells) {
    this.answers = answers;
    this.shells = shells;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    List<KeptEntry> entries =
        site.results().list().stream()
            .sorted(Comparator.comparingLong(KeptEntry::usedMillis).reversed())
            .limit(MOST_ENTRIES)
            .toList();
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    if (Answers.wantsHtml(exchange)) {
      answers.html(
          exchange, shells.of(exchange, site).document("Cache", "", html(site, entries), ""));
    } else {
      Map<String, Object> json = new LinkedHashMap<>(figures(site));
      json.put("entries", entries.stream().map(CachePage::entry).toList());
      answers.json(exchange, json);
    }
  }

  private static Map<String, Object> figures(Site site) {
    CacheCounters counters = site.results().counters();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("memory_hits", site.responses().hits());
    figures.put("memory_bytes", site.responses().bytes());
    figures.put("disk_hits", counters.diskHits());
    figures.put("stale_hits", counters.staleHits());
    figures.put("misses", counters.misses());
    figures.put("waited", counters.shared());
    figures.put("populations", counters.populations());
    figures.put("evictions", counters.evictions());
    figures.put("damaged", counters.damaged());
    figures.put("failed_refreshes", counters.failedRefreshes());
    figures.put("disk_bytes", site.results().diskBytes());
    figures.put("max_bytes", site.results().limits().maxBytes());
    return figures;
  }

  private static Map<String, Object> entry(KeptEntry entry) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", entry.info().id());
    described.put("route", entry.info().route());
    described.put("asked", entry.info().question());
    described.put("rows", entry.info().rows());
    described.put("bytes", entry.info().bytes());
    described.put("created", Instant.ofEpochMilli(entry.info().createdMillis()).toString());
    described.put("used", Instant.ofEpochMilli(entry.usedMillis()).toString());
    return described;
  }

  private static String html(Site site, List<KeptEntry> entries) {
    StringBuilder html =
        new StringBuilder(
            "<section class=\"ds-prose\"><h1>Cache</h1></section>"
                + "<figure class=\"ds-card\"><dl class=\"ds-definitions\">");
    figures(site)
        .forEach(
            (name, value) ->
                html.append("<dt>")
                    .append(name.replace('_', ' '))
                    .append("</dt><dd>")
                    .append(value)
                    .append("</dd>"));
    html.append("</dl></figure>");
    for (KeptEntry each : entries) {
      html.append("<figure class=\"ds-card\"><figcaption>")
          .append(HtmlText.escape(each.info().route()))
          .append("</figcaption><dl class=\"ds-definitions\">");
      entry(each)
          .forEach(
              (name, value) ->
                  html.append("<dt>")
                      .append(name)
                      .append("</dt><dd>")
                      .append(HtmlText.escape(value.toString()))
                      .append("</dd>"));
      html.append("</dl></figure>");
    }
    return html.toString();
  }
}
