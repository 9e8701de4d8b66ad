package ducksite.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ducksite.engine.ProjectOnDisk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources whose names hold a dot, as those of files do. */
final class DottedNameTest {

  @TempDir private Path root;

  @Test
  void a_known_name_wins_over_the_file_that_it_looks_like() throws Exception {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project.sales("lake/a.parquet");
      project.parquet("data/my.parquet", "SELECT 7 AS id");
      project.toml(
          """
          [[file_sources]]
          name = "my.source"
          upstream_glob = "lake/*.parquet"
          row_filter = "region <> 'na'"
          template_name = "my.v_[region]"

          [[file_sources]]
          name = "my.csv"
          upstream_glob = "lake/*.parquet"
          """);
      project.file(
          "sources_sql/m.sql",
          "-- name: top\n"
              + "SELECT count(*) AS n FROM \"My.Source\" s JOIN 'my.source' t USING (id)\n");
      project.file("my.csv", "id\n9\n").file("data/my.csv", "id\n9\n");
      project.compiled();
      assertEquals(List.of("n", "2"), project.rows("FROM top"));
      assertEquals(
          List.of("id", "1", "3"), project.rows("SELECT id FROM \"my.source\" ORDER BY id"));
      assertEquals(List.of("id", "1"), project.rows("SELECT id FROM \"my.v_emea\""));
      assertEquals(List.of("id", "7"), project.rows("FROM 'data/my.parquet'"));
      assertEquals(List.of("n", "3"), project.rows("SELECT count(*) AS n FROM 'my.csv'"));
      assertEquals(List.of("id", "9"), project.rows("FROM 'data/my.csv'"));
      for (String sql :
          List.of(
              "FROM \"my.other\"",
              "FROM my.source",
              "WITH \"my.source\" AS (SELECT 1) FROM \"my.source\"",
              "FROM 'lake/a.parquet'")) {
        assertEquals(1, project.refused(sql).size(), sql);
      }
    }
  }
}
