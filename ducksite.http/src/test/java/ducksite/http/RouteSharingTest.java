package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** One execution for many clients, and what becomes of it when they leave. */
final class RouteSharingTest {

  private static final String WAITING = "ducksite_cache_misses_total{part=\"waited\"}";

  @TempDir private Path folder;
  private TestSite site;

  @BeforeEach
  void start() throws IOException {
    site =
        new TestSite(folder)
            .file("ducksite.toml", "[sql.pools.standard]\nconnections = 1\n")
            .route(
                "shared",
                "[cache]\norder_by = \"n\"\n[params.n]\ntype = \"int\"\n",
                "SELECT sum(hash(range) % 7) AS n FROM range($n)")
            .route(
                "endless",
                "timeout = \"5m\"\n[cache]\norder_by = \"n\"\n",
                "SELECT sum(a.range * b.range % 7) AS n FROM range(10000000) a, range(10000000) b")
            .route(
                "hurried",
                "timeout = \"200ms\"\n[cache]\norder_by = \"n\"\n",
                "SELECT sum(a.range * b.range % 7) AS n FROM range(10000000) a, range(10000000) b")
            .route("few", "max_rows = 3\npool = \"heavy\"\n", "SELECT range AS n FROM range(9)")
            .start();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void theLeaderLeavesAndAllOthersAreAnsweredByOneExecution() throws Exception {
    String path = "/shared?n=30000000";
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      RawConnection leader = site.connect();
      // Holds the only connection of the engine, so that all clients meet before the query begins.
      RawConnection holder = site.connect();
      holder.send("GET", "/endless");
      while (site.metric("ducksite_cache_populations_total") < 1) {
        Thread.sleep(5);
      }
      leader.send("GET", path);
      while (site.metric("ducksite_cache_populations_total") < 2) {
        Thread.sleep(5);
      }
      List<Future<Reply>> others = new ArrayList<>();
      for (int index = 0; index < 63; index++) {
        others.add(threads.submit(() -> site.get(path)));
      }
      while (site.metric(WAITING) < 63) {
        Thread.sleep(5);
      }
      leader.close();
      holder.close();
      for (Future<Reply> other : others) {
        assertEquals(200, other.get().status());
        assertEquals(1, other.get().json().get("row_count").asInt());
      }
    }
    assertEquals(2, site.metric("ducksite_cache_populations_total"));
  }

  @Test
  void duckDbStopsWhenTheLastClientLeaves() throws Exception {
    for (int round = 0; round < 2; round++) {
      try (RawConnection one = site.connect();
          RawConnection other = site.connect()) {
        one.send("GET", "/endless");
        other.send("GET", "/endless");
        while (site.metric(WAITING) <= round) {
          Thread.sleep(5);
        }
      }
      // The only connection answers the next query: the endless one has ended.
      assertEquals(200, site.get("/shared?n=" + (10 + round)).status());
    }
  }

  @Test
  void aRouteHasLimitsOfItsOwn() throws IOException {
    Reply late = site.get("/hurried");
    assertEquals(504, late.status());
    assertEquals("timeout", late.code());
    Reply few = site.get("/few");
    assertEquals(3, few.rows().size());
    assertEquals("true", few.header("x-truncated"));
    assertTrue(few.json().get("truncated").asBoolean());
  }
}
