package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of routes for people, as a client without scripts gets them. */
final class FaceTest {

  @TempDir private static Path folder;

  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site = FaceSite.start(folder);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void aListedParameterIsAFieldAndTheSliceIsKept() throws IOException {
    String page = html("/hello?format=html_t&limit=1&name=Filters");
    contains(page, ">Your name</label>");
    contains(page, "name=\"name\"");
    contains(page, "value=\"Filters\"");
    contains(page, "<input type=\"hidden\" name=\"limit\" value=\"1\">");
    JsonNode config = json(page, "wd-rpc-config");
    assertEquals(1, config.get("limit").asInt());
    assertEquals(0, config.get("offset").asInt());
    assertEquals(1, config.get("total_rows").asInt());
    assertTrue(config.get("endpoint").asText().contains("format=arrow"), page);
  }

  @Test
  void aPageOfRowsSaysWhereItLiesInItsHeaders() throws IOException {
    Reply reply = site.get("/sales?format=html_t&limit=2&offset=2");
    assertEquals("6", reply.header("X-Total-Rows"));
    assertEquals("2", reply.header("X-Offset"));
    assertEquals("2", reply.header("X-Limit"));
    assertTrue(reply.header("Vary").contains("Accept"));
    assertTrue(reply.header("Link").contains("; rel=\"data\""), reply.header("Link"));
    assertTrue(reply.header("Link").contains("; rel=\"next\""), reply.header("Link"));
  }

  @Test
  void aFilterWithoutAParameterIsAFieldOfItsColumnsValues() throws IOException {
    String page = html("/sales?format=html_t");
    contains(page, "name=\"region\" multiple data-wd-multi-select");
    contains(page, "<option value=\"North\">North</option>");
    contains(page, "<option value=\"__null__\">(null)</option>");
    contains(page, "<option value=\"\" selected>All values</option>");
  }

  @Test
  void aChosenFilterStillOffersTheOtherValuesWarmAndCold() throws IOException {
    String warm = html("/sales?format=html_t&region=South");
    String cold = html("/cold_sales?format=html_t&region=South");
    for (String page : List.of(warm, cold)) {
      contains(page, "<option value=\"South\" selected>South</option>");
      contains(page, "<option value=\"North\">North</option>");
      contains(page, "of 2 rows");
    }
  }

  @Test
  void theOffersObeyTheOtherFilters() throws IOException {
    String page = html("/sales?format=html_t&product=duck");
    contains(page, "<option value=\"North\">North</option>");
    assertFalse(page.contains("<option value=\"South\">"), page);
  }

  @Test
  void aChosenValueThatTheDataDoNotHaveStaysChosen() throws IOException {
    String page = html("/sales?format=html_t&region=South&region=%3CMoon%3E&region=__null__");
    contains(page, "<option value=\"South\" selected>");
    contains(page, "<option value=\"&lt;Moon&gt;\" selected>&lt;Moon&gt;</option>");
    contains(page, "<option value=\"__null__\" selected>(null)</option>");
    contains(page, "of 3 rows");
  }

  @Test
  void writtenChoicesFollowTheFoundOnesWithoutRepeatingThem() throws IOException {
    String page = html("/mixed?format=html_t");
    contains(
        page,
        "<option value=\"a\">a</option><option value=\"b\">b</option>"
            + "<option value=\"other\">Something else</option></select>");
  }

  @Test
  void anEmptyFieldOfAFormMeansNoValue() throws IOException {
    contains(html("/numbers?format=html_t&least=&word="), "of 8 rows");
    contains(html("/numbers.html?least=6"), "of 2 rows");
    assertEquals(400, site.get("/numbers?least=").status());
  }

  @Test
  void whoeverLeavesSomethingOutGetsTheFormToFillIn() throws IOException {
    Reply missing = site.get("/needed.html?least=3", "Accept", "text/html");
    assertEquals(400, missing.status());
    contains(missing.text(), "Missing required parameter");
    contains(missing.text(), "<form class=\"ds-form\" method=\"get\"");
    contains(missing.text(), "name=\"origin\" required");
    contains(missing.text(), "name=\"least\" value=\"3\"");
    contains(missing.text(), "/assets/wd/params.css");
    Reply wrong = site.get("/needed?origin=a&least=%3Cb%3E&format=html_t", "Accept", "text/html");
    assertEquals(400, wrong.status());
    contains(wrong.text(), "value=\"&lt;b&gt;\"");
    Reply program = site.get("/needed?format=html_t", "Accept", "application/json");
    assertEquals("missing_parameter", program.code());
    String given = site.get("/needed.html?origin=SEA", "Accept", "text/html").text();
    contains(given, "<td>SEA</td>");
  }

  @Test
  void cardsShowTitleImageAndMetaFromTheOptions() throws IOException {
    String page = html("/cards?format=html_c&limit=2");
    contains(page, "<h2>A &lt;b&gt;duck&lt;/b&gt;</h2>");
    contains(page, "src=\"/static/media/card.png\"");
    contains(page, "<dt>Price</dt><dd>1,234.50</dd>");
    contains(page, "<option value=\"2\" selected>2</option>");
    assertTrue(json(page, "wd-rpc-config").get("endpoint").asText().contains("format=arrow"));
    assertFalse(page.contains(".."), page);
    contains(page, "src=\"/static/media/etc/passwd\"");
  }

  @Test
  void anOwnFileAnswersBelowStatic() throws IOException {
    assertEquals(200, site.get("/static/media/card.png").status());
    assertEquals(200, site.get("/media/card.png").status());
    assertEquals(404, site.get("/static/../ducksite.toml").status());
    assertEquals(404, site.get("/static/forms/secret.csv").status());
  }

  @Test
  void aFeedGroupsByDayAndSaysNothingOfWhatItCannotDate() throws IOException {
    String page = html("/news?format=feed");
    List<String> order =
        List.of(
            ">Upcoming</h2>",
            "tomorrow",
            ">Today</h2>",
            "now",
            ">Yesterday</h2>",
            "day before",
            ">Earlier</h2>",
            "long ago",
            ">Undated</h2>",
            "some day");
    int at = -1;
    for (String part : order) {
      int next = page.indexOf(part, at + 1);
      assertTrue(next > at, part + " in " + page);
      at = next;
    }
    assertEquals(6, page.split("<article", -1).length - 1);
  }

  @Test
  void chartsCarryTheirConfigurationAsJsonThatEndsNoScript() throws IOException {
    String page = html("/charts?format=chart_js");
    contains(page, "<script defer src=\"/vendor/chart.umd.min.js?v=4.4.3\"></script>");
    contains(page, "data-wd-chart=\"length-config\"");
    assertFalse(page.contains("</script><i>"), page);
    JsonNode config = json(page, "length-config");
    assertEquals("bar", config.get("type").asText());
    assertEquals("a</script><i>", config.get("data").get("labels").get(0).asText());
    JsonNode dataset = config.get("data").get("datasets").get(0);
    assertEquals("n", dataset.get("label").asText());
    assertEquals(3, dataset.get("data").get(0).asInt());
    assertTrue(config.get("options").get("responsive").asBoolean());
    assertFalse(config.get("options").get("plugins").get("legend").get("display").asBoolean());
    assertFalse(config.get("options").get("maintainAspectRatio").asBoolean());
  }

  @Test
  void anEmbeddedChartIsASnippetWithItsScripts() throws IOException {
    String snippet = html("/charts?format=chart_js&embed=1");
    assertFalse(snippet.contains("<!doctype"), snippet);
    contains(snippet, "<canvas ");
    contains(snippet, "/vendor/chart.umd.min.js?v=4.4.3");
    contains(snippet, "/assets/wd/chart_boot.js?v=");
  }

  @Test
  void aLineChartTravelsWithTheJsonPayload() throws IOException {
    JsonNode charts = site.get("/charts?format=json").json().get("charts");
    assertEquals(1, charts.size());
    assertEquals("trend", charts.get(0).get("id").asText());
    contains(charts.get(0).get("html").asText(), "<polyline ");
  }

  @Test
  void pagesHoldNeitherStylesNorScriptsOfTheirOwn() throws IOException {
    for (String path :
        List.of(
            "/hello?format=html_t",
            "/cards?format=html_c",
            "/news?format=feed",
            "/charts?format=chart_js")) {
      String page = html(path);
      assertFalse(page.contains(" style="), path);
      assertFalse(page.contains("<style"), path);
      assertFalse(page.matches("(?s).*\\son[a-z]+=\"?[a-z].*"), path);
      for (String script : page.split("<script", -1)) {
        boolean known =
            script.startsWith("<!doctype")
                || script.startsWith(" src=")
                || script.startsWith(" defer src=")
                || script.startsWith(" type=\"module\" src=")
                || script.startsWith(" type=\"application/json\"");
        assertTrue(known, path + ": " + script.substring(0, Math.min(80, script.length())));
      }
    }
  }

  @Test
  void whatAClientWritesIsEscapedOnEveryFace() throws IOException {
    String attack = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    for (String format : List.of("html_t", "html_c", "feed", "chart_js")) {
      String page = html("/hello?format=" + format + "&name=" + attack + "&x" + attack + "=1");
      assertFalse(page.contains("<script>alert"), page);
      assertFalse(page.contains("\"><script"), page);
    }
  }

  @Test
  void theFilesOfThePagesAreServedByPlainNameAndByVersion() throws IOException {
    for (String name : List.of("layout.css", "multi_select.js", "chart_boot.js")) {
      Reply reply = site.get("/assets/wd/" + name);
      assertEquals(200, reply.status(), name);
      assertEquals("public, no-cache", reply.header("Cache-Control"));
      assertEquals(
          304, site.get("/assets/wd/" + name, "If-None-Match", reply.header("ETag")).status());
    }
    Reply chart = site.get("/vendor/chart.umd.min.js?v=4.4.3");
    assertEquals(200, chart.status());
    assertTrue(chart.header("Cache-Control").contains("immutable"));
    assertTrue(chart.text().contains("Chart.js v4.4.3"));
    assertEquals(404, site.get("/vendor/missing.js").status());
    assertEquals(404, site.get("/assets/wd/missing.js").status());
  }

  @Test
  void ownStyleSheetsOfARouteKeepTheirPlace() throws IOException {
    String page = html("/cards?format=html_c");
    int own = page.indexOf("/static/company.css");
    assertTrue(page.indexOf("/assets/wd/layout.css") < own, page);
    assertTrue(own < page.indexOf("/assets/wd/cards.css"), page);
  }

  private static String html(String path) throws IOException {
    Reply reply = site.get(path);
    assertEquals(200, reply.status(), reply.text());
    assertTrue(reply.header("Content-Type").startsWith("text/html"), path);
    return reply.text();
  }

  private static JsonNode json(String page, String id) throws IOException {
    int start = page.indexOf('>', page.indexOf("id=\"" + id + "\"")) + 1;
    return new ObjectMapper().readTree(page.substring(start, page.indexOf("</script>", start)));
  }

  private static void contains(String page, String part) {
    assertTrue(page.contains(part), part + "\nin\n" + page);
  }
}
