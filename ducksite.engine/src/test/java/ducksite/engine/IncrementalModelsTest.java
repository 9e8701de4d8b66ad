package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What has not changed is not planned again, and what comes out is the same as of a clean build.
 */
final class IncrementalModelsTest {

  private static final String MODELS =
      """
      -- name: base
      SELECT id, region, amount FROM sales
      -- name: totals
      SELECT region, sum(amount) AS total FROM base GROUP BY region
      -- name: top
      FROM totals ORDER BY total DESC LIMIT 2
      -- name: alone
      SELECT 1 AS one
      """;

  @TempDir private Path folder;

  private static void write(ProjectOnDisk project) throws IOException {
    project.sales("data/a.parquet");
    project.toml(
        "[[file_sources]]\nname = \"sales\"\nupstream_glob = \"data/*.parquet\"\n"
            + "row_filter = \"amount > 1\"\n");
    project.file("sources_sql/m.sql", MODELS);
    project.file("content/index.md", "```sql a\nFROM top\n```\n\n```sql b\nFROM alone\n```\n");
    project.file("content/other.md", "```sql c\nSELECT count(*) AS n FROM base\n```\n");
  }

  private static Map<String, String> exported(ProjectOnDisk project) throws IOException {
    Map<String, String> files = new TreeMap<>();
    Path exported = project.root.resolve("static/sql");
    try (Stream<Path> all = Files.walk(exported)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(exported.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  @Test
  void an_edit_plans_what_it_touches_and_gives_what_a_clean_build_gives() throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(folder.resolve("edited"))) {
      write(project);
      // One source, four models, three queries of pages.
      assertEquals(8, project.build().site().planned());
      assertEquals(0, project.build().site().planned());

      project.file("content/other.md", "```sql c\nSELECT max(id) AS n FROM base\n```\n");
      assertEquals(1, project.build().site().planned());

      project.file("sources_sql/m.sql", MODELS.replace("1 AS one", "2 AS two"));
      // The model, and the query of the page that reads it.
      assertEquals(2, project.build().site().planned());

      project.file(
          "sources_sql/m.sql",
          MODELS.replace("1 AS one", "2 AS two").replace("LIMIT 2", "LIMIT 1"));
      assertEquals(2, project.build().site().planned());
      assertEquals(List.of(), project.problems.errors());

      try (ProjectOnDisk clean = new ProjectOnDisk(folder.resolve("clean"))) {
        write(clean);
        for (String file : List.of("content/other.md", "sources_sql/m.sql")) {
          clean.file(file, Files.readString(project.root.resolve(file)));
        }
        assertEquals(8, clean.build().site().planned());
        assertEquals(exported(clean), exported(project));
      }
    }
  }

  @Test
  void many_models_on_several_threads_give_the_same_problems_in_the_same_order()
      throws IOException {
    StringBuilder models = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      models.append("-- name: m").append(i).append("\nSELECT ");
      models.append(i % 3 == 0 ? "lost_" + i : "a AS b" + i).append(" FROM (SELECT 1 AS a)\n");
    }
    List<String> first = null;
    for (int round = 0; round < 3; round++) {
      try (ProjectOnDisk project = new ProjectOnDisk(folder.resolve("r" + round))) {
        project.file("sources_sql/m.sql", models.toString());
        Site site = project.compile();
        assertEquals(40, site.queries().size());
        List<String> found = project.problems.all().stream().map(Problem::toString).toList();
        assertEquals(20, found.size());
        first = first == null ? found : first;
        assertEquals(first, found);
      }
    }
  }

  @Test
  void a_broken_model_that_nobody_reads_costs_no_reader_anything() throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(folder.resolve("p"))) {
      write(project);
      project.file("sources_sql/n.sql", "-- name: wrong\nSELECT lost FROM sales\n");
      Site site = project.compile();
      assertEquals(List.of("sql/invalid sources_sql/n.sql:2:8"), project.found());
      assertEquals(List.of(), site.costlyErrors());
      assertEquals(3, site.pages().stream().mapToInt(page -> page.queries().size()).sum());

      project.file("content/other.md", "```sql c\nFROM wrong\n```\n");
      site = project.compile();
      assertEquals(1, site.costlyErrors().size());
    }
  }

  @Test
  void the_line_of_figures_tells_the_real_bytes() throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(folder.resolve("p"))) {
      write(project);
      project.sales("data/b.parquet");
      long bytes = Files.size(project.root.resolve("data/a.parquet"));
      project.build();
      String line = exported(project).get("_global/top.sql").lines().findFirst().orElseThrow();
      assertTrue(
          line.startsWith(
              "-- METRICS: num_files=2 total_bytes_cold="
                  + 2 * bytes
                  + " largest_file_bytes="
                  + bytes
                  + " two_largest_bytes="
                  + 2 * bytes
                  + " avg_file_bytes="
                  + bytes
                  + ".00 sql_bytes="),
          line);
    }
  }
}
