package ducksite.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.route.RouteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source shows rows of region emea alone; whoever gets another row has got around its filter. */
final class RowFilterTest {

  @TempDir static Path root;
  private static ProjectOnDisk project;

  @BeforeAll
  static void build() throws IOException {
    project = new ProjectOnDisk(root);
    project.sales("data/a.parquet");
    project.sales("data/*.parquet");
    project.sales("odd/a*.parquet");
    project.sales("odd/ab.parquet");
    project.sales("data/other.parquet");
    Files.createSymbolicLink(root.resolve("data/link.parquet"), root.resolve("data/a.parquet"));
    Files.createSymbolicLink(root.resolve("data/folder"), root.resolve("data"));
    project
        .file("data/c.csv", "id,v\n1,2\n")
        .file("data/t.txt", "text")
        .file(
            "sources_sql/models.sql",
            """
            -- name: Through
            SELECT * FROM Secret
            -- name: twice
            SELECT a.id, b.region FROM through a JOIN "SECRET" b USING (id)
            """)
        .toml(
            """
            [[file_sources]]
            name = "secret"
            upstream_glob = "data/a.parquet"
            row_filter = "region = 'emea' -- nothing else"

            [[file_sources]]
            name = "odd"
            upstream_glob = "odd/*.parquet"
            row_filter = "region = 'emea'"

            [[file_sources]]
            upstream_glob = "data/other.parquet"

            [[file_sources]]
            upstream_glob = "data/a.parquet"
            row_filter = "region = 'emea'"
            """);
    project.compiled();
  }

  @AfterAll
  static void close() {
    project.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, region FROM secret",
        "SELECT id, region FROM SECRET",
        "SELECT id, region FROM \"secret\"",
        "SELECT id, region FROM through",
        "SELECT id, region FROM twice",
        "SELECT id, region FROM read_parquet('data/secret/a.parquet')",
        "SELECT id, region FROM parquet_scan(['data/secret/a.parquet'])",
        "SELECT id, region FROM Read_Parquet('data/secret/*.parquet', union_by_name := true)",
        "SELECT id, region FROM read_parquet('data/secret/**')",
        "SELECT id, region FROM 'data/secret/a.parquet'",
        "SELECT id, region FROM \"data/secret/a.parquet\"",
        "SELECT id, region FROM 'data/a.parquet'",
        "FROM secret SELECT id, region",
        "SELECT id, region FROM secret UNION SELECT id, region FROM 'data/secret/a.parquet'",
        "SELECT id, region FROM secret WHERE true OR (1 = 1)",
        "WITH t AS (SELECT * FROM secret), secret AS (SELECT 9 AS id, 'na' AS region)"
            + " SELECT id, region FROM t",
        "WITH Secret AS (SELECT * FROM secret) SELECT id, region FROM secret",
        "SELECT id, region FROM (WITH t AS (FROM secret), secret AS (SELECT 7) FROM t)",
        "WITH RECURSIVE r AS (SELECT id, region FROM secret UNION ALL"
            + " SELECT id + 1, region FROM r WHERE id < 1) FROM r",
        "SELECT id, region FROM secret, (WITH secret AS (SELECT 5 AS x) FROM secret)",
        "SELECT (SELECT max(id) FROM secret) AS id, (SELECT min(region) FROM secret) AS region",
      })
  void every_way_of_naming_the_source_gives_the_filtered_rows(String sql) throws Exception {
    assertEquals(List.of("id,region", "1,emea"), project.rows(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./data/a.parquet",
        "data//a.parquet",
        "data/../data/a.parquet",
        "data/./a.parquet",
        "data/link.parquet",
        "data/l*.parquet",
        "data/folder/a.parquet",
        "./data/{a,b}.parquet",
        "./data/**",
        "data\\\\a.parquet",
        "file:data/a.parquet",
        "file:///data/a.parquet",
        "~/a.parquet",
        "DATA/a.parquet",
        "data/a.PARQUET",
        "",
      })
  void other_forms_of_the_physical_path_are_refused(String path) {
    for (String reader : List.of("read_parquet", "parquet_scan", "read_text", "read_csv")) {
      String sql = "SELECT * FROM " + reader + "('" + path + "')";
      assertEquals("sql/file-argument", project.refused(sql).getFirst().code(), sql);
    }
  }

  @Test
  void the_absolute_path_is_refused() {
    assertEquals(
        "sql/file-argument",
        project.refused("FROM '" + root.resolve("data/a.parquet") + "'").getFirst().code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read_text('data/secret/a.parquet')",
        "read_blob('data/secret/a.parquet')",
        "read_csv('data/secret/a.parquet')",
        "parquet_metadata('data/secret/a.parquet')",
        "parquet_schema('data/secret/a.parquet')",
        "parquet_kv_metadata('data/secret/a.parquet')",
        "parquet_file_metadata('data/a.parquet')",
        "glob('data/*')",
        "read_parquet(['data/secret/a.parquet', 'data/c.csv'])",
        "read_parquet('data/secret/a.parquet', filename = true)",
        "read_csv('data/c.csv', \"FileName\" := 'f')",
        "query('FROM secret')",
        "query_table('secret')",
        "main.secret",
      })
  void what_could_show_other_rows_statistics_or_paths_is_refused(String table) {
    assertFalse(project.refused("SELECT * FROM " + table).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT filename FROM secret",
        "SELECT filename FROM read_parquet('data/secret/a.parquet')",
        "SELECT c.filename FROM read_csv('data/c.csv') c",
        "SELECT filename FROM 'data/c.csv'",
        "SELECT file_index FROM read_csv('data/c.csv')",
      })
  void the_hidden_column_with_the_physical_path_cannot_be_named(String sql) {
    assertEquals("sql/invalid", project.refused(sql).getFirst().code());
  }

  @Test
  void read_text_tells_names_without_folders() throws Exception {
    assertEquals(
        List.of("filename,content", "t.txt,text"),
        project.rows("SELECT filename, content FROM read_text('data/t.txt')"));
  }

  /** DuckDB expands wildcards in every path it is given, those of the data map too. */
  @Test
  void a_file_named_like_a_pattern_stands_for_itself_alone() throws Exception {
    assertEquals(List.of("n", "2"), project.rows("SELECT count(*) AS n FROM odd"));
    assertEquals(
        List.of("n", "3"),
        project.rows("SELECT count(*) AS n FROM read_parquet('data/[*].parquet')"));
  }

  @Test
  void a_list_with_files_of_two_sources_keeps_each_filter() throws Exception {
    assertEquals(
        List.of("n,others", "4,2"),
        project.rows(
            "SELECT count(*) AS n, count(*) FILTER (WHERE region <> 'emea') AS others"
                + " FROM read_parquet(['data/secret/a.parquet', 'data/other.parquet'])"));
  }

  @Test
  void sources_without_a_name_do_not_share_their_filters() throws Exception {
    assertEquals(List.of("n", "1"), project.rows("SELECT count(*) n FROM 'data/a.parquet'"));
    assertEquals(List.of("n", "3"), project.rows("SELECT count(*) n FROM 'data/other.parquet'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true) OR (1=1",
        "1 = 1; SELECT 1",
        "id IN (SELECT id FROM secret)",
        "id IN (SELECT id FROM 'data/a.parquet')",
        "id = $id",
        "id = ",
        "(id = 1",
        "id = 1 /* open",
        "id = 'x",
      })
  void a_filter_that_could_leave_its_place_closes_its_source(String filter, @TempDir Path folder)
      throws Exception {
    try (ProjectOnDisk other = new ProjectOnDisk(folder)) {
      other.sales("data/a.parquet");
      other
          .toml(
              """
              [[file_sources]]
              name = "s"
              upstream_glob = "data/a.parquet"
              row_filter = '''%s'''
              """
                  .formatted(filter))
          .file("sources_sql/m.sql", "-- name: m\nSELECT * FROM s\n");
      var site = other.compile();
      assertEquals(List.of("data/row-filter"), other.codes());
      assertEquals(4, other.problem("data/row-filter").line());
      assertTrue(site.query("FROM s", new ducksite.engine.project.Problems()).isEmpty());
      assertEquals(List.of("n", "0"), other.rows("SELECT count(*) n FROM 'data/s/a.parquet'"));
      assertTrue(
          site.downloads().serve(site.dataMap().files().getFirst())
              instanceof ducksite.engine.datamap.ServedFile.Refused);
    }
  }

  @Test
  void a_filter_that_changes_by_itself_takes_the_entity_tag_away(@TempDir Path folder)
      throws IOException, RouteException {
    try (ProjectOnDisk other = new ProjectOnDisk(folder)) {
      other.parquet("data/a.parquet", "SELECT TIMESTAMP '2020-01-01' AS seen");
      other.toml(
          """
          [[file_sources]]
          name = "s"
          upstream_glob = "data/a.parquet"
          row_filter = "seen < now()"
          [[file_sources]]
          name = "fixed"
          upstream_glob = "data/a.parquet"
          row_filter = "seen < TIMESTAMP '2021-01-01'"
          """);
      var site = other.compiled();
      assertTrue(site.queries().get("s").sql().isVolatile());
      assertFalse(site.queries().get("fixed").sql().isVolatile());
      assertEquals(List.of("n", "1"), other.rows("SELECT count(*) n FROM s"));
    }
  }
}
