package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.store.CheckpointStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over days. */
final class IncrementalRunTest {

  @TempDir private Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void write() throws IOException {
    project =
        new ProjectOnDisk(root)
            .file("routes_src/r.toml", "[params.day]\ntype = \"date\"\nrequired = true\n");
    sql("SELECT $day::DATE AS day FROM range(2)");
  }

  @AfterEach
  void close() {
    project.close();
  }

  private void sql(String text) throws IOException {
    project.file("routes_src/r.sql", text);
  }

  private IncrementalRun.Report run(String start, String end) throws IOException {
    return new IncrementalRun(project.compiled(), project.state, "r", "day")
        .run(LocalDate.parse(start), LocalDate.parse(end), day -> {});
  }

  private static List<String> days(IncrementalRun.Report report) {
    return report.days().stream().map(each -> each.day().toString()).toList();
  }

  @Test
  void eachDayIsDoneOnceAndTheLastOneIsIncluded() throws IOException {
    IncrementalRun.Report first = run("2025-01-01", "2025-01-03");
    assertEquals(List.of("2025-01-01", "2025-01-02", "2025-01-03"), days(first));
    assertTrue(first.days().stream().allMatch(day -> day.rows() == 2));
    assertEquals("2025-01-03", first.checkpoint());
    IncrementalRun.Report second = run("2024-12-31", "2025-01-04");
    assertEquals(List.of("2025-01-04"), days(second));
    assertEquals(4, second.skipped());
    IncrementalRun.Report third = run("2025-01-01", "2025-01-02");
    assertEquals(List.of(), days(third));
    assertEquals(2, third.skipped());
    assertEquals("2025-01-04", third.checkpoint());
  }

  @Test
  void aDayThatFailsIsTheFirstOfTheNextRun() throws IOException {
    String failing = "SELECT CASE WHEN $day::DATE = '2025-01-02' THEN error('no file') END AS a";
    sql(failing);
    for (int attempt = 1; attempt <= 2; attempt++) {
      IncrementalRun.Report report = run("2025-01-01", "2025-01-03");
      assertNotNull(report.failure());
      assertEquals("2025-01-01", report.checkpoint());
      assertEquals(1, report.errors().size());
      assertEquals("2025-01-02", report.errors().getFirst().day());
      assertEquals(attempt, report.errors().getFirst().attempts());
      assertTrue(report.errors().getFirst().message().contains("no file"));
    }
    sql("SELECT $day::DATE AS a");
    IncrementalRun.Report mended = run("2025-01-01", "2025-01-03");
    assertNull(mended.failure());
    assertEquals(List.of("2025-01-02", "2025-01-03"), days(mended));
    assertEquals(List.of(), mended.errors());
  }

  @Test
  void routesAndParametersHaveTheirOwnCheckpoints() throws IOException {
    run("2025-01-01", "2025-01-01");
    try (CheckpointStore store = CheckpointStore.open(project.state.runtime())) {
      assertTrue(store.checkpoint("r", "day").isPresent());
      assertFalse(store.checkpoint("r", "other").isPresent());
      assertFalse(store.checkpoint("s", "day").isPresent());
      store.failed("s'; DROP TABLE checkpoints; --", "day", "2025-01-01", "x");
      assertEquals(1, store.failures("s'; DROP TABLE checkpoints; --", "day").size());
      assertTrue(store.checkpoint("r", "day").isPresent());
    }
  }

  @Test
  void aRunThatIsKilledIsResumedWhereItStopped() throws Exception {
    // Each day takes a moment, so that the process is killed between two or within one.
    sql("SELECT $day::DATE AS day, (SELECT sum(hash(range) % 3) FROM range(2000000)) AS work");
    List<String> said = new ArrayList<>();
    for (int kill = 0; kill < 3; kill++) {
      try (BuildingProcess process = BuildingProcess.start("days", root)) {
        for (int day = 0; day < 3; day++) {
          said.add(process.await("day ").substring(4));
        }
        StateException locked =
            assertThrows(StateException.class, () -> run("2025-01-01", "2025-12-31"));
        assertEquals("state/locked", locked.code());
        assertTrue(locked.getMessage().contains("runs r by day"), locked.getMessage());
        process.kill();
      }
    }
    assertEquals(said.stream().distinct().sorted().toList(), said);
    LocalDate last = LocalDate.parse(said.getLast());
    IncrementalRun.Report report = run("2025-01-01", last.plusDays(5).toString());
    // What was said was done; of what was done not more than one day was not said.
    LocalDate first = report.days().getFirst().day();
    assertTrue(first.isAfter(last), first + " after " + last);
    assertTrue(report.days().size() <= 5);
    assertNull(report.failure());
    assertEquals(last.plusDays(5).toString(), report.checkpoint());
  }

  @Test
  void theLockOfARunIsNotThatOfABuild() throws IOException {
    try (StateFolder.Lock _ = project.state.lock()) {
      assertEquals(1, run("2025-01-01", "2025-01-01").days().size());
    }
  }
}
