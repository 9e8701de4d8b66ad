package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteCompilerTest extends RouteProject {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | ~SELECT $x~ | route/placeholder-undeclared routes_src/r.sql:1:8",
        "~~ | ~SELECT 1,\n  $cuontry~ | route/placeholder-undeclared routes_src/r.sql:2:3",
        "~~ | ~SELECT * FROM nothing~ | sql/unknown-table routes_src/r.sql:1:15",
        "~~ | ~DELETE FROM x~ | sql/not-a-query routes_src/r.sql:1:1",
        "~[params.p]\n~ | ~SELECT * FROM read_csv($p)~ | sql/file-argument routes_src/r.sql:1:24",
      })
  void a_mistake_leaves_the_route_out_and_is_placed(String toml, String sql, String expected)
      throws IOException {
    project.file("routes_src/r.toml", toml).file("routes_src/r.sql", sql);
    assertTrue(project.compile().route("r").isEmpty());
    assertEquals(
        expected,
        project.problems.errors().stream()
            .map(p -> p.code() + " " + p.file() + ":" + p.line() + ":" + p.column())
            .findFirst()
            .orElseThrow());
  }

  @Test
  void placeholders_in_strings_and_comments_are_text() throws Exception {
    Route route = compiled("", "SELECT '$a' AS \"$b\" -- $c\n/* $d */");
    assertEquals(List.of("$b", "$a"), project.rows(route, Map.of()));
  }

  @Test
  void a_parameter_of_each_type_is_planned_before_there_is_a_value() throws Exception {
    Route route =
        compiled(
            """
            [params.s]
            type = "str"
            [params.i]
            type = "int"
            [params.f]
            type = "float"
            [params.b]
            type = "bool"
            [params.d]
            type = "date"
            [params.t]
            type = "datetime"
            """,
            """
            SELECT $s::DATE AS s, $i + 1 AS i, $f * 2 AS f, NOT $b AS b, $d + 1 AS d, year($t) AS t,
              $s || '!' AS again
            """);
    assertEquals(
        List.of("s,i,f,b,d,t,again", "2020-01-02,3,5.0,false,2020-03-01,1999,2020-01-02!"),
        project.rows(
            route,
            Map.of(
                "s",
                "2020-01-02",
                "i",
                "2",
                "f",
                "2.5",
                "b",
                "true",
                "d",
                "2020-02-29",
                "t",
                "1999-12-31T23:59:59")));
  }

  @Test
  void values_are_bound_and_never_become_sql() throws Exception {
    Route route = compiled("[params.s]\n", "SELECT $s AS s");
    String evil = "'; DROP TABLE x; -- $s {{s}} ${s}";
    assertEquals(List.of("s", evil), project.rows(route, Map.of("s", evil)));
    assertEquals(List.of("s", ""), project.rows(route, Map.of()));
  }

  @Test
  void parameters_are_converted_demanded_and_guarded() throws Exception {
    Route route =
        compiled(
            """
            path = "/r/{id}"
            [params.id]
            type = "int"
            [params.need]
            required = true
            [params.kind]
            default = "a"
            guard = { mode = "choices", values = ["a", "b"] }
            """,
            "SELECT $id AS id, $need AS need, $kind AS kind");
    RouteException missing = refused(route, query("id", "1"));
    assertEquals(RouteException.Kind.MISSING_PARAMETER, missing.kind());
    assertEquals("need", missing.parameter());
    RouteException wrong = refused(route, query("id", "one", "need", "x"));
    assertEquals(RouteException.Kind.INVALID_PARAMETER, wrong.kind());
    assertEquals("id", wrong.parameter());
    assertEquals("kind", refused(route, query("id", "1", "need", "x", "kind", "c")).parameter());
    // The path's value wins over the query's, so that nobody is shown another thing than he asked.
    RouteRequest both =
        new RouteRequest(
            Map.of("id", List.of("8"), "need", List.of("x"), "format", List.of("csv")),
            Map.of("id", "7"),
            null,
            null,
            null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    plan(route, both).run(out, Options.empty(), () -> false);
    assertEquals("id,need,kind\r\n7,x,a\r\n", out.toString(StandardCharsets.UTF_8));
    assertEquals(
        List.of("unknown parameter, did you mean 'need'?"),
        plan(route, query("id", "1", "need", "x", "ned", "y", "limit", "1")).warnings());
  }

  @Test
  void unknown_formats_open_no_others() throws Exception {
    Route route = route("allowed_formats = [\"xlsx\"]\n", "SELECT 1 AS x");
    assertTrue(project.codes().contains("route/unknown-format"));
    assertEquals(java.util.Set.of("json"), route.formats());
  }

  @Test
  void a_preprocessor_that_does_not_resolve_is_an_error() throws IOException {
    project
        .file("routes_src/r.toml", "[[preprocess]]\nplugin = \"plugins/None.java\"\n")
        .file("routes_src/r.sql", "SELECT 1");
    assertTrue(project.compile().route("r").isEmpty());
    assertTrue(project.codes().getFirst().startsWith("plugin/"), project.codes().toString());
    assertEquals("routes_src/r.toml", project.problems.errors().getFirst().file());
  }

  @Test
  void the_table_finds_literal_paths_first_and_suffixes_of_both_kinds() throws IOException {
    project
        .file("routes_src/lit.toml", "path = \"/o/a/b\"\n")
        .file("routes_src/lit.sql", "SELECT 1 AS x")
        .file("routes_src/par.toml", "path = \"/o/{id}\"\n[params.id]\n")
        .file("routes_src/par.sql", "SELECT $id AS x");
    RouteTable table = project.compiled().routeTable();
    assertEquals("lit", table.find("/o/a/b").orElseThrow().route().id());
    assertEquals("csv", table.find("/o/a/b.csv").orElseThrow().suffix());
    RouteTable.Match match = table.find("/o/7.5.json").orElseThrow();
    assertEquals("{id=7.5} json", match.values() + " " + match.suffix());
    assertEquals("{id=7.xlsx}", table.find("/o/7.xlsx").orElseThrow().values().toString());
    assertTrue(table.find("/o").isEmpty());
    assertTrue(table.find("/o/").isEmpty());
    assertTrue(table.find("/o/a/b/").isEmpty());
    assertTrue(table.find("/").isEmpty());
  }
}
