package ducksite.engine.datamap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels of a source: what each reads, under which filters. */
final class HierarchyTest {

  private static final String LEVELS =
      """
      [[file_sources]]
      name = "events"
      upstream_glob = "up/**/*.parquet"
      row_filter = "n >= 0"
      hierarchy = [
        { pattern = "data/events/month/*.parquet", row_filter = "d < DATE '2024-02-01'" },
        { pattern = "data/events/day/*.parquet", row_filter = "d >= DATE '2024-02-01'" },
      ]
      hierarchy_before = [{ pattern = "data/events/year/*.parquet", row_filter = "d < DATE '2024-01-01'" }]
      hierarchy_after = [{ pattern = "data/events/late/*.parquet" }]
      """;

  @TempDir private Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void files() throws IOException {
    project = new ProjectOnDisk(root);
    days("up/year/2023.parquet", "2023-12-01", 60);
    days("up/month/01.parquet", "2024-01-01", 40);
    days("up/day/0201.parquet", "2024-01-31", 3);
    days("up/late/x.parquet", "2025-01-01", 1);
  }

  @AfterEach
  void close() {
    project.close();
  }

  private void days(String name, String first, int count) throws IOException {
    project.parquet(
        name,
        "SELECT (DATE '%s' + i::INTEGER)::DATE AS d, i - 1 AS n FROM range(%d) t(i)"
            .formatted(first, count));
  }

  @Test
  void levels_are_read_in_order_each_with_its_filter() throws Exception {
    project.toml(LEVELS);
    Site site = project.compiled();
    assertEquals(
        List.of("n,first,last", "62,2023-12-02,2024-02-02"),
        project.rows("SELECT count(*) n, min(d) first, max(d) last FROM events"));
    String sql = site.queries().get("events").sql().artefact();
    List<String> order =
        List.of(
            "year/2023", "2024-01-01'", "month/01", "< DATE '2024-02-01'", "day/0201", ">= DATE");
    int at = 0;
    for (String text : order) {
      at = sql.indexOf(text, at);
      assertTrue(at >= 0, text + " in order in " + sql);
    }
  }

  @Test
  void the_filters_of_levels_hold_for_a_file_read_by_its_key() throws Exception {
    project.toml(LEVELS);
    project.compiled();
    assertEquals(
        List.of("last", "2023-12-31"),
        project.rows("SELECT max(d) AS last FROM 'data/events/year/2023.parquet'"));
    assertEquals(
        List.of("n", "62"),
        project.rows("SELECT count(*) AS n FROM read_parquet('data/events/**')"));
  }

  @Test
  void a_row_that_two_levels_keep_is_there_twice_as_in_a_union_of_all() throws Exception {
    project.toml(
        """
        [[file_sources]]
        name = "e"
        upstream_glob = "up/**/*.parquet"
        hierarchy = [
          { pattern = "data/e/year/*.parquet", row_filter = "d < DATE '2024-01-01' -- old" },
          { pattern = "data/e/y*/*.parquet", row_filter = "d < DATE '2024-01-15' OR d IS NULL" },
          { pattern = "data/e/year/*.parquet" },
          { pattern = "data/e/**" },
        ]
        """);
    project.compiled();
    assertEquals(
        List.of("n,days", "240,72"),
        project.rows("SELECT count(*) n, count(DISTINCT d) AS days FROM e"));
    assertEquals(
        List.of("n", "104"), project.rows("SELECT count(*) n FROM read_parquet('data/e/**')"));
  }

  @Test
  void a_filter_of_a_level_that_could_leave_its_place_closes_the_source() throws Exception {
    project.toml(
        """
        [[file_sources]]
        name = "e"
        upstream_glob = "up/**/*.parquet"
        hierarchy = [
          { pattern = "data/e/year/*.parquet" },
          { pattern = "data/e/day/*.parquet", row_filter = "true) OR (1=1" },
        ]
        """);
    project.compile();
    assertEquals(List.of("data/row-filter ducksite.toml:6:39"), project.found());
    assertEquals(
        List.of("n", "0"), project.rows("SELECT count(*) n FROM read_parquet('data/e/**')"));
  }

  @Test
  void the_pattern_of_a_level_that_is_none_is_a_problem_at_its_place() throws Exception {
    project.toml(
        """
        [[file_sources]]
        name = "e"
        upstream_glob = "up/**/*.parquet"
        hierarchy = [{ pattern = "data/e/[x" }]
        """);
    project.compile();
    assertEquals(List.of("config/pattern ducksite.toml:4:16"), project.found());
  }

  @Test
  void levels_below_static_need_no_upstream() throws Exception {
    days("static/data/old/a.parquet", "2024-01-01", 2);
    days("static/data/new/b.parquet", "2024-01-03", 2);
    project.toml(
        """
        [[file_sources]]
        name = "e"
        hierarchy = [{ pattern = "data/old/*" }, { pattern = "data/*/*", row_filter = "n >= 0" }]
        """);
    project.compiled();
    assertEquals(List.of("n", "4"), project.rows("SELECT count(*) n FROM e"));
  }

  @Test
  void columns_meet_by_name_or_by_position() throws Exception {
    project.parquet("u/a.parquet", "SELECT 1 AS x, 2 AS y");
    project.parquet("u/b.parquet", "SELECT 3 AS y, 4 AS x");
    String toml =
        """
        [[file_sources]]
        name = "e"
        upstream_glob = "u/*"
        hierarchy = [{ pattern = "data/e/a.parquet" }, { pattern = "data/e/b.parquet" }]
        union_mode = "%s"
        """;
    project.toml(toml.formatted("union_all_by_name")).compiled();
    assertEquals(List.of("x,y", "5,5"), project.rows("SELECT sum(x) x, sum(y) y FROM e"));
    project.toml(toml.formatted("union_all")).compiled();
    assertEquals(List.of("x,y", "4,6"), project.rows("SELECT sum(x) x, sum(y) y FROM e"));
  }
}
