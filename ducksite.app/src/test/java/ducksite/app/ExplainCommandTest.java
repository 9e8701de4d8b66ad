package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} and {@code query --model}. */
final class ExplainCommandTest {

  @TempDir private Path folder;

  @Test
  void aRouteIsExplainedWithItsParameters() throws IOException {
    Outcome outcome = TestProject.small(folder).run("explain", "above", "least=3", "--json");
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals("n", outcome.json().at("/columns/0/name").asText());
    assertEquals("numbers", outcome.json().at("/reads/0").asText());
    assertTrue(outcome.json().get("plan").asText().contains("range"), outcome.out());
    Outcome wrong = TestProject.small(folder).run("explain", "above", "least=x");
    assertEquals(1, wrong.code());
    assertTrue(wrong.err().contains("least"), wrong.err());
  }

  @Test
  void aSourceShowsItsFilesAndItsFilter() throws IOException {
    TestProject project = TestProject.small(folder.resolve("site"));
    Outcome made =
        project.run(
            "run", "above", "--format", "parquet", "--output", folder.resolve("n.parquet") + "");
    assertEquals(0, made.code(), made.err());
    Files.createDirectories(project.root.resolve("data"));
    Files.copy(folder.resolve("n.parquet"), project.root.resolve("data/n.parquet"));
    project.file(
        "ducksite.toml",
        """
        [[file_sources]]
        name = "kept"
        upstream_glob = "data/*.parquet"
        row_filter = "n > 2"
        """);
    Outcome outcome = project.run("explain", "kept");
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(
        outcome
            .out()
            .contains("source  kept\n  files   1 named, 1 opened, 0 left out (no row can match); "),
        outcome.out());
    assertTrue(outcome.out().contains("filter  n > 2"), outcome.out());
    assertTrue(outcome.out().contains("data/kept/n.parquet"), outcome.out());
    Path rows = folder.resolve("rows.csv");
    assertEquals(0, project.run("query", "--model", "KEPT", "--output", rows.toString()).code());
    assertEquals("n\r\n3\r\n4\r\n", Files.readString(rows));
  }

  @Test
  void aWindowTellsHowManyFilesOfHowManyItReads() throws IOException {
    TestProject project = TestProject.small(folder.resolve("site"));
    Path up = Files.createDirectories(project.root.resolve("data"));
    for (String least : List.of("0", "2", "3")) {
      Path made = up.resolve(least + ".parquet");
      assertEquals(
          0,
          project
              .run("run", "above", "least=" + least, "--format", "parquet", "--output", "" + made)
              .code());
    }
    project
        .file(
            "ducksite.toml",
            "[[file_sources]]\nname = \"kept\"\nupstream_glob = \"data/*.parquet\"\n")
        .file("routes_src/low.toml", "[params.most]\ntype = \"int\"\n")
        .file("routes_src/low.sql", "SELECT n FROM kept WHERE n <= $most");
    Outcome outcome = project.run("explain", "low", "most=2", "--json");
    assertEquals(0, outcome.code(), outcome.err());
    // Each file begins with the number it is named after: 3.parquet alone has nothing up to 2.
    assertEquals(2, outcome.json().at("/files/read").asInt(), outcome.out());
    assertEquals(3, outcome.json().at("/files/of").asInt());
    assertEquals(1, outcome.json().at("/sources/0/pruned").asInt());
    project.file(
        "content/index.md",
        "```input most\nvisual_mode: text\nexpression_template: n <= ?\n```\n\n"
            + "```sql q\nSELECT n FROM kept WHERE n <= 2 AND ${params.most}\n```\n\n"
            + "```sql one\nFROM read_parquet('data/kept/0*')\n```\n");
    Outcome page = project.run("explain", "/#q", "most=1", "--json");
    assertEquals(0, page.code(), page.err());
    assertEquals(1, page.json().at("/sources/0/read").asInt(), page.out());
    assertEquals(3, page.json().at("/sources/0/of").asInt());
    // A glob is as large as what it names, not as its source.
    assertEquals(1, project.run("explain", "/#one", "--json").json().at("/files/of").asInt());
    assertTrue(project.run("explain", "/").err().contains("/#q, /#one"));
    assertTrue(
        project
            .run("explain", "low", "most=9")
            .out()
            .contains("files   3 named, 3 opened, 0 left out"));
  }

  @Test
  void anUnknownNameIsSuggestedAndABrokenOneReported() throws IOException {
    Outcome unknown = TestProject.small(folder.resolve("a")).run("explain", "abov");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("did you mean `above`?"), unknown.err());
    Outcome broken =
        TestProject.small(folder.resolve("b"))
            .file("routes_src/above.sql", "SELECT FROM")
            .run("explain", "above");
    assertEquals(1, broken.code());
    assertTrue(broken.err().contains("above.sql"), broken.err());
  }

  @Test
  void aQueryNeedsEitherSqlOrAModel() throws IOException {
    TestProject project = TestProject.small(folder);
    assertEquals(2, project.run("query").code());
    assertEquals(2, project.run("query", "SELECT 1", "--model", "numbers").code());
    Outcome hostile = project.run("query", "--model", "numbers\"; DROP TABLE x; --");
    assertEquals(1, hostile.code());
    assertTrue(hostile.err().contains("there is no model or file source"), hostile.err());
  }
}
