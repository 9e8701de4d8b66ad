package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HtmlTableRendererTest {

  private static final Map<String, Object> SITE =
      Map.of(
          "css", "/assets/site.css",
          "js", "/assets/a.js",
          "navigation", List.of(Map.of("href", "/orders", "text", "Orders")),
          "site_title", "Ducks & Co",
          "base_path", "/site/",
          "origin", "http://localhost",
          "request_path", "/orders",
          "formats", List.of("arrow_rpc", "csv", "html_t", "json", "parquet"),
          "arguments", Map.of("region", List.of("N&S")));

  @Test
  void thePageIsCompleteAndEscaped() {
    String page = page(Request.PLAIN.options(SITE), "SELECT 1 AS a");
    assertTrue(page.startsWith("<!doctype html>\n<html lang=\"en\">"), page);
    assertTrue(page.endsWith("</html>\n"), page);
    contains(page, "<title>All &quot;orders&quot; &lt;now&gt; \u00b7 Ducks &amp; Co</title>");
    contains(page, "<link rel=\"stylesheet\" href=\"/assets/site.css\">");
    contains(page, "<script type=\"module\" src=\"/assets/a.js\"></script>");
    contains(page, "<a class=\"ds-brand\" href=\"/site/\">Ducks &amp; Co</a>");
    contains(page, "<a href=\"/orders\" aria-current=\"page\">Orders</a>");
    contains(page, "<main class=\"ds-main\">\n<h1>All &quot;orders&quot; &lt;now&gt;</h1>");
    assertFalse(page.contains("style="), page);
    assertFalse(page.contains("\0"), page);
    assertFalse(page.contains("data-wd-params"), page);
  }

  @Test
  void thePageLoadsItsStyleSheetsAndScriptsInTheirOrder() {
    Map<String, Object> options = new LinkedHashMap<>(SITE);
    options.put("styles", List.of("/assets/wd/layout.css?v=1", "/assets/wd/table.css?v=2"));
    options.put("scripts", List.of("/assets/wd/header.js?v=3"));
    String page = page(Request.PLAIN.options(options), "SELECT 1 AS a");
    String head = page.substring(0, page.indexOf("</head>"));
    assertTrue(head.indexOf("/assets/site.css") < head.indexOf("layout.css?v=1"), head);
    assertTrue(head.indexOf("layout.css?v=1") < head.indexOf("table.css?v=2"), head);
    contains(head, "<script type=\"module\" src=\"/assets/wd/header.js?v=3\"></script>");
  }

  @Test
  void aPageOfManySaysWhereItLiesBeforeTheTableAndLinksItsNeighbours() {
    Request request = Request.PLAIN.page(20, 20).total(1234).options(SITE);
    String page = page(request, "SELECT i AS a FROM range(20) t(i)");
    contains(
        page.substring(0, page.indexOf("<table")),
        "role=\"status\">Showing 21\u201340 of 1,234 rows</p>");
    String here = " href=\"/orders?region=N%26S&amp;format=html_t&amp;limit=20";
    contains(page, "rel=\"first\"" + here + "\">First</a>");
    contains(page, "rel=\"prev\"" + here + "\">Previous</a>");
    contains(page, "rel=\"next\"" + here + "&amp;offset=40\">Next page</a>");
    contains(page, "rel=\"last\"" + here + "&amp;offset=1220\">Last</a>");
    contains(page, "href=\"/orders?region=N%26S&amp;format=parquet\">Parquet</a>");
    contains(
        page,
        "href=\"/orders?region=N%26S&amp;format=arrow_rpc&amp;limit=20&amp;offset=20\">"
            + "Download this slice (Arrow)</a>");
  }

  @Test
  void theFirstAndTheLastPageEndTheWay() {
    String first =
        page(
            Request.PLAIN.page(0, 20).total(25).options(SITE), "SELECT i AS a FROM range(20) t(i)");
    Map<String, Object> asked = new LinkedHashMap<>(SITE);
    asked.put("asked_limit", 20L);
    String last =
        page(
            Request.PLAIN.page(20, 5).total(25).options(asked), "SELECT i AS a FROM range(5) t(i)");
    assertFalse(first.contains("rel=\"prev\""));
    assertFalse(first.contains("rel=\"first\""));
    contains(first, "rel=\"next\"");
    contains(last, "rel=\"prev\" href=\"/orders?region=N%26S&amp;format=html_t&amp;limit=20\"");
    assertFalse(last.contains("rel=\"next\""));
    assertFalse(last.contains("rel=\"last\""));
    contains(last, "Showing 21\u201325 of 25 rows");
  }

  @Test
  void theLastPageIsOnlyLinkedWhereTheCountIsKnown() {
    String page = page(Request.PLAIN.page(5, 5).options(SITE), "SELECT i AS a FROM range(5) t(i)");
    contains(page, "rel=\"next\"");
    assertFalse(page.contains("rel=\"last\""), page);
  }

  @Test
  void withoutAKnownTotalTheSummaryCountsWhatWasShown() {
    contains(
        page(Request.PLAIN, "SELECT i AS a FROM range(3) t(i)"), "Showing 1\u20133 of 3 rows</p>");
    contains(page(Request.PLAIN, "SELECT 1 AS a"), "Showing 1\u20131 of 1 row</p>");
    contains(page(Request.PLAIN, "SELECT 1 AS a WHERE false"), "role=\"status\">No rows</p>");
    contains(
        page(Request.PLAIN.page(0, 3), "SELECT i AS a FROM range(3) t(i)"), "Showing 1\u20133</p>");
    try (DuckQuery cut = new DuckQuery(true, "SELECT i AS a FROM range(3) t(i)")) {
      String page =
          new String(
              Rendered.bytes(new HtmlTableRenderer(), Request.PLAIN, cut), StandardCharsets.UTF_8);
      contains(page, "Showing 1\u20133, cut at the row limit</p>");
    }
  }

  @Test
  void scriptsFindWhereTheRowsLieAndWhereTheNextOnesAre() {
    JsonNode config =
        config(
            page(
                Request.PLAIN.page(20, 20).total(1234).options(SITE),
                "SELECT i AS a FROM range(20) t(i)"));
    assertEquals("arrow_rpc", config.get("format").asText());
    assertEquals(1234, config.get("total_rows").asLong());
    assertEquals(20, config.get("offset").asLong());
    assertEquals(20, config.get("limit").asLong());
    assertEquals(
        "http://localhost/orders?region=N%26S&format=arrow_rpc&limit=20&offset=20",
        config.get("endpoint").asText());
    assertEquals(40, config.get("next_offset").asLong());
    JsonNode whole = config(page(Request.PLAIN.options(SITE), "SELECT 1 AS a"));
    assertTrue(whole.get("limit").isNull());
    assertFalse(whole.has("next_href"));
  }

  @Test
  void aRouteWithoutArrowOffersNone() {
    Map<String, Object> options = new LinkedHashMap<>(SITE);
    options.put("formats", List.of("html_t", "json"));
    String page = page(Request.PLAIN.options(options), "SELECT 1 AS a");
    assertFalse(page.contains("Arrow"), page);
    assertFalse(page.contains("wd-rpc-config"), page);
  }

  @Test
  void aSuffixedPathNeedsNoFormatArgumentButOtherFormatsLeaveTheSuffix() {
    Map<String, Object> options =
        Map.of("request_path", "/orders.html", "route_path", "/orders", "formats", List.of("csv"));
    String page =
        page(
            Request.PLAIN.page(5, 5).total(20).options(options),
            "SELECT i AS a FROM range(5) t(i)");
    contains(page, "href=\"/orders.html?limit=5\">Previous</a>");
    contains(page, "href=\"/orders?format=csv\">CSV</a>");
  }

  @Test
  void aLineChartIsDrawnBelowTheTable() {
    Map<String, Object> options = new LinkedHashMap<>(SITE);
    options.put(
        "charts",
        List.of(
            Map.of("id", "speed", "type", "line", "x", "h", "y", "v", "title", "Speed <b>"),
            Map.of("id", "bars", "type", "bar", "y", "v")));
    String page =
        page(Request.PLAIN.options(options), "SELECT i AS h, i * 10 AS v FROM range(3) t(i)");
    contains(page, "<figcaption>Speed &lt;b&gt;</figcaption><svg ");
    contains(page, "<polyline ");
    assertFalse(page.contains("bars"), page);
  }

  @Test
  void theRendererNamesItsFormat() {
    assertEquals("html_t", new HtmlTableRenderer().format());
    assertEquals("text/html; charset=utf-8", new HtmlTableRenderer().mediaType());
  }

  static JsonNode config(String page) {
    String start = "<script type=\"application/json\" id=\"wd-rpc-config\">";
    int from = page.indexOf(start) + start.length();
    return Rendered.tree(page.substring(from, page.indexOf("</script>", from)));
  }

  private static String page(Request request, String statement) {
    return Rendered.text(new HtmlTableRenderer(), request, statement);
  }

  private static void contains(String page, String part) {
    assertTrue(page.contains(part), part + "\nin\n" + page);
  }
}
