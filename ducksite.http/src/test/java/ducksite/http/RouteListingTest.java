package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /routes} tells. */
final class RouteListingTest {

  @TempDir private Path folder;
  private TestSite site;

  @BeforeEach
  void write() throws IOException {
    site =
        new TestSite(folder)
            .route("hello", "title = \"Hello\"\n", "SELECT 'Hello' AS greeting")
            .route("reports_index", "path = \"/reports\"\n", "SELECT 1 AS a")
            .route("summary", "path = \"/reports/daily/summary\"\n", "FROM range(2)")
            .route("detail", "path = \"/reports/daily/detail\"\n", "FROM range(1)")
            .route("reportsx", "path = \"/reportsx\"\n", "SELECT 1 AS a");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aVisitIsCountedWithItsRows() throws IOException {
    site.start();
    assertEquals("0 0", figures("/", "hello"));
    assertEquals(200, site.get("/hello").status());
    assertEquals("1 1", figures("/", "hello"));
    JsonNode hello = route("/", "hello");
    assertEquals(List.of("id", "path", "title", "description", "metrics"), names(hello));
    assertEquals(
        List.of("hits", "rows", "avg_latency_ms", "interactions"), names(hello.get("metrics")));
    assertEquals("Hello", hello.get("title").asText());
    assertTrue(hello.at("/metrics/avg_latency_ms").isNumber());
    assertEquals(0, hello.at("/metrics/interactions").asInt());
  }

  @Test
  void foldersSumUpWhatLiesBelowThem() throws IOException {
    site.start();
    for (String path : List.of("/reports", "/reports/daily/summary", "/reports/daily/detail")) {
      assertEquals(200, site.get(path).status());
    }
    JsonNode listing = site.get("/routes?folder=/reports").json();
    assertEquals("/reports", listing.get("folder").asText());
    assertEquals(List.of("reports_index"), texts(listing.get("routes"), "id"));
    assertEquals(List.of("/reports/daily"), texts(listing.get("folders"), "path"));
    JsonNode daily = listing.at("/folders/0");
    assertEquals(
        List.of("path", "hits", "rows", "avg_latency_ms", "interactions", "route_count"),
        names(daily));
    assertEquals(2, daily.get("route_count").asInt());
    assertEquals(2, daily.get("hits").asInt());
    assertEquals(3, daily.get("rows").asInt());
    assertEquals(listing.toString(), site.get("/routes?folder=reports/").json().toString());
  }

  @Test
  void whatIsAskedMostComesFirst() throws IOException {
    site.start();
    assertEquals(
        List.of("hello", "reports_index", "reportsx"),
        texts(site.get("/routes").json().get("routes"), "id"));
    site.get("/reportsx");
    site.get("/reportsx");
    site.get("/reports/daily/detail");
    assertEquals(
        List.of("reportsx", "hello", "reports_index"),
        texts(site.get("/routes").json().get("routes"), "id"));
    assertEquals(
        List.of("detail", "summary"),
        texts(site.get("/routes?folder=/reports/daily").json().get("routes"), "id"));
  }

  @Test
  void answersFromMemoryAndUnchangedOnesAreVisitsAndRefusedOnesAndHeadsAreNone()
      throws IOException {
    site.route(
            "kept",
            "[cache]\norder_by = [\"value\"]\n[params.n]\ntype = \"int\"\ndefault = 3\n",
            "SELECT range AS value FROM range($n)")
        .start();
    assertEquals(200, site.get("/kept").status());
    assertEquals("1 3", figures("/", "kept"));
    Reply memory = site.get("/kept");
    assertTrue(memory.header("server-timing").contains("memory"), memory.header("server-timing"));
    assertEquals("2 6", figures("/", "kept"));
    assertEquals(304, site.get("/kept", "If-None-Match", memory.header("etag")).status());
    assertEquals("3 6", figures("/", "kept"));
    assertEquals(2, site.get("/kept?limit=2").rows().size());
    assertEquals("4 9", figures("/", "kept"));
    assertEquals(400, site.get("/kept?n=x").status());
    assertEquals(200, site.send("HEAD", "/kept?n=5").status());
    assertEquals("4 9", figures("/", "kept"));
  }

  @Test
  void nothingIsCountedWhereAnalyticsAreOff() throws IOException {
    site.file("ducksite.toml", "[analytics]\nenabled = false\n").start();
    site.get("/hello");
    assertEquals("0 0", figures("/", "hello"));
  }

  @Test
  void oneVisitMayWeighMore() throws IOException {
    site.file("ducksite.toml", "[analytics]\nweight_interactions = 3\n").start();
    site.get("/hello");
    assertEquals("3 1", figures("/", "hello"));
  }

  @Test
  void figuresOutliveANewCompilation() throws IOException {
    site.start();
    site.get("/hello");
    site.load();
    assertEquals("1 1", figures("/", "hello"));
  }

  @Test
  void hostileFoldersAreEmptyOnes() throws IOException {
    site.start();
    for (String text :
        List.of(
            "/..",
            "/reports/../",
            "//",
            "/reports%00",
            "/%2e%2e",
            "'--",
            "/report",
            "x".repeat(5000))) {
      Reply reply = site.get("/routes?folder=" + text);
      assertEquals(200, reply.status(), text);
      boolean root = text.equals("//");
      assertEquals(root ? 3 : 0, reply.json().get("routes").size(), text);
    }
    assertEquals("no-store", site.get("/routes").header("cache-control"));
    assertEquals(0, site.send("HEAD", "/routes").body().length);
    assertEquals(405, site.send("POST", "/routes").status());
  }

  @Test
  void aCallerSeesTheRoutesThatAnswerHim(@TempDir Path other) throws IOException {
    try (TestSite gated =
        GatedSite.of(other)
            .route("closed", "roles = [\"finance\"]\npath = \"/in/closed\"\n", "SELECT 1 AS a")
            .start()) {
      assertEquals(401, gated.get("/routes").status());
      String bob = gated.get("/routes", "Authorization", GatedSite.BOB).text();
      assertFalse(bob.contains("\"/in\""), bob);
      String ada = gated.get("/routes", "Authorization", GatedSite.ADA).text();
      assertTrue(ada.contains("\"/in\""), ada);
      assertEquals(
          403, gated.get("/routes/closed/schema", "Authorization", GatedSite.BOB).status());
      assertEquals(
          200, gated.get("/routes/closed/schema", "Authorization", GatedSite.ADA).status());
    }
  }

  private JsonNode route(String path, String id) throws IOException {
    return site.get("/routes?folder=" + path)
        .json()
        .get("routes")
        .valueStream()
        .filter(each -> each.get("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private String figures(String path, String id) throws IOException {
    JsonNode metrics = route(path, id).get("metrics");
    return metrics.get("hits") + " " + metrics.get("rows");
  }

  private static List<String> names(JsonNode node) {
    return node.propertyStream().map(java.util.Map.Entry::getKey).toList();
  }

  private static List<String> texts(JsonNode list, String name) {
    return list.valueStream().map(each -> each.get(name).asText()).toList();
  }

  @Test
  void theAuthorSeesHowEachRouteHasBeenAsked() throws IOException {
    site.route("picky", "[params.n]\ntype = \"int\"\n", "SELECT $n AS n");
    site.route(
        "broken", "", "SELECT CAST(r AS INT) AS n FROM (SELECT 'r' || range AS r FROM range(2))");
    site.start();
    String tag = site.get("/hello").header("etag");
    assertEquals(304, site.get("/hello", "If-None-Match", tag).status());
    assertEquals(400, site.get("/picky?n=x").status());
    assertEquals(406, site.get("/picky", "Accept", "image/png").status());
    assertEquals(500, site.get("/broken").status());
    JsonNode hello = figures("hello");
    assertEquals(
        List.of(
            "calls",
            "hits",
            "rows",
            "unchanged",
            "refused",
            "failed",
            "avg_latency_ms",
            "p50_latency_ms",
            "p95_latency_ms",
            "p99_latency_ms"),
        names(hello));
    assertEquals(2, hello.get("calls").asInt());
    assertEquals(1, hello.get("unchanged").asInt());
    double median = hello.get("p50_latency_ms").asDouble();
    assertTrue(median > 0 && median <= hello.get("p95_latency_ms").asDouble(), hello.toString());
    assertEquals(2, figures("picky").get("refused").asInt());
    assertEquals(0, figures("picky").get("calls").asInt());
    assertEquals(1, figures("broken").get("failed").asInt());
    String page = site.get("/-/routes", "Accept", "text/html").text();
    assertTrue(page.contains("2 calls") && page.contains("never answered"), page);
  }

  private JsonNode figures(String id) throws IOException {
    for (JsonNode route : site.get("/-/routes").json().get("routes")) {
      if (route.get("id").asText().equals(id)) {
        return route.get("metrics");
      }
    }
    throw new AssertionError(id);
  }
}
