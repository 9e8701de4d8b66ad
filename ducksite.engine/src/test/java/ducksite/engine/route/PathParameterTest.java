package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parameters with {@code guard.mode = "path"} in the place of files. */
final class PathParameterTest extends RouteProject {

  private static final String PARAMETER =
      """
      [params.file]
      default = "data/sales/a.parquet"
      guard = { mode = "path" }
      [params.least]
      type = "int"
      default = 0
      """;
  private static final List<String> HOSTILE =
      List.of(
          "../elsewhere/e.parquet",
          "data/../elsewhere/e.parquet",
          "data/own/../../lake/a.parquet",
          "/etc/passwd",
          "C:x.parquet",
          "data\\plain.parquet",
          "https://example.org/x.parquet",
          "s3://bucket/x.parquet",
          "file:data/plain.parquet",
          "elsewhere/e.parquet",
          "lake/a.parquet",
          "./lake/a.parquet",
          "lake//a.parquet",
          "secret/s.parquet",
          "data/secret/s.parquet",
          "data/link.parquet",
          "data/folder/a.parquet",
          "data/hard.parquet.none",
          "data/*.parquet",
          "data/sales/*.parquet",
          "data/sales/?.parquet",
          "data/sales/[ab].parquet",
          "data/sales/{a,b}.parquet",
          "data/**",
          "**",
          "data",
          "data/",
          "ducksite.toml",
          ".ducksite_data/data_map.sqlite",
          "x' OR TRUE --",
          "data/plain.parquet', filename = true) --",
          "");
  private static final String SQL =
      "SELECT id, region FROM read_parquet($file) WHERE amount >= $least ORDER BY id";

  @BeforeEach
  void sources() throws Exception {
    project.toml(
        """
        [site]
        freshness = "1ms"

        [[file_sources]]
        name = "sales"
        upstream_glob = "lake/*.parquet"
        row_filter = "region <> 'na'"

        [[file_sources]]
        name = "open"
        upstream_glob = "data/own/*.parquet"

        [[file_sources]]
        name = "secret"
        upstream_glob = "secret/*.parquet"
        roles = ["staff"]
        """);
    project.sales("lake/a.parquet");
    project.sales("lake/b.parquet");
    project.sales("lake/odd [b]*.parquet");
    project.sales("data/own/o.parquet");
    project.sales("data/plain.parquet");
    project.sales("secret/s.parquet");
    project.sales("elsewhere/e.parquet");
  }

  @Test
  void a_value_is_read_as_if_it_stood_in_the_text() throws Exception {
    Route route = route(PARAMETER, SQL);
    List<String> kept = List.of("id,region", "1,emea", "3,apac");
    assertEquals(kept, project.rows(route, Map.of()));
    assertEquals(kept, project.rows(route, Map.of("file", "data/sales/b.parquet")));
    assertEquals(kept, project.rows(route, Map.of("file", "data/sales/odd [b]*.parquet")));
    assertEquals(
        List.of("id,region", "3,apac"),
        project.rows(route, Map.of("file", "data/sales/b.parquet", "least", "20")));
    assertEquals(4, project.rows(route, Map.of("file", "data/plain.parquet")).size());
    assertEquals(4, project.rows(route, Map.of("file", "data/open/o.parquet")).size());
    String a = plan(route, query("file", "data/sales/a.parquet")).entityTag().orElseThrow();
    assertNotEquals(
        a, plan(route, query("file", "data/sales/b.parquet")).entityTag().orElseThrow());
    assertEquals(a, plan(route, query()).entityTag().orElseThrow());
  }

  @Test
  void a_plain_file_that_changes_changes_the_answer() throws Exception {
    Route route = route(PARAMETER, SQL);
    RouteRequest request = query("file", "data/plain.parquet");
    String tag = plan(route, request).entityTag().orElseThrow();
    project.parquet("data/plain.parquet", "SELECT 9 AS id, 'new' AS region, 1 AS amount");
    RoutePlan plan = plan(route, request);
    assertFalse(plan.inputsAreUnchanged() && plan.entityTag().orElseThrow().equals(tag));
    assertNotEquals(tag, plan(route, request).entityTag().orElseThrow());
    assertEquals(
        List.of("id,region", "9,new"), project.rows(route, Map.of("file", "data/plain.parquet")));
  }

  @Test
  void what_is_no_single_readable_file_is_refused_without_a_word_about_it() throws Exception {
    Files.createSymbolicLink(root.resolve("data/link.parquet"), root.resolve("lake/a.parquet"));
    Files.createSymbolicLink(root.resolve("data/folder"), root.resolve("lake"));
    Route route = route(PARAMETER, SQL);
    for (String value : HOSTILE) {
      RouteException refused = refused(route, query("file", value));
      assertEquals(RouteException.Kind.INVALID_PARAMETER, refused.kind(), value);
      assertEquals("file", refused.parameter());
      assertTrue(
          List.of(
                  "Parameter 'file': this is no file that can be read here",
                  "Parameter 'file': this value is not allowed")
              .contains(refused.getMessage()),
          refused.getMessage());
      assertFalse(refused.hint().contains(root.toString()));
    }
  }

  @Test
  void a_parameter_without_the_guard_or_without_a_default_is_a_problem() throws Exception {
    for (String parameter :
        List.of(
            "[params.file]\ndefault = \"data/sales/a.parquet\"\n",
            "[params.file]\nguard = { mode = \"path\" }\n")) {
      project
          .file("routes_src/r.toml", parameter)
          .file("routes_src/r.sql", "FROM read_parquet($file)");
      project.compile();
      assertTrue(project.codes().contains("sql/file-argument"), project.codes().toString());
    }
  }

  @Test
  void an_option_of_the_call_stays_and_none_may_show_where_files_lie() throws Exception {
    project.file("data/c.csv", "a;b\n1;2\n");
    Route route =
        route(
            "[params.file]\ndefault = \"data/c.csv\"\nguard = { mode = \"path\" }\n",
            "SELECT * FROM read_csv($file, delim = ';')");
    project.file("data/d.csv", "a;b\n3;4\n");
    assertEquals(List.of("a,b", "3,4"), project.rows(route, Map.of("file", "data/d.csv")));
    assertEquals(
        RouteException.Kind.INVALID_PARAMETER,
        refused(route, query("file", "data/sales/a.parquet")).kind());
  }
}
