package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those who run a site see of it. */
final class OperationsTest {

  @TempDir private Path folder;

  @Test
  void theServerLivesBeforeItIsReady() throws IOException {
    try (TestSite site = new TestSite(folder).route("one", "", "SELECT 1 AS one").listen()) {
      assertEquals(200, site.get("/healthz").status());
      Reply starting = site.get("/readyz");
      assertEquals(503, starting.status());
      assertEquals("starting\n", starting.text());
      assertEquals(503, site.get("/one").status());
      assertEquals(503, site.get("/", "Accept", "text/html").status());
      assertEquals(200, site.get("/metrics").status());
      site.load();
      assertEquals(200, site.get("/readyz").status());
      assertEquals(200, site.get("/one").status());
      site.current.close();
      assertEquals(503, site.get("/readyz").status());
      assertEquals(200, site.get("/healthz").status());
    }
  }

  @Test
  void figuresTellWhatHappened() throws Exception {
    try (TestSite site = new TestSite(folder).route("one", "", "SELECT 1 AS one").start()) {
      String tag = site.get("/one").header("etag");
      site.get("/one", "If-None-Match", tag);
      site.get("/nothing");
      Reply reply = site.get("/metrics");
      assertTrue(reply.header("content-type").startsWith("text/plain"));
      Set<String> names =
          reply
              .text()
              .lines()
              .filter(line -> line.startsWith("# TYPE ducksite_"))
              .map(line -> line.split(" ")[2])
              .collect(Collectors.toCollection(TreeSet::new));
      assertTrue(names.size() >= 15, names.toString());
      assertEquals(
          names.size(), reply.text().lines().filter(l -> l.startsWith("# HELP ducksite_")).count());
      assertEquals(1, site.metric("ducksite_queries_total"));
      site.awaitMetric("ducksite_http_not_modified_total", 1);
      assertEquals(1, site.metric("ducksite_routes "));
      site.awaitMetric("ducksite_http_requests_total{endpoint=\"route\",status=\"200\"}", 1);
      site.awaitMetric("ducksite_http_requests_total{endpoint=\"missing\",status=\"404\"}", 1);
      site.awaitMetric("ducksite_http_requests_active ", 1);
      assertTrue(site.metric("ducksite_http_response_bytes_total") > 0);
      assertFalse(reply.text().contains(folder.toString()));
    }
  }

  @Test
  void theDescriptionFitsTheRoutes() throws IOException {
    try (TestSite site =
        new TestSite(folder)
            .route(
                "orders",
                """
                title = "Orders"
                path = "/orders/{order_id}"
                allowed_formats = ["json", "csv"]
                [params.order_id]
                type = "int"
                [params.region]
                type = "str"
                required = true
                description = "Where"
                guard = { mode = "choices", values = ["north", "south"] }
                [params.since]
                type = "date"
                default = "2024-01-01"
                """,
                "SELECT $order_id AS order_id, $region AS region, $since AS since")
            .start()) {
      JsonNode document = site.get("/openapi.json").json();
      assertEquals("3.1.0", document.get("openapi").asText());
      assertEquals("1.2.3", document.at("/info/version").asText());
      JsonNode operation = document.at("/paths/~1orders~1{order_id}/get");
      assertEquals("orders", operation.get("operationId").asText());
      assertEquals("Orders", operation.get("summary").asText());
      List<String> described =
          operation.get("parameters").valueStream().map(OperationsTest::brief).toList();
      assertEquals(
          List.of(
              "path order_id integer required",
              "query region string required",
              "query since string optional",
              "query format string optional",
              "query limit integer optional",
              "query offset integer optional",
              "query column array optional",
              "query count string optional",
              "query int64 string optional"),
          described);
      assertEquals("[\"north\",\"south\"]", operation.at("/parameters/1/schema/enum").toString());
      assertEquals("2024-01-01", operation.at("/parameters/2/schema/default").asText());
      assertEquals("[\"csv\",\"json\"]", operation.at("/parameters/3/schema/enum").toString());
      JsonNode row =
          operation.at(
              "/responses/200/content/application~1json/schema/properties/rows/items/properties");
      assertEquals(3, row.size());
      String reference =
          operation.at("/responses/default/content/application~1problem+json/schema/$ref").asText();
      assertTrue(document.at(reference.substring(1)).isObject());
    }
  }

  private static String brief(JsonNode parameter) {
    return parameter.get("in").asText()
        + " "
        + parameter.get("name").asText()
        + " "
        + parameter.at("/schema/type").asText()
        + " "
        + (parameter.get("required").asBoolean() ? "required" : "optional");
  }

  @Test
  void aPortThatIsTakenIsSaidSo() throws IOException {
    try (TestSite site = new TestSite(folder).listen()) {
      ServerSettings same =
          new ServerSettings(
              "127.0.0.1", site.port(), List.of(), 1, Duration.ofSeconds(1), folder, "1");
      SiteServer.ListenException failure =
          assertThrows(
              SiteServer.ListenException.class, () -> SiteServer.start(same, site.current));
      assertTrue(failure.getMessage().contains(Integer.toString(site.port())));
    }
  }

  @Test
  void theBrowserHalfIsCacheableForEver() throws IOException {
    try (TestSite site = new TestSite(folder).file("content/index.md", "# Start\n").start()) {
      String html = site.get("/").text();
      int start = html.indexOf("href=\"/assets/") + 6;
      String address = html.substring(start, html.indexOf('"', start));
      Reply reply = site.get(address);
      assertEquals(200, reply.status());
      assertEquals("public, max-age=31536000, immutable", reply.header("cache-control"));
      assertEquals(304, site.get(address, "If-None-Match", reply.header("etag")).status());
      String script = html.substring(html.indexOf("<script src=\"") + 13);
      Reply coded =
          site.get(script.substring(0, script.indexOf('"')), "Accept-Encoding", "gzip, br;q=0");
      assertFalse(coded.header("content-encoding").equals("br"));
      assertEquals("Accept-Encoding", coded.header("vary"));
      assertEquals(404, site.get("/assets/nothing.js").status());
    }
  }
}
