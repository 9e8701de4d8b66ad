package ducksite.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelCompilerTest {

  @TempDir Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
  }

  @AfterEach
  void end() {
    project.close();
  }

  private Site models(String sql) throws IOException {
    return project.file("sources_sql/m.sql", sql).compile();
  }

  private Site compiled(String sql) throws IOException {
    Site site = models(sql);
    assertEquals(List.of(), project.found());
    return site;
  }

  @Test
  void a_model_over_a_model_becomes_one_query_and_tells_its_dependency() throws Exception {
    Site site =
        compiled(
            """
            -- name: numbers_stats
            SELECT count(*) AS n FROM numbers
            -- name: numbers
            SELECT * FROM range(5) t(i)
            """);
    CompiledSql stats = site.queries().get("numbers_stats").sql();
    assertEquals(List.of("numbers"), stats.dependencies());
    assertTrue(stats.artefact().startsWith("WITH \"numbers\" AS ("), stats.artefact());
    assertEquals(List.of("numbers", "numbers_stats"), List.copyOf(site.queries().keySet()));
    assertEquals(List.of("n", "5"), project.rows("FROM numbers_stats"));
  }

  @Test
  void diamonds_odd_case_comments_and_common_tables_compile() throws Exception {
    compiled(
        """
        -- name: Base
        SELECT 1 AS x -- the end
        -- name: left_side
        SELECT x FROM BASE /* not right_side */;
        -- name: right_side
        WITH base2 AS (SELECT x FROM "base") SELECT x + 1 AS x FROM base2
        -- name: top
        WITH RECURSIVE r AS (SELECT x FROM left_side UNION ALL SELECT x + 1 FROM r WHERE x < 3),
        right_side AS (SELECT * FROM RIGHT_SIDE)
        SELECT sum(r.x) AS total, count(*) AS n FROM r JOIN right_side ON true
        """);
    assertEquals(List.of("total,n", "6,3"), project.rows("FROM top"));
  }

  @Test
  void the_four_ways_of_naming_the_wrong_table_have_four_codes() throws IOException {
    project.file(
        "content/index.md", "```sql one\nSELECT 1\n```\n\n```sql two\nSELECT * FROM one\n```\n");
    models(
        """
        -- name: itself
        SELECT * FROM Itself
        -- name: lost
        SELECT *
        FROM nowhere
        -- name: a
        SELECT * FROM b
        -- name: b
        SELECT * FROM a
        -- name: reader
        SELECT * FROM a
        """);
    assertEquals(
        List.of(
            "sql/page-query-as-table content/index.md:6:15",
            "sql/self-reference sources_sql/m.sql:2:15",
            "sql/unknown-table sources_sql/m.sql:5:6",
            "sql/cycle sources_sql/m.sql:7:1"),
        project.found());
    assertTrue(project.problem("sql/cycle").message().endsWith("a -> b -> a"));
  }

  @Test
  void circles_that_share_a_model_leave_nothing_that_reads_them() throws IOException {
    Site site =
        models(
            """
            -- name: a
            SELECT * FROM b
            -- name: b
            SELECT * FROM a, c
            -- name: c
            SELECT * FROM b
            -- name: d
            SELECT * FROM c
            -- name: alone
            SELECT 1 AS one
            """);
    assertEquals(List.of("alone"), List.copyOf(site.queries().keySet()));
    assertEquals(List.of("sql/cycle", "sql/cycle"), project.codes());
  }

  @Test
  void a_model_takes_the_place_of_a_source() throws Exception {
    project.sales("data/a.parquet");
    project.toml("[[file_sources]]\nname = \"sales\"\nupstream_glob = \"data/a.parquet\"\n");
    models("-- name: sales\nSELECT 1 AS one\n-- name: other\nFROM SALES\n");
    assertEquals(List.of("sql/duplicate-name sources_sql/m.sql:2:1"), project.found());
    assertEquals(List.of(), project.problems.errors());
    assertEquals(List.of("one", "1"), project.rows("FROM other"));
  }

  @Test
  void what_duckdb_cannot_plan_is_reported_at_the_name_it_complains_about() throws IOException {
    models("-- name: m\nSELECT i,\n  wrong_column\nFROM range(3) t(i)\n");
    assertEquals(List.of("sql/invalid sources_sql/m.sql:3:3"), project.found());
  }

  @Test
  void describe_and_summarize_work_over_models() throws Exception {
    compiled("-- name: m\nSELECT 1 AS x\n-- name: about\nSUMMARIZE m\n");
    assertEquals(
        List.of("column_name,max", "x,1"), project.rows("SELECT column_name, max FROM about"));
    assertEquals("column_name,column_type", project.rows("DESCRIBE m").getFirst().substring(0, 23));
  }

  @Test
  void a_placeholder_in_a_model_must_be_declared_by_the_route_that_reads_it() throws Exception {
    project
        .file("routes_src/good.toml", "[params.least]\ntype = \"int\"\ndefault = 2\n")
        .file("routes_src/good.sql", "SELECT i FROM m")
        .file("routes_src/bad.toml", "")
        .file("routes_src/bad.sql", "SELECT i FROM m");
    Site site = models("-- name: m\nSELECT i FROM range(4) t(i) WHERE i >= $least\n");
    assertEquals(1, project.problem("route/placeholder-undeclared").line());
    assertEquals(
        List.of("i", "3"), project.rows(site.route("good").orElseThrow(), Map.of("least", "3")));
    assertTrue(site.route("bad").isEmpty());
  }

  @Test
  void files_below_allowed_folders_are_read_and_others_are_not() throws Exception {
    project
        .file("data/deep/a b'c%.csv", "v\n1\n")
        .file("data/deep/b.csv", "v\n2\n")
        .file("data/x.toml", "v\n1\n")
        .file("data/y.TOML", "v\n1\n")
        .file("elsewhere/c.csv", "v\n3\n")
        .file("plugins/p.csv", "v\n3\n");
    Files.createSymbolicLink(root.resolve("data/out.csv"), root.resolve("elsewhere/c.csv"));
    project.compiled();
    // The link leads out: it may not be read, and the pattern met it.
    assertEquals(
        List.of("sql/file-argument"),
        project.refused("FROM read_csv('data/*.csv')").stream().map(p -> p.code()).toList());
    assertEquals(
        List.of("s", "3"), project.rows("SELECT sum(v) AS s FROM read_csv('data/deep/*.csv')"));
    assertEquals(List.of("v", "1"), project.rows("FROM read_csv('data/deep/a b''c%.csv')"));
    for (String path :
        List.of(
            "elsewhere/c.csv",
            "data/../elsewhere/c.csv",
            "data/out.csv",
            "data/x.toml",
            "data/y.TOML",
            "ducksite.toml",
            "plugins/p.csv",
            ".ducksite_data/current",
            "/etc/passwd",
            "https://example.org/x.csv",
            "data/none.csv",
            "data/[.csv")) {
      assertEquals(
          "sql/file-argument",
          project.refused("SELECT * FROM read_csv('" + path + "')").getFirst().code(),
          path);
    }
  }
}
