package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.cache.CacheCounters;
import ducksite.engine.cache.KeptEntry;
import ducksite.engine.project.Quantities;
import io.undertow.server.HttpServerExchange;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /-/cache}: the figures of kept results, and the entries that were used last. */
final class CachePage implements Endpoint {

  private static final int MOST_ENTRIES = 500;

  private final AuthorFrame frame;

  CachePage(AuthorFrame frame) {
    this.frame = frame;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    List<KeptEntry> entries =
        site.results().list().stream()
            .sorted(Comparator.comparingLong(KeptEntry::usedMillis).reversed())
            .limit(MOST_ENTRIES)
            .toList();
    frame.send(exchange, site, "Cache", () -> json(site, entries), () -> html(site, entries));
  }

  private static Map<String, Object> json(Site site, List<KeptEntry> entries) {
    Map<String, Object> json = new LinkedHashMap<>(figures(site));
    json.put("entries", entries.stream().map(CachePage::entry).toList());
    return json;
  }

  private static Map<String, Long> figures(Site site) {
    CacheCounters counters = site.results().counters();
    Map<String, Long> figures = new LinkedHashMap<>();
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
    HtmlLines html = new HtmlLines();
    html.markup("<figure class=\"ds-card\"><dl class=\"ds-definitions\">");
    figures(site).forEach((name, value) -> html.definition(words(name), shown(name, value)));
    html.markup("</dl></figure>");
    for (KeptEntry each : entries) {
      html.markup("<figure class=\"ds-card\"><figcaption>")
          .text(each.info().route())
          .markup("</figcaption><dl class=\"ds-definitions\">")
          .definition("Asked", each.info().question())
          .definition("Rows", count(each.info().rows()))
          .definition("Size", Quantities.size(each.info().bytes()))
          .definition("Created", moment(each.info().createdMillis()))
          .definition("Used", moment(each.usedMillis()))
          .definition("Id", each.info().id())
          .markup("</dl></figure>");
    }
    return entries.isEmpty() ? html.note("No results are kept.").toString() : html.toString();
  }

  private static String words(String name) {
    String words = name.replace("bytes", "size").replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String shown(String name, long value) {
    return name.endsWith("_bytes") ? Quantities.size(value) : count(value);
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String moment(long millis) {
    return Instant.ofEpochSecond(millis / 1000).toString();
  }
}
