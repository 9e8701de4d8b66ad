package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.route.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves that dies while it makes entries. */
final class KilledPopulationTest {

  private static final int ROWS = 4_000;

  @TempDir Path root;

  @Test
  void two_kills_leave_whole_entries() throws Exception {
    killAndCheck(2, 5);
  }

  @Test
  @Tag("faults")
  void twenty_kills_leave_whole_entries() throws Exception {
    killAndCheck(20, 17);
  }

  private void killAndCheck(int kills, long seed) throws Exception {
    Random random = new Random(seed);
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project
          .file("routes_src/r.toml", "[cache]\norder_by = \"i\"\n[params.n]\ntype = \"int\"\n")
          .file(
              "routes_src/r.sql",
              "SELECT range AS i, range * $n AS v FROM range(" + ROWS + ") ORDER BY v DESC");
    }
    long hits = 0;
    for (int kill = 0; kill < kills; kill++) {
      try (BuildingProcess asking = BuildingProcess.start("ask", root)) {
        asking.await("asked 1");
        Thread.sleep(random.nextInt(600));
        asking.kill();
      }
      hits += check();
    }
    assertTrue(hits > 0, "no entry outlived its process");
    try (Stream<Path> left = Files.list(root.resolve(".ducksite_data/tmp"))) {
      List<String> names =
          left.map(each -> each.getFileName().toString())
              .filter(name -> name.startsWith("cache-"))
              .toList();
      assertEquals(List.of(), names);
    }
  }

  /** Every answer is right, kept or not. */
  private long check() throws Exception {
    try (ProjectOnDisk again = new ProjectOnDisk(root)) {
      Site site = again.compiled();
      Route route = site.route("r").orElseThrow();
      for (int n = 0; n < 30; n++) {
        List<String> expected = new ArrayList<>(List.of("i,v"));
        for (int i = 0; i < ROWS; i++) {
          expected.add(i + "," + (long) i * n);
        }
        assertEquals(expected, again.rows(route, Map.of("n", Integer.toString(n))), "n = " + n);
      }
      return site.results().counters().diskHits();
    }
  }
}
