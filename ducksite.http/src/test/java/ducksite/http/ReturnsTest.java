package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What routes return, and how routes that read others answer. */
final class ReturnsTest {

  private static final String KEPT = "[cache]\norder_by = [\"n\"]\n";
  private static final String TEXT = "[params.text]\ndefault = \"12\"\n[params.needed]\n";
  private static final String FAILING =
      "SELECT CAST(if($text = '12', $text, 'no number') AS INTEGER) AS n, DATE '2024-01-01' AS day,"
          + " $needed AS needed, 'a'::ENUM('a') AS letter";
  private static final String SLOW =
      "SELECT count(*) AS n FROM range(200000) a, range(200000) b WHERE hash(a.range + b.range) % 7"
          + " = 1";

  @TempDir private Path folder;
  private TestSite site;

  @BeforeEach
  void start() throws IOException {
    site =
        new TestSite(folder)
            .route("frame", "returns = \"error_frame\"\n" + TEXT, FAILING)
            .route("kept_frame", "returns = \"error_frame\"\n" + KEPT + TEXT, FAILING)
            .route("plain", TEXT, FAILING)
            .route("slow_frame", "returns = \"error_frame\"\ntimeout = \"200ms\"\n", SLOW)
            .route("file", "returns = \"parquet\"\n" + KEPT, "SELECT range AS n FROM range(5)")
            .route("slow_child", KEPT, SLOW)
            .route(
                "impatient",
                "timeout = \"300ms\"\n[[uses]]\nalias = \"c\"\ncall = \"slow_child\"\n",
                "FROM c")
            .route(
                "parent",
                KEPT
                    + TEXT
                    + "[[uses]]\nalias = \"c\"\ncall = \"plain\"\nargs = { text = \"text\" }\n",
                "SELECT n, $needed AS needed FROM c")
            .route("shared", KEPT, "SELECT range AS n FROM range(100000)")
            .route("one", KEPT + "[[uses]]\nalias = \"s\"\ncall = \"shared\"\n", "SELECT n FROM s")
            .route(
                "two",
                KEPT + "[[uses]]\nalias = \"s\"\ncall = \"shared\"\n",
                "SELECT -n AS n FROM s")
            .route("live", "cache_mode = \"force_live\"\n" + KEPT, "SELECT 1 AS n")
            .start();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void anErrorFrameHasTheColumnsOfTheRouteAndWhatWentWrong() throws IOException {
    for (String route : List.of("/frame", "/kept_frame")) {
      assertEquals("12", site.get(route).json().get("rows").get(0).get("n").asText());
      Reply failed = site.get(route + "?text=SECRET");
      assertEquals(200, failed.status(), failed.text());
      assertEquals("route_execution_error", failed.header("ducksite-error"));
      assertEquals("no-store", failed.header("cache-control"));
      assertFalse(failed.has("etag"));
      assertEquals(
          List.of(
              "{\"n\":null,\"day\":null,\"needed\":null,\"letter\":null,"
                  + "\"error_code\":\"route_execution_error\","
                  + "\"error_detail\":\"The query of this route failed\"}"),
          failed.rows());
      assertFalse(failed.text().contains("SECRET"), failed.text());
      assertEquals(
          "n,day,needed,letter,error_code,error_detail\r\n"
              + ",,,,route_execution_error,The query of this route failed\r\n",
          site.get(route + ".csv?text=x").text());
      assertEquals("PAR1", site.get(route + ".parquet?text=x").text().substring(0, 4));
      assertEquals(200, site.get(route + ".arrow?text=x").status());
      assertEquals("12", site.get(route).json().get("rows").get(0).get("n").asText());
    }
    assertEquals(500, site.get("/plain?text=x").status());
  }

  @Test
  void aFrameTellsOfASlowQueryButNotOfAClientsMistake() throws IOException {
    Reply slow = site.get("/slow_frame");
    assertEquals("timeout", slow.header("ducksite-error"));
    assertEquals("timeout", slow.json().get("rows").get(0).get("error_code").asText());
    assertEquals(400, site.get("/frame?limit=x").status());
    assertEquals(400, site.get("/frame?format=none").status());
  }

  @Test
  void aRouteThatReturnsParquetAnswersABareRequestWithItsEntry() throws IOException {
    Reply bare = site.get("/file");
    assertEquals("application/x-parquet", bare.header("content-type"));
    assertEquals("PAR1", bare.text().substring(0, 4));
    assertEquals("5", bare.header("x-total-rows"));
    assertEquals(List.of("{\"n\":0}"), site.get("/file?format=json&limit=1").rows());
    assertEquals(1, site.metric("ducksite_cache_populations_total"));
  }

  @Test
  void aChildsFailureIsItsParentsWithoutWhatIsInside() throws IOException {
    Reply failed = site.get("/parent?text=SECRET");
    assertEquals(500, failed.status());
    assertEquals("route_execution_error", failed.code());
    assertFalse(failed.text().contains("SECRET") || failed.text().contains("plain"), failed.text());
    assertEquals("12", site.get("/parent").json().get("rows").get(0).get("n").asText());
  }

  @Test
  void aParentDoesNotWaitLongerForAChildThanForItself() throws IOException, InterruptedException {
    Reply late = site.get("/impatient");
    assertEquals(504, late.status(), late.text());
    assertEquals("timeout", late.code());
    site.awaitMetric("ducksite_queries_running", 0);
  }

  @Test
  void parentsOfOneChildExecuteItOnce() throws Exception {
    List<Future<Reply>> replies = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      for (int client = 0; client < 8; client++) {
        String path = client % 2 == 0 ? "/one?limit=1" : "/two?limit=1";
        replies.add(clients.submit(() -> site.get(path)));
      }
      for (Future<Reply> reply : replies) {
        assertEquals(200, reply.get().status());
      }
    }
    assertEquals(3, site.metric("ducksite_cache_populations_total"));
  }

  @Test
  void aLiveRouteIsExecutedForEachRequestAndKeptByNobody() throws IOException {
    double before = site.metric("ducksite_queries_total");
    for (int round = 0; round < 3; round++) {
      assertEquals("no-store", site.get("/live").header("cache-control"));
    }
    assertEquals(before + 3, site.metric("ducksite_queries_total"));
    assertEquals(0, site.metric("ducksite_cache_populations_total"));
    assertTrue(site.get("/live").header("server-timing").contains("live"));
  }
}
