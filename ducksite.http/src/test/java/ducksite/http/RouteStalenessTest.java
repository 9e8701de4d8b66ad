package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.CurrentSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kept results that get old while clients ask, on an engine that runs one query at a time. */
@Timeout(120)
final class RouteStalenessTest {

  private static final String POPULATIONS = "ducksite_cache_populations_total";
  private static final String FAILED_REFRESHES = "ducksite_cache_failed_refreshes_total";

  @TempDir private Path folder;
  private @Nullable TestSite site;

  private void start(String cache) throws IOException {
    site =
        new TestSite(folder)
            .file("ducksite.toml", "[cache]\n" + cache + "[sql.pools.standard]\nconnections = 1\n")
            .route(
                "draw",
                "[cache]\nttl_seconds = 1\norder_by = \"r\"\n",
                "SELECT random() AS r FROM range(3)")
            .route("fixed", "[cache]\norder_by = \"n\"\n", "SELECT range AS n FROM range(3)")
            .route(
                "breaking",
                "[cache]\nttl_seconds = 1\norder_by = \"n\"\n[params.until]\ntype = \"int\"\n",
                "SELECT CASE WHEN epoch_ms(now()) < $until THEN 7"
                    + " ELSE CAST('AUTHOR_SECRET' || random() AS INTEGER) END AS n")
            .route(
                "endless",
                "timeout = \"5m\"\n[cache]\norder_by = \"n\"\n",
                "SELECT sum(a.range * b.range % 7) AS n FROM range(10000000) a, range(10000000) b")
            .start();
  }

  @AfterEach
  void stop() {
    if (site != null) {
      site.close();
    }
  }

  private static String tier(Reply reply) {
    String timing = reply.header("server-timing");
    int start = timing.indexOf("desc=\"") + 6;
    return timing.substring(start, timing.indexOf('"', start));
  }

  @Test
  void whatChangesByItselfIsTheSameForEverybodyWithinAPeriod() throws Exception {
    start("stale_hours = 0\n");
    Map<String, String> tags = new TreeMap<>();
    while (tags.size() < 3) {
      Reply reply = site.get("/draw");
      assertEquals(200, reply.status());
      assertEquals("no-cache", reply.header("cache-control"));
      String rows = reply.rows().toString();
      String former = tags.putIfAbsent(rows, reply.header("etag"));
      assertTrue(former == null || former.equals(reply.header("etag")), "one answer, two tags");
      Reply again = site.get("/draw", "If-None-Match", reply.header("etag"));
      assertTrue(
          again.status() == 304 || !again.rows().toString().equals(rows),
          "the same answer is sent again");
      if (again.status() == 200) {
        tags.put(again.rows().toString(), again.header("etag"));
      }
      Thread.sleep(50);
    }
    assertEquals(tags.size(), tags.values().stream().distinct().count());
    assertEquals(tags.size(), site.metric(POPULATIONS));
  }

  @Test
  void theOldIsServedToAllWhileOneRefreshRuns() throws Exception {
    start("");
    List<String> old = site.get("/draw").rows();
    try (RawConnection holder = site.connect()) {
      // Takes the only connection, so that the refresh waits for as long as this test wants.
      holder.send("GET", "/endless");
      while (site.metric(POPULATIONS) < 2) {
        Thread.sleep(5);
      }
      Reply stale = site.get("/draw");
      while (!tier(stale).equals("stale")) {
        assertEquals(old, stale.rows());
        Thread.sleep(20);
        stale = site.get("/draw");
      }
      for (String path : List.of("/draw", "/draw", "/draw.json", "/draw?limit=100")) {
        Reply each = site.get(path);
        assertEquals("stale", tier(each));
        assertEquals(old, each.rows());
        assertEquals("no-store", each.header("cache-control"));
        assertFalse(each.has("etag"));
      }
      assertEquals("stale", tier(site.get("/draw.csv")));
      // The first population, the endless one, and one refresh for all.
      site.awaitMetric(POPULATIONS, 3);
    }
    Reply fresh = site.get("/draw");
    while (fresh.rows().equals(old)) {
      Thread.sleep(20);
      fresh = site.get("/draw");
    }
    assertEquals(0, site.metric(FAILED_REFRESHES));
  }

  @Test
  void aFailedRefreshKeepsTheOld() throws Exception {
    start("");
    String path;
    Reply first;
    do {
      path = "/breaking?until=" + (System.currentTimeMillis() + 1500);
      first = site.get(path);
    } while (first.status() != 200);
    while (site.metric(FAILED_REFRESHES) < 2) {
      Reply reply = site.get(path);
      assertEquals(200, reply.status(), reply.text());
      assertEquals(first.rows(), reply.rows());
      assertFalse(reply.text().contains("AUTHOR_SECRET"));
      Thread.sleep(20);
    }
    assertEquals("stale", tier(site.get(path)));
  }

  @Test
  void anUnchangedAnswerNeedsNeitherAnEntryNorAQuery() throws Exception {
    start("");
    Reply first = site.get("/fixed.csv");
    try (CurrentSite.Lease lease = site.current.lease().orElseThrow()) {
      // The entry is published while the answer is on its way.
      while (lease.site().results().clear(null) == 0) {
        Thread.sleep(10);
      }
    }
    Reply again = site.get("/fixed.csv", "If-None-Match", first.header("etag"));
    assertEquals(304, again.status());
    assertEquals(first.header("cache-control"), again.header("cache-control"));
    assertEquals(first.header("vary"), again.header("vary"));
    assertFalse(again.has("content-length"));
    assertEquals(1, site.metric(POPULATIONS));
    assertEquals(first.text(), site.get("/fixed.csv").text());
    assertEquals(2, site.metric(POPULATIONS));
    assertNotEquals("memory", tier(site.get("/fixed.json")));
  }
}
