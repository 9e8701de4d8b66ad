package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.page.Page;
import ducksite.engine.page.PageExecution;
import ducksite.engine.project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project with every feature that the older product's own demo has: pages with filters, models
 * with parameters, hierarchies, a form, and one chart of each type.
 */
final class OlderDemoTest {

  private static final String TRIPS =
      "SELECT TIMESTAMP '2023-01-01 08:05' + INTERVAL (i * 7) HOUR AS started, 1.0 + i % 9 AS"
          + " distance, 9.5 + i * 3 % 40 AS amount, (i % 5)::DOUBLE AS tip, 1 + i % 3 AS people,"
          + " 1 + i % 4 AS payment FROM range(12) t(i)";

  @TempDir private Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws Exception {
    project = new ProjectOnDisk(root);
    Path older = Path.of(OlderDemoTest.class.getResource("/older/ducksite.toml").toURI());
    try (Stream<Path> files = Files.walk(older.getParent())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        project.file(older.getParent().relativize(file).toString(), Files.readString(file));
      }
    }
    for (String category : List.of("A", "B", "C")) {
      project.parquet(
          "lake/shop-" + category + ".parquet",
          "SELECT '" + category + "' AS category, 10 * i AS value FROM range(1, 3) t(i)");
    }
    project.parquet("lake/trips-2023.parquet", TRIPS);
    for (String level : List.of("day", "month", "year")) {
      project.parquet(
          "lake/levels/" + level + "/l.parquet",
          "SELECT 'c' AS category, '" + level + "' AS period, 1 AS value");
    }
    for (String level : List.of("first", "year", "last")) {
      project.parquet(
          "lake/edges/" + level + "/l.parquet",
          "SELECT 'na' AS region, DATE '2024-12-05' AS max_day, '"
              + level
              + "' AS period, true AS active, 1 AS value");
    }
  }

  @AfterEach
  void end() {
    project.close();
  }

  /** The remedy that the migration names for plugins: one Java file each. */
  private void port() throws IOException {
    String text = Files.readString(root.resolve("ducksite.toml"));
    project.toml(
        text.replace("plugins/mirror.py", "plugins/Mirror.java")
            .replace("plugins/chain.py:build_manifest", "plugins/Chain.java"));
    Files.delete(root.resolve("plugins/mirror.py"));
    Files.delete(root.resolve("plugins/chain.py"));
    project.file(
        "plugins/Mirror.java",
        plugin(
            "Mirror",
            "context.manifestFromParquetDirectory("
                + "java.nio.file.Path.of(\"lake\"), \"data/mirror\", false)"));
    project.file(
        "plugins/Chain.java",
        plugin(
            "Chain",
            "context.manifestFromModelViews(java.util.List.of(\"shop_base\", \"shop_totals\"),"
                + " \"data/chain/views\")"));
  }

  private static String plugin(String name, String manifest) {
    return "import ducksite.api.manifest.*;\npublic final class "
        + name
        + " implements VirtualParquetPlugin {\n  @Override public VirtualParquetManifest"
        + " buildManifest(ManifestContext context) throws Exception {\n    return "
        + manifest
        + ";\n  }\n}\n";
  }

  @Test
  void only_what_the_contract_lists_stands_in_the_way_of_a_build() throws IOException {
    project.compile();
    assertEquals(
        List.of("plugin/python-reference", "plugin/python-reference"),
        project.problems.errors().stream().map(Problem::code).toList());
  }

  @Test
  void every_part_of_every_page_is_there() throws Exception {
    port();
    Site site = project.build().site();
    assertEquals(List.of(), project.problems.errors());
    assertEquals(12, site.pages().size());
    int results = 0;
    for (Page page : site.pages()) {
      PageExecution execution =
          site.pageExecutor().execute(page, page.inputs().choice(Map.of()), () -> false);
      assertEquals(Map.of(), execution.failures(), page.file());
      assertEquals(Map.of(), execution.notes(), page.file());
      execution.results().forEach((id, result) -> assertTrue(result.rowCount() > 0, id));
      results += execution.results().size();
    }
    assertEquals(17, site.page("/gallery/").orElseThrow().charts().size());
    assertTrue(results > 30, results + " results");
    assertEquals(
        List.of("total", "60"),
        project.rows("SELECT sum(value) AS total FROM chain WHERE category < 'C'"));
    assertTrue(Files.exists(root.resolve("static/sql/code/echo.sql")));
    assertTrue(
        Files.readString(root.resolve("static/sql/filters/chosen.sql"))
            .contains("WHERE ${params.category}"));
  }
}
