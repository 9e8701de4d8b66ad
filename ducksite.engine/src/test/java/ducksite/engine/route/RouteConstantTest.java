package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code [const]} of routes and of the project. */
final class RouteConstantTest extends RouteProject {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const",
        "CONST",
        "consts",
        "constant",
        "Constants",
        "server.const",
        "server.constants",
        "route.const",
        "ROUTE.constants",
        "secrets"
      })
  void every_prefix_leads_to_the_one_namespace(String prefix) throws Exception {
    project.toml("[const]\nplant = \"US01\"\n");
    Route route = compiled("", "SELECT {{" + prefix + ".plant}} AS plant");
    assertEquals(List.of("plant", "US01"), project.rows(route, Map.of()));
  }

  @Test
  void all_sections_are_one_namespace_and_types_are_kept() throws Exception {
    project.toml(
        """
        [const]
        b = true
        [server.const]
        n = 7
        [server.constants]
        f = 1.5
        """);
    Route route =
        compiled(
            """
            [const]
            d = 2024-02-29
            [constants]
            t = 2024-02-29T10:11:12
            s = "O'Brian"
            z = { type = "varchar", value = 7 }
            i = { type = "Integer", value = "12" }
            g = { type = "double", value = 2 }
            m = { type = "numeric", value = "-12345678901234567890.25" }
            e = { type = "decimal", value = 1e5 }
            """,
            """
            SELECT typeof({{const.b}}) AS b, typeof({{const.n}}) AS n, typeof({{ const.f }}) AS f,
              typeof({{const.d}}) AS d, typeof({{const.t}}) AS t, {{const.s}} AS s,
              typeof({{const.z}}) AS z, typeof({{const.i}}) AS i, typeof({{const.g}}) AS g,
              -{{const.m}} AS m, {{const.e}} + 0 AS e, {{const.i}} + {{const.i}} AS twice
            """);
    List<String> rows = project.rows(route, Map.of());
    assertEquals("b,n,f,d,t,s,z,i,g,m,e,twice", rows.getFirst());
    assertTrue(
        rows.getLast()
            .matches(
                "BOOLEAN,\"DECIMAL\\(\\d+,0\\)\",\"DECIMAL\\(\\d+,1\\)\",DATE,TIMESTAMP,O'Brian,VARCHAR,"
                    + "BIGINT,DOUBLE,12345678901234567890.25,100000\\.0,24"),
        rows.getLast());
  }

  @Test
  void an_identifier_is_written_into_the_text_and_a_value_into_quotes() throws Exception {
    project.sales("data/sales.parquet");
    project.file("sources_sql/m.sql", "-- name: daily_sales\nFROM 'data/sales.parquet'\n");
    project.toml(
        "[[file_sources]]\nname = \"mart.customers\"\nupstream_glob = \"data/*.parquet\"\n");
    Route route =
        compiled(
            """
            [const]
            source = { type = "identifier", value = "mart.customers" }
            table = { type = "identifier", value = "daily_sales" }
            column = { type = "ident", value = "d.region" }
            suffix = { type = "identifier", value = "sales" }
            quote = "it's \\"so\\" \\\\"
            """,
            """
            SELECT {{const.column}} AS "{{const.quote}}", '<{{const.quote}}>' AS s,
              E'<{{const.quote}}>' AS e
            FROM {{const.table}} d JOIN daily_{{const.suffix}} USING (id) -- {{const.nothing}}
            WHERE id = (SELECT min(id) FROM "{{const.source}}") /* {{ nothing | at | all }} */
            """);
    assertEquals(
        List.of(
            "\"it's \"\"so\"\" \\\",s,e", "emea,\"<it's \"\"so\"\" \\>\",\"<it's \"\"so\"\" \\>\""),
        project.rows(route, Map.of()));
  }

  @Test
  void a_constant_names_files_as_if_it_stood_in_the_text() throws Exception {
    project.sales("data/sales.parquet");
    project.sales("data/more/sales.parquet");
    Route route =
        compiled(
            "[const]\n"
                + "one = \"data/sales.parquet\"\n"
                + "all = \"data/**/*.parquet\"\n"
                + "folder = \"more\"\n",
            """
            SELECT (SELECT count(*) FROM read_parquet({{const.one}})) AS one,
              (SELECT count(*) FROM read_parquet({{const.all}})) AS every,
              (SELECT count(*) FROM read_parquet('data/{{const.folder}}/*.parquet')) AS more,
              {{const.one}} AS name
            """);
    assertEquals(
        List.of("one,every,more,name", "3,6,3,data/sales.parquet"), project.rows(route, Map.of()));
  }

  @Test
  void a_filter_by_a_constant_reads_the_right_files() throws Exception {
    project.parquet("lake/r=emea/a.parquet", "SELECT 1 AS id");
    project.parquet("lake/r=apac/a.parquet", "SELECT 2 AS id");
    project.toml(
        "[const]\nregion = \"apac\"\n[[file_sources]]\nname = \"sales\"\n"
            + "upstream_glob = \"lake/**/*.parquet\"\nhive_partitioning = true\n");
    Route route = route("", "SELECT id FROM sales WHERE r = {{const.region}}");
    assertEquals(List.of("id", "2"), project.rows(route, Map.of()));
  }

  @Test
  void numbers_of_all_sizes_that_duckdb_has_are_kept() throws Exception {
    Route route =
        compiled(
            """
            [const]
            a = { type = "decimal", value = "1e20" }
            b = { type = "decimal", value = "-0.00000000000000000000000000000000000001" }
            c = { type = "decimal", value = "99999999999999999999999999999999999999" }
            d = 9223372036854775807
            e = { type = "int", value = -9223372036854775808 }
            f = { type = "float", value = 1e-300 }
            """,
            "SELECT {{const.a}} a, {{const.b}} b, {{const.c}} c, {{const.d}} d, {{const.e}} e,"
                + " {{const.f}} f");
    assertEquals(
        "100000000000000000000,-0.00000000000000000000000000000000000001,"
            + "99999999999999999999999999999999999999,9223372036854775807,"
            + "-9223372036854775808,1.0E-300",
        project.rows(route, Map.of()).getLast());
    for (String value :
        List.of("1e39", "1e-39", "1e999999999", "123456789012345678901234567890123456789")) {
      project.file(
          "routes_src/r.toml", "[const]\na = { type = \"decimal\", value = \"" + value + "\" }\n");
      project.compile();
      assertTrue(project.codes().contains("route/invalid-value"), value);
    }
  }

  @Test
  void another_value_is_another_answer() throws Exception {
    String sql = "SELECT {{const.x}} AS x";
    Route route = compiled("[const]\nx = \"1\"\n", sql);
    String tag = plan(route, query()).entityTag().orElseThrow();
    route = compiled("[const]\nx = \"2\"\n", sql);
    String other = plan(route, query()).entityTag().orElseThrow();
    assertNotEquals(tag, other);
    route = compiled("[const]\nx = 2\n", sql);
    assertNotEquals(other, plan(route, query()).entityTag().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~SELECT {{const.plnat}}~ | route/constant-undefined 1:8 did you mean `plant`?",
        "~SELECT 1,\n  '{{const.none}}'~ | route/constant-undefined 2:4",
        "~SELECT {{other.plant}}~ | route/template-syntax 1:8",
        "~SELECT {{const.plant | upper}}~ | route/template-syntax 1:8",
        "~SELECT {{ const.plant~ | route/template-syntax 1:8",
        "~SELECT {{ }}~ | route/template-syntax 1:8",
        "~SELECT '{{ two words }}'~ | route/template-syntax 1:9",
        "~SELECT * FROM t_{{const.plant}}~ | route/template-place 1:17",
        "~SELECT ${{const.plant}}~ | route/template-place 1:9",
        "~SELECT $${{const.plant}}$$~ | route/template-place 1:10",
        "~SELECT {{const.twice}}~ | route/duplicate-constant routes_src/r.toml:3:1",
        "~SELECT 1 +~ | sql/syntax 1:10",
        "~SELECT {{const.table}}.x,\n  {{const.plant}} + nothing\nFROM m {{const.table}}~"
            + " | sql/invalid 2:21",
        "~SELECT 1 FROM {{const.table}}~ | sql/unknown-table 1:15",
      })
  void a_mistake_is_placed_in_the_authors_text(String sql, String expected) throws IOException {
    project.toml(
        "[const]\nplant = \"US01\"\ntable = { type = \"identifier\", value = \"long_name_of_t\" }\n"
            + "twice = 1\n");
    project
        .file("sources_sql/m.sql", "-- name: m\nSELECT 1 AS x\n")
        .file("routes_src/r.toml", "\n[const]\ntwice = 2\n")
        .file("routes_src/r.sql", sql);
    assertTrue(project.compile().route("r").isEmpty());
    String all =
        project.problems.errors().stream()
            .map(
                p ->
                    p.code()
                        + " "
                        + (p.code().equals("route/duplicate-constant") ? p.file() + ":" : "")
                        + p.line()
                        + ":"
                        + p.column()
                        + " "
                        + p.hint())
            .toList()
            .toString();
    assertTrue(all.contains(expected), all);
  }

  @Test
  void a_name_that_is_defined_twice_names_both_places_once() throws IOException {
    project.toml("[const]\nx = 1\n");
    project
        .file("routes_src/r.toml", "[secrets.x]\nservice = \"a\"\nusername = \"b\"\n")
        .file("routes_src/r.sql", "SELECT {{const.x}}");
    assertTrue(project.compile().route("r").isEmpty());
    assertEquals(List.of("route/duplicate-constant"), project.codes());
    assertEquals(
        "ducksite.toml:2:1",
        project.problems.errors().getFirst().related().getFirst().file()
            + ":"
            + project.problems.errors().getFirst().related().getFirst().line()
            + ":"
            + project.problems.errors().getFirst().related().getFirst().column());
  }

  @Test
  void a_parameter_cannot_take_the_name_that_a_constant_is_bound_by() throws IOException {
    project
        .file("routes_src/r.toml", "[const]\nx = 1\n[params.const_x]\n")
        .file("routes_src/r.sql", "SELECT {{const.x}}, $const_x");
    assertTrue(project.compile().route("r").isEmpty());
    assertEquals(List.of("route/reserved-parameter"), project.codes());
  }
}
