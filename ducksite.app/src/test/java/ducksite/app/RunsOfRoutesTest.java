package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code perf} and {@code run-incremental}. */
final class RunsOfRoutesTest {

  @TempDir private Path folder;
  private TestProject project;

  @BeforeEach
  void write() throws IOException {
    project =
        TestProject.small(folder)
            .file(
                "routes_src/echo.toml", "[params.text]\ntype = \"str\"\n[cache]\norder_by=\"a\"\n")
            .file("routes_src/echo.sql", "SELECT $text AS a")
            .file("routes_src/daily.toml", "[params.day]\ntype = \"date\"\n")
            .file("routes_src/daily.sql", "SELECT $day::DATE AS day FROM range(3)");
  }

  @Test
  void aMeasurementTellsTheRankedRuns() {
    long milli = 1_000_000;
    Measurement four =
        new Measurement("r", 1, 7, 0, new long[] {40 * milli, 10 * milli, 30 * milli, 20 * milli});
    assertEquals(25, four.averageMillis());
    assertEquals(40, four.millisOf(0.95));
    assertEquals(30, four.millisOf(0.5));
    assertEquals(10, new Measurement("r", 1, 7, 0, new long[] {10 * milli}).millisOf(0.99));
    assertThrows(
        IllegalArgumentException.class, () -> new Measurement("r", 1, 0, 0, new long[] {}));
  }

  @Test
  void perfTellsLatenciesRowsAndWhatWasKept() throws IOException {
    Outcome text = project.run("perf", "above", "--iterations", "3", "--param", "least=2");
    assertEquals(0, text.code(), text.err());
    assertTrue(
        text.out()
            .matches(
                "(?s)Route: above\n"
                    + "Iterations: 3 \\(1 at once\\)\n"
                    + "Rows \\(last run\\): 3\n"
                    + "Cached: \\d of 3\n"
                    + "Average latency: [0-9.]+ ms\n"
                    + "50th.*95th percentile: [0-9.]+ ms\n"
                    + "99th.*"),
        text.out());
    Outcome json =
        project.run(
            "perf", "echo", "--iterations=6", "--concurrency=3", "--param", "text=b=c", "--json");
    assertEquals(0, json.code(), json.err());
    JsonNode told = json.json();
    assertEquals(6, told.get("iterations").asInt());
    assertEquals(3, told.get("concurrency").asInt());
    assertEquals(1, told.get("rows").asInt());
    assertTrue(told.get("cached").asInt() >= 1, json.out());
    assertTrue(told.get("p99_ms").asDouble() >= told.get("p50_ms").asDouble());
    assertTrue(told.get("average_ms").asDouble() > 0);
  }

  @Test
  void perfRefusesWhatItCannotRun() {
    for (List<String> wrong :
        List.of(
            List.of("perf", "abov"),
            List.of("perf"),
            List.of("perf", "above", "--param", "missing"),
            List.of("perf", "above", "--iterations", "0"),
            List.of("perf", "above", "--concurrency", "-1"))) {
      Outcome outcome = project.run(wrong.toArray(String[]::new));
      assertEquals(2, outcome.code(), wrong + outcome.err());
    }
    assertEquals(1, project.run("perf", "above", "--param", "least=x").code());
  }

  private Outcome days(String start, String end, String... more) {
    List<String> words =
        new java.util.ArrayList<>(
            List.of("run-incremental", "daily", "--param", "day", "--start", start, "--end", end));
    words.addAll(List.of(more));
    return project.run(words.toArray(String[]::new));
  }

  @Test
  void daysAreToldOneByOneAndOnce() throws IOException {
    Outcome first = days("2025-01-01", "2025-01-02");
    assertEquals(0, first.code(), first.err());
    assertEquals("daily day=2025-01-01 rows=3\ndaily day=2025-01-02 rows=3\n", first.out());
    Outcome again = days("2025-01-01", "2025-01-02");
    assertEquals("nothing to do: daily is done up to 2025-01-02\n", again.out());
    JsonNode next = days("2025-01-01", "2025-01-03", "--json").json();
    assertEquals(2, next.get("skipped").asInt());
    assertEquals("2025-01-03", next.at("/days/0/day").asText());
    assertEquals(3, next.at("/days/0/rows").asInt());
    assertEquals("2025-01-03", next.get("checkpoint").asText());
  }

  @Test
  void aFailedDayIsToldAndKept() throws IOException {
    project.file(
        "routes_src/daily.sql",
        "SELECT CASE WHEN $day::DATE = '2025-01-02' THEN error('no file') END AS a");
    Outcome failed = days("2025-01-01", "2025-01-03");
    assertEquals(2, failed.code());
    assertEquals("daily day=2025-01-01 rows=1\n", failed.out());
    assertTrue(failed.err().contains("daily day=2025-01-02 failed, attempt 1"), failed.err());
    Outcome json = days("2025-01-01", "2025-01-03", "--json");
    assertEquals(2, json.code());
    assertEquals("2025-01-02", json.json().at("/errors/0/day").asText());
    assertEquals(2, json.json().at("/errors/0/attempts").asInt());
    assertEquals("2025-01-01", json.json().get("checkpoint").asText());
  }

  @Test
  void daysThatAreNoneAreRefused() {
    assertEquals(2, days("yesterday", "2025-01-02").code());
    assertEquals(2, days("2025-02-30", "2025-03-02").code());
    assertEquals(2, days("2025-01-02", "2025-01-01").code());
    Outcome unknown =
        project.run(
            "run-incremental",
            "daily",
            "--param",
            "dya",
            "--start",
            "2025-01-01",
            "--end",
            "2025-01-01");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("day"), unknown.err());
    assertEquals(2, project.run("run-incremental", "daily").code());
  }
}
