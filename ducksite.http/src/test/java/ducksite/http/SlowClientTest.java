package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that read late or go away, on an engine that runs one query at a time. */
@Timeout(60)
final class SlowClientTest {

  private static final String DONE = "ducksite_queries_total{outcome=\"ok\"}";
  private static final String FAILED = "ducksite_queries_total{outcome=\"failed\"}";
  private static final String HEAVY =
      "SELECT sum(a.range * b.range % 7) AS n FROM range(10000000) a, range(10000000) b";
  private static final int ROWS = 200_000;

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .file(
                "ducksite.toml",
                "[sql]\ntimeout = \"120s\"\n[sql.pools.standard]\nconnections = 1\n")
            .route("large", "", "SELECT range, repeat('x', 90) AS filling FROM range(" + ROWS + ")")
            .route("endless", "", "SELECT range, random() AS r FROM range(1000000000000)")
            .route("heavy", "", HEAVY)
            .route("pause", "", "SELECT sum(hash(range) % 7) AS n FROM range(150000000)")
            .file(
                "content/heavy-page.md",
                "# Heavy\n\n```sql rows\n"
                    + HEAVY
                    + "\n"
                    + "```\n\n"
                    + "```table shown\n"
                    + "query: rows\n"
                    + "```\n\n"
                    + "```grid cols=12\n"
                    + "| shown:12 |\n"
                    + "```\n")
            .route("small", "", "SELECT 1 AS one")
            .start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void theQueryEndsAndOthersAreServedWhileAClientDoesNotRead() throws Exception {
    double before = site.metric(DONE);
    List<RawConnection> sleepers = new ArrayList<>();
    for (int index = 0; index < 6; index++) {
      RawConnection sleeper = site.connect();
      sleepers.add(sleeper);
      sleeper.send("GET", "/large.csv");
    }
    while (site.metric(DONE) < before + sleepers.size()) {
      Thread.sleep(20);
    }
    assertEquals(200, site.get("/small").status());
    for (RawConnection sleeper : sleepers) {
      byte[] body = sleeper.read(false).body();
      assertEquals("range,filling\r\n".length() + expectedBytes(), body.length);
      String end = new String(body, body.length - 99, 99, StandardCharsets.US_ASCII);
      assertEquals("199999," + "x".repeat(90) + "\r\n", end);
      sleeper.close();
    }
  }

  private static long expectedBytes() {
    long bytes = 0;
    for (int row = 0; row < ROWS; row++) {
      bytes += Integer.toString(row).length() + 1 + 90 + 2;
    }
    return bytes;
  }

  @Test
  void aQueryEndsWhenItsClientGoesAwayBeforeTheFirstByte() throws Exception {
    for (String path : List.of("/heavy", "/heavy.csv", "/heavy.parquet", "/heavy-page")) {
      double failed = site.metric(FAILED);
      try (RawConnection connection = site.connect()) {
        connection.send("GET", path);
        while (site.metric("ducksite_http_requests_active ") < 2) {
          Thread.sleep(5);
        }
      }
      while (site.metric(FAILED) == failed) {
        Thread.sleep(20);
      }
      assertEquals(200, site.get("/small").status(), path);
    }
  }

  @Test
  void aRequestThatFollowsAtOnceIsAnsweredInItsTurn() throws Exception {
    try (RawConnection connection = site.connect()) {
      connection.send("GET", "/pause");
      Thread.sleep(300);
      connection.send("GET", "/small");
      connection.send("GET", "/small.csv");
      assertEquals("pause", connection.read(false).json().get("route_id").asText());
      assertEquals("small", connection.read(false).json().get("route_id").asText());
      assertEquals("one\r\n1\r\n", connection.read(false).text());
      assertEquals(200, connection.get("/small").status());
    }
  }

  @Test
  void aQueryEndsWhenItsClientGoesAway() throws Exception {
    for (String format : List.of("csv", "arrow")) {
      try (RawConnection connection = site.connect()) {
        connection.send("GET", "/endless." + format);
        assertEquals(200, connection.readHead().status());
        assertTrue(connection.in().readNBytes(100_000).length == 100_000);
      }
      assertEquals(200, site.get("/small").status());
    }
    while (site.metric("ducksite_result_bytes") > 0) {
      Thread.sleep(20);
    }
  }
}
