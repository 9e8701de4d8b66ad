package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {

  private static final List<String> MISTAKES =
      List.of(
          "config/unknown-key ducksite.toml:2",
          "config/wrong-type ducksite.toml:4",
          "route/placeholder-undeclared routes_src/above.sql:1",
          "route/unknown-key routes_src/above.toml:1",
          "route/unknown-type routes_src/above.toml:3");

  @TempDir private Path folder;

  private TestProject mistaken() throws IOException {
    return TestProject.small(folder)
        .file("ducksite.toml", "[site]\ntitel = \"x\"\n[server]\nport = \"many\"\n")
        .file("routes_src/above.toml", "surplus = 1\n[params.least]\ntype = \"decimal\"\n")
        .file("routes_src/above.sql", "SELECT n FROM numbers WHERE n >= $least + $undeclared");
  }

  @Test
  void aGoodProjectIsSummed() throws IOException {
    TestProject project = TestProject.small(folder);
    Outcome outcome = project.run("check");
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals(
        "no errors: 1 page, 1 route, 1 query, 0 data files\nauthentication none\n", outcome.out());
    assertFalse(project.has("static/sql"));
    assertFalse(project.has(".ducksite_data/generations"));
  }

  @Test
  void fiveMistakesInThreeFilesAreToldAtOnce() throws IOException {
    Outcome outcome = mistaken().run("check", "--json");
    assertEquals(1, outcome.code());
    assertEquals("", outcome.err());
    assertEquals(
        MISTAKES,
        outcome
            .json()
            .get("problems")
            .valueStream()
            .map(CheckCommandTest::brief)
            .sorted()
            .toList());
    for (JsonNode problem : outcome.json().get("problems")) {
      for (String key :
          List.of("code", "severity", "message", "file", "line", "column", "hint", "related")) {
        assertTrue(problem.has(key), key + " in " + problem);
      }
      assertTrue(problem.get("column").asInt() > 0, problem.toString());
    }
  }

  private static String brief(JsonNode problem) {
    return problem.get("code").asText()
        + " "
        + problem.get("file").asText()
        + ":"
        + problem.get("line").asInt();
  }

  @Test
  void peopleSeeThePlaceAndTheLine() throws IOException {
    Outcome outcome = mistaken().run("check", "--no-color");
    assertEquals(1, outcome.code());
    assertEquals("", outcome.out());
    for (String text :
        List.of("error[config/unknown-key]", "ducksite.toml:2:1", "titel = \"x\"", "^", "title")) {
      assertTrue(outcome.err().contains(text), text + " in\n" + outcome.err());
    }
    assertFalse(outcome.err().contains("\u001b["));
  }

  @Test
  void warningsAreErrorsWhenAskedTo() throws IOException {
    TestProject project = TestProject.small(folder);
    project.file("routes_src/above.toml", "surplus = 1\n" + project.text("routes_src/above.toml"));
    assertEquals(0, project.run("check").code());
    Outcome strict = project.run("check", "--strict", "--json");
    assertEquals(1, strict.code());
    assertEquals("error", strict.json().at("/problems/0/severity").asText());
  }

  @Test
  void settingsOfTheCommandLineCount() throws IOException {
    TestProject project = TestProject.small(folder);
    assertEquals(0, project.run("check", "--set", "sql.max_rows=5").code());
    Outcome wrong = project.run("check", "--set", "sql.max_row=5");
    assertEquals(1, wrong.code());
    assertTrue(wrong.err().contains("max_rows"), wrong.err());
  }

  @Test
  void aFolderWithoutAProjectIsNone() {
    Outcome outcome = Outcome.of("check", "--root", folder.resolve("absent").toString());
    assertTrue(outcome.code() != 0, outcome.out());
    assertFalse(outcome.err().contains("\tat "), outcome.err());
    assertTrue(outcome.err().contains("ducksite.toml"), outcome.err());
  }

  /** A hierarchy of months and days; the sums of February are right or wrong. */
  private TestProject hierarchy(String february) throws IOException {
    TestProject project = TestProject.small(folder.resolve("site"));
    project
        .file("routes_src/days.toml", "")
        .file(
            "routes_src/days.sql",
            "SELECT (DATE '2024-01-01' + range::INTEGER)::DATE AS day, 1 AS amount FROM range(60)")
        .file("routes_src/months.toml", "")
        .file(
            "routes_src/months.sql",
            "SELECT * FROM (VALUES (DATE '2024-01-01', 31, 31), (DATE '2024-02-01', 29, "
                + february
                + ")) t(day, n, amount)");
    for (String level : List.of("days", "months")) {
      Path file = folder.resolve(level + ".parquet");
      Outcome made = project.run("run", level, "--format", "parquet", "--output", file.toString());
      assertEquals(0, made.code(), made.err());
      Path target = project.root.resolve("lake/" + level + "/a.parquet");
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    return project.file(
        "ducksite.toml",
        """
        [[file_sources]]
        name = "trips"
        upstream_glob = "lake/**/*.parquet"
        hierarchy = [
          { pattern = "data/trips/months/*", row_filter = "day < DATE '2024-02-01'" },
          { pattern = "data/trips/days/*", row_filter = "day >= DATE '2024-02-01'" },
        ]
        rollup = { period = "day", count = "n", sum = ["amount"] }
        """);
  }

  private static List<String> codes(Outcome outcome) throws IOException {
    return outcome
        .json()
        .get("problems")
        .valueStream()
        .map(each -> each.get("code").asText())
        .sorted()
        .toList();
  }

  @Test
  void aRightRollupIsProvenForPeopleAndPrograms() throws IOException {
    TestProject project = hierarchy("29");
    Outcome people = project.run("check", "--rollups");
    assertEquals(0, people.code(), people.err());
    assertTrue(people.out().contains("exact over 2 periods of one month"), people.out());
    Outcome programs = project.run("check", "--rollups", "--json");
    assertEquals(0, programs.code(), programs.out());
    assertEquals("exact", programs.json().at("/rollups/0/verdict").asText());
    assertEquals("data/trips/months/*", programs.json().at("/rollups/0/first").asText());
    assertEquals(1, programs.json().get("rollups").size());
    assertFalse(project.run("check", "--json").json().has("rollups"));
  }

  @Test
  void aWrongRollupFailsWhateverElseIsAskedFor() throws IOException {
    TestProject project = hierarchy("30");
    Outcome alone = project.run("check", "--rollups", "--json");
    assertEquals(1, alone.code(), alone.out());
    assertEquals("differs", alone.json().at("/rollups/0/verdict").asText());
    Outcome both = project.run("check", "--rollups", "--migration", "--json");
    assertEquals(1, both.code(), both.out());
    assertEquals(List.of("data/rollup-differs", "migration/filtered-download"), codes(both));
    Outcome people = project.run("check", "--rollups", "--migration", "--no-color");
    assertEquals(1, people.code());
    assertTrue(people.err().contains("data/rollup-differs"), people.err());
    assertTrue(people.out().contains("they differ"), people.out());
  }

  @Test
  void differencesToOlderProductsAreWarningsUnlessTheyAreErrors() throws IOException {
    TestProject project = hierarchy("29");
    Outcome told = project.run("check", "--migration", "--json");
    assertEquals(0, told.code(), told.out());
    assertEquals(List.of("migration/filtered-download"), codes(told));
    assertFalse(told.json().has("rollups"));
    assertEquals(1, project.run("check", "--migration", "--strict").code());
  }
}
