package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code run} and {@code query}. */
final class DataCommandsTest {

  @TempDir private static Path folder;
  private static TestProject project;
  private static Path target;

  @BeforeAll
  static void write() throws IOException {
    project =
        TestProject.small(folder.resolve("site"))
            .file("data/list.csv", "a\n1\n")
            .file(".ducksite_data/secret.csv", "a\nSECRET\n")
            .file("plugins/secret.csv", "a\nSECRET\n");
    target = folder.resolve("out");
  }

  @Test
  void aRouteIsAnsweredWithItsParameters() throws IOException {
    Outcome outcome =
        project.run("run", "above", "least=3", "--format", "csv", "--output", target.toString());
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals("n\r\n3\r\n4\r\n", Files.readString(target));
    project.run("run", "above", "limit=1", "offset=2", "--output", target.toString());
    assertTrue(Files.readString(target).contains("\"rows\":[{\"n\":2}]"));
  }

  @Test
  void anUnknownRouteOrParameterIsSaidSo() {
    Outcome unknown = project.run("run", "abov");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("above"), unknown.err());
    Outcome wrong = project.run("run", "above", "least=x");
    assertEquals(1, wrong.code());
    assertTrue(wrong.err().contains("least"), wrong.err());
    Outcome pair = project.run("run", "above", "least");
    assertEquals(2, pair.code());
    assertTrue(pair.err().contains("NAME=VALUE"), pair.err());
  }

  @Test
  void whatTheAddressWouldHoldIsAskedFor() throws IOException {
    project
        .file(
            "routes_src/plants.toml",
            "path = \"/plants/{plant}/{line}\"\n[params.plant]\n[params.line]\ntype = \"int\"\n"
                + "[params.shift]\nrequired = true\n")
        .file(
            "routes_src/plants.sql",
            "SELECT $plant AS plant, $line AS line, $shift AS shift WHERE $plant = 'north'");
    Outcome none = project.run("run", "plants", "plant=north");
    assertEquals(1, none.code());
    assertEquals("", none.out());
    assertTrue(none.err().contains("Missing required parameter 'shift'"), none.err());
    Outcome path = project.run("run", "plants", "line=2", "shift=1");
    assertEquals(1, path.code());
    assertEquals("", path.out());
    assertEquals(
        """
        error: Missing required parameter 'plant', a part of the path /plants/{plant}/{line}
          = help: give a value on the command line: plant=VALUE
        """,
        path.err());
    Outcome both = project.run("run", "plants", "shift=1");
    assertTrue(both.err().contains("command line: plant=VALUE line=VALUE"), both.err());
    Outcome perf = project.run("perf", "plants", "--param", "shift=1", "--param", "line=2");
    assertEquals(1, perf.code());
    assertTrue(perf.err().contains("command line: --param plant=VALUE"), perf.err());
    for (String verb : List.of("explain", "cache explain")) {
      List<String> words = new ArrayList<>(List.of(verb.split(" ")));
      words.addAll(List.of("plants", "shift=1", "line=2"));
      Outcome explained = project.run(words.toArray(String[]::new));
      assertEquals(verb.equals("explain") ? 1 : 2, explained.code(), verb + explained.err());
      assertTrue(explained.err().contains("plant=VALUE"), verb + explained.err());
    }
    Path target = folder.resolve("plants.csv");
    Outcome whole =
        project.run(
            "run",
            "plants",
            "plant=north",
            "line=2",
            "shift=1",
            "--format",
            "csv",
            "--output",
            target.toString());
    assertEquals(0, whole.code(), whole.err());
    assertTrue(Files.readString(target).contains("north,2,1"), Files.readString(target));
  }

  @Test
  void aQuerySeesModelsAndDataFiles() throws IOException {
    Outcome outcome =
        project.run(
            "query",
            "SELECT sum(n) AS total, (SELECT a FROM read_csv('data/list.csv')) AS a FROM numbers",
            "--output",
            target.toString());
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals("total,a\r\n10,1\r\n", Files.readString(target));
  }

  @Test
  void aQueryThatFailsTellsTheAuthorWhy() {
    Outcome outcome =
        project.run("query", "SELECT CAST('x' || n AS INTEGER) FROM numbers", "--output", "none");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("Conversion"), outcome.err());
    assertFalse(Files.exists(Path.of("none")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "COPY (SELECT 1) TO 'data/stolen.csv' ~ sql/not-a-query",
        "ATTACH 'data/stolen.db' ~ sql/not-a-query",
        "INSTALL httpfs ~ sql/not-a-query",
        "SET threads = 1 ~ sql/not-a-query",
        "SELECT 1; SELECT 2 ~ sql/several-statements",
        "SELECT 1; COPY (SELECT 1) TO 'data/stolen.csv' ~ sql/several-statements",
        "WITH d AS (COPY (SELECT 1) TO 'data/stolen.csv') SELECT * FROM d ~ sql/node-refused",
        "WITH d AS (INSERT INTO numbers VALUES (1) RETURNING *) FROM d ~ sql/node-refused",
        "WITH d AS (DELETE FROM numbers RETURNING *) FROM d ~ sql/node-refused",
        "SELECT getvariable('x') ~ sql/function-refused",
        "FROM query('SELECT 1') ~ sql/function-refused",
        "FROM read_text('/etc/passwd') ~ sql/file-argument",
        "FROM read_text('ducksite.toml') ~ sql/file-argument",
        "FROM read_csv('.ducksite_data/secret.csv') ~ sql/file-argument",
        "FROM read_csv('data/../.ducksite_data/secret.csv') ~ sql/file-argument",
        "FROM read_csv('plugins/secret.csv') ~ sql/file-argument",
        "FROM read_parquet('data' || '/x') ~ sql/file-argument",
        "FROM 'data/../.ducksite_data/secret.csv' ~ sql/file-argument",
        "FROM duckdb_settings() ~ sql/function-refused",
        "FROM nowhere ~ sql/unknown-table",
      })
  void whatAProjectMayNotContainIsRefused(String sql, String code) throws IOException {
    var before = project.files();
    Outcome outcome = project.run("query", sql, "--json");
    assertEquals(1, outcome.code(), outcome.err() + outcome.out());
    assertEquals(code, outcome.json().at("/problems/0/code").asText(), outcome.out());
    assertFalse(outcome.out().contains("SECRET"));
    assertFalse(outcome.out().contains("root:"));
    assertEquals(before, project.files());
  }
}
