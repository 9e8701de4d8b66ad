package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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
          "request_path", "/orders",
          "query", "region=N%26S");

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
    contains(
        page,
        "<figure class=\"ds-card ds-table-card\"><div class=\"ds-scroll\" tabindex=\"0\"><table ");
    assertFalse(page.contains("style="), page);
    assertFalse(page.contains("\0"), page);
    assertFalse(page.contains("<form"), page);
  }

  @Test
  void aPageOfManySaysWhereItLiesBeforeTheTableAndLinksItsNeighbours() {
    Request request = Request.PLAIN.page(20, 20).total(1234).options(SITE);
    String page = page(request, "SELECT i AS a FROM range(20) t(i)");
    contains(
        page.substring(0, page.indexOf("<table")),
        "<p class=\"ds-summary\">Showing 21\u201340 of 1,234 rows</p>");
    contains(
        page,
        "rel=\"prev\" href=\"/orders?region=N%26S&amp;format=html_t&amp;limit=20\">Previous</a>");
    contains(
        page,
        "rel=\"next\""
            + " href=\"/orders?region=N%26S&amp;format=html_t&amp;limit=20&amp;offset=40\">Next</a>");
    contains(page, "href=\"/orders?region=N%26S&amp;format=parquet\">parquet</a>");
  }

  @Test
  void theFirstAndTheLastPageEndTheWay() {
    String first =
        page(
            Request.PLAIN.page(0, 20).total(25).options(SITE), "SELECT i AS a FROM range(20) t(i)");
    String last =
        page(
            Request.PLAIN.page(20, 20).total(25).options(SITE), "SELECT i AS a FROM range(5) t(i)");
    assertFalse(first.contains("rel=\"prev\""));
    contains(first, "rel=\"next\"");
    contains(last, "rel=\"prev\"");
    assertFalse(last.contains("rel=\"next\""));
    contains(last, "Showing 21\u201325 of 25 rows");
  }

  @Test
  void withoutAKnownTotalTheSummaryCountsWhatWasShown() {
    contains(
        page(Request.PLAIN, "SELECT i AS a FROM range(3) t(i)"), "Showing 1\u20133 of 3 rows</p>");
    contains(page(Request.PLAIN, "SELECT 1 AS a"), "Showing 1\u20131 of 1 row</p>");
    contains(
        page(Request.PLAIN, "SELECT 1 AS a WHERE false"), "<p class=\"ds-summary\">No rows</p>");
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
  void theFormHasALabelledControlForEveryParameter() {
    List<Map<String, Object>> parameters =
        List.of(
            Map.of("name", "order_id", "type", "int", "value", "7", "required", true),
            Map.of("name", "ratio", "type", "float"),
            Map.of(
                "name", "day", "type", "date", "value", "2024-01-02", "description", "First <day>"),
            Map.of("name", "open", "type", "bool", "value", "true"),
            Map.of("name", "region", "type", "str", "value", "\"W\"", "choices", List.of("N", "S")),
            Map.of("name", "tags", "type", "str", "value", List.of("a", "b")));
    Map<String, Object> options = new java.util.LinkedHashMap<>(SITE);
    options.put("params", parameters);
    String page = page(Request.PLAIN.page(0, 5).options(options), "SELECT 1 AS a");
    contains(page, "<form class=\"ds-form\" method=\"get\" action=\"/orders\">");
    contains(
        page,
        "<label for=\"ds-param-order_id\">Order id</label><input type=\"number\" step=\"1\""
            + " id=\"ds-param-order_id\" name=\"order_id\" required value=\"7\">");
    contains(
        page,
        "<input type=\"number\" step=\"any\" id=\"ds-param-ratio\" name=\"ratio\" value=\"\">");
    contains(
        page,
        "<input type=\"date\" id=\"ds-param-day\" name=\"day\""
            + " aria-describedby=\"ds-param-day-help\" value=\"2024-01-02\"><small"
            + " class=\"ds-help\" id=\"ds-param-day-help\">First &lt;day&gt;</small>");
    contains(
        page,
        "<option value=\"true\" selected>true</option><option"
            + " value=\"false\">false</option></select>");
    contains(page, "<option value=\"&quot;W&quot;\" selected>&quot;W&quot;</option></select>");
    contains(
        page,
        "name=\"tags\" value=\"a\"><input type=\"text\" id=\"ds-param-tags-1\" name=\"tags\""
            + " value=\"b\">");
    contains(page, "<input type=\"hidden\" name=\"format\" value=\"html_t\">");
    contains(page, "<input type=\"hidden\" name=\"limit\" value=\"5\">");
    contains(page, "<a class=\"ds-reset\" href=\"/orders\">Reset</a>");
  }

  @Test
  void aSuffixedPathNeedsNoFormatArgument() {
    Map<String, Object> options = Map.of("request_path", "/orders.html");
    String page =
        page(
            Request.PLAIN.page(5, 5).total(20).options(options),
            "SELECT i AS a FROM range(5) t(i)");
    contains(page, "href=\"/orders.html?limit=5\">Previous</a>");
  }

  @Test
  void theRendererNamesItsFormat() {
    assertEquals("html_t", new HtmlTableRenderer().format());
    assertEquals("text/html; charset=utf-8", new HtmlTableRenderer().mediaType());
  }

  private static String page(Request request, String statement) {
    return Rendered.text(new HtmlTableRenderer(), request, statement);
  }

  private static void contains(String page, String part) {
    assertTrue(page.contains(part), part + "\nin\n" + page);
  }
}
