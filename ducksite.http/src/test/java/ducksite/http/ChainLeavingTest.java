package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a query three routes below the one that was asked, when its clients leave. */
@Timeout(120)
final class ChainLeavingTest {

  private static final String KEPT = "[cache]\norder_by = \"n\"\n";
  private static final String LIVE = "";

  @TempDir private Path folder;
  private TestSite site;

  @AfterEach
  void stop() {
    site.close();
  }

  private static String uses(String id, String mode) {
    return "[[uses]]\nalias = \"up\"\ncall = \"" + id + "\"\nmode = \"" + mode + "\"\n";
  }

  private static String keeping(boolean kept) {
    return "timeout = \"5m\"\n" + (kept ? KEPT : LIVE);
  }

  private void start(boolean top, boolean middle, boolean bottom) throws IOException {
    site =
        new TestSite(folder)
            .file("ducksite.toml", "[sql.pools.standard]\nconnections = 1\n")
            .route(
                "bottom",
                keeping(bottom),
                "SELECT sum(a.range * b.range % 7) AS n FROM range(10000000) a, range(10000000) b")
            .route(
                "middle",
                keeping(middle) + uses("bottom", bottom ? "parquet_path" : "relation"),
                "SELECT n + 1 AS n FROM up")
            .route(
                "top",
                keeping(top) + uses("middle", middle ? "parquet_path" : "relation"),
                "SELECT n + 1 AS n FROM up")
            .route("probe", "timeout = \"300ms\"\n", "SELECT 1 AS n")
            .start();
  }

  /** Whether DuckDB's only connection is held by a query. */
  private boolean isBusy() throws IOException {
    int status = site.get("/probe").status();
    assertTrue(status == 200 || status == 504, "status " + status);
    return status == 504;
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, true",
    "false, false, false",
    "false, true, false",
    "true, false, true",
    "false, false, true"
  })
  void duckDbStopsWhenTheLastClientLeavesAndNotBefore(boolean top, boolean middle, boolean bottom)
      throws Exception {
    start(top, middle, bottom);
    try (RawConnection last = site.connect()) {
      try (RawConnection first = site.connect()) {
        first.send("GET", "/top");
        while (!isBusy()) {
          Thread.sleep(5);
        }
        last.send("GET", "/top");
        while (top && site.metric("ducksite_cache_misses_total") < 2) {
          Thread.sleep(5);
        }
      }
      while (!isBusy()) {
        Thread.sleep(5);
      }
    }
    while (isBusy()) {
      Thread.sleep(5);
    }
    assertEquals(200, site.get("/probe").status());
  }
}
