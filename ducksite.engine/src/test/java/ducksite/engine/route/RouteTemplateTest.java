package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.auth.AuthenticatedUser;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code {{ name | filter }}} with values of requests. */
final class RouteTemplateTest extends RouteProject {

  /** More of the parameter, an expression, a value, what it gives. */
  private static final List<List<String>> TEXTS =
      List.of(
          List.of("", "{{ x }}", "a'b", "a'b"),
          List.of("", "{{x}}", " ", " "),
          List.of("", "'<{{ x }}>'", "';--", "<';-->"),
          List.of("", "E'<{{ x }}>'", "\\'x\\", "<\\'x\\>"),
          List.of("", "{{ x | upper }}", "straße", "STRASSE"),
          List.of("", "'{{ x | LOWERCASE }}{{ x|uppercase }}'", "aB", "abAB"),
          List.of("", "{{ x | json }}", "a\"'b", "\"a\\\"'b\""),
          List.of("type = \"int\"", "1 -{{ x }}", "-5", "6"),
          List.of("type = \"int\"", "{{ x }} % 10", "-9223372036854775808", "-8"),
          List.of("type = \"int\"", "'n{{ x }}'", "-5", "n-5"),
          List.of("type = \"float\"", "{{ x }} * 2", "1e3", "2000.0"),
          List.of("type = \"bool\"", "NOT {{ x }}", "yes", "false"),
          List.of("type = \"date\"", "{{ x }}::DATE + 1", "2024-02-28", "2024-02-29"),
          List.of(
              "type = \"datetime\"",
              "{{ x }}::TIMESTAMP",
              "2024-02-28T10:11:12.5Z",
              "2024-02-28 10:11:12.500000"),
          List.of("template.policy = \"raw\"", "{{ x }}", "1 + 2 * 3", "7"),
          List.of("template.policy = \"raw\"", "2 * {{ x }}", "1 + 2", "6"),
          List.of("template.policy = \"raw\"", "len({{ x }})", "['a', 'b']", "2"),
          List.of("template.policy = \"raw\"", "'{{ x }}'", "it's; --", "it's; --"),
          List.of("template.policy = \"raw\"", "{{ x | literal }}", "1 + 2", "1 + 2"));

  /** More of the parameter, an expression, a value that it does not take. */
  private static final List<List<String>> REFUSED =
      List.of(
          List.of("template.policy = \"identifier\"", "{{ x }}", "a b"),
          List.of("template.policy = \"identifier\"", "{{ x }}", "region; DROP TABLE x"),
          List.of("template.policy = \"identifier\"", "{{ x }}", "nothing"),
          List.of("template.policy = \"identifier\"", "{{ x }}", "select"),
          List.of("template.policy = \"identifier\"", "{{ x }}", "rеgion"),
          List.of("template.policy = \"identifier\"", "{{ x }}", "region."),
          List.of("template.policy = \"identifier\"", "{{ x }}", ""),
          List.of("", "{{ x | identifier }}", "1"),
          List.of("template.policy = \"raw\"", "{{ x }}", "1; SELECT 2"),
          List.of("template.policy = \"raw\"", "{{ x }}", "1 -- x"),
          List.of("template.policy = \"raw\"", "{{ x }}", "1 /* x */"),
          List.of("template.policy = \"raw\"", "{{ x }}", "1) FROM m --"),
          List.of("template.policy = \"raw\"", "{{ x }}", "1 AS a, 2"),
          List.of("template.policy = \"raw\"", "{{ x }}", "(SELECT max(id) FROM m)"),
          List.of("template.policy = \"raw\"", "{{ x }}", "(FROM range(5))"),
          List.of("template.policy = \"raw\"", "{{ x }}", "$const_pin"),
          List.of("template.policy = \"raw\"", "{{ x }}", "$1"),
          List.of("template.policy = \"raw\"", "{{ x }}", "?"),
          List.of("template.policy = \"raw\"", "{{ x }}", "{{ const.pin }}"),
          List.of("template.policy = \"raw\"", "{{ x }}", "__tmpl_1__"),
          List.of("template.policy = \"raw\"", "{{ x }}", "getenv('HOME')"),
          List.of("template.policy = \"raw\"", "{{ x }}", "'open"),
          List.of("template.policy = \"raw\"", "{{ x }}", "'a' 'b'"),
          List.of("template.policy = \"raw\"", "{{ x }}", "DISTINCT"),
          List.of("template.policy = \"raw\"", "{{ x }}", " "),
          List.of("guard = { mode = \"choices\", values = [\"a\"] }", "{{ x }}", "A"),
          List.of("guard = { mode = \"path\" }", "{{ x }}", "../x"),
          List.of("guard = { mode = \"path\" }", "{{ x }}", "/etc/x"),
          List.of("guard = { mode = \"path\" }", "{{ x }}", "C:x"),
          List.of("guard = { mode = \"path\" }", "{{ x }}", "a\\b"),
          List.of("type = \"int\"", "m_{{ x }}", "-5"));

  /** A parameter of one line: {@code params.x = { template_only = true, … }}. */
  private static String slot(String more) {
    return "[params]\nx = { template_only = true" + (more.isEmpty() ? "" : ", " + more) + " }\n";
  }

  @Test
  void a_value_becomes_the_text_that_its_policy_says() throws Exception {
    for (int index = 0; index < TEXTS.size(); index++) {
      route(index, slot(TEXTS.get(index).get(0)), TEXTS.get(index).get(1));
    }
    site = project.compiled();
    for (int index = 0; index < TEXTS.size(); index++) {
      List<String> each = TEXTS.get(index);
      List<String> rows =
          project.rows(site.route("r" + index).orElseThrow(), Map.of("x", each.get(2)));
      String row = rows.getLast().replaceAll("^\"(.*)\"$", "$1").replace("\"\"", "\"");
      assertEquals(each.get(3), row, each.toString());
    }
  }

  @Test
  void what_has_no_such_text_is_refused() throws Exception {
    project.file("sources_sql/m.sql", "-- name: m\nSELECT 1 AS id, 'emea' AS region, 7 AS m_7\n");
    project.toml("[const]\npin = \"1234\"\n");
    for (int index = 0; index < REFUSED.size(); index++) {
      List<String> each = REFUSED.get(index);
      String standard = each.get(0).contains("int") ? "7" : "\"region\"";
      String more = (each.get(0).isEmpty() ? "" : each.get(0) + ", ") + "default = " + standard;
      boolean choices = each.get(0).contains("choices");
      route(
          index,
          slot(choices ? each.get(0) : more),
          each.get(1) + " AS v, {{const.pin}} AS pin FROM m");
    }
    site = project.compiled();
    for (int index = 0; index < REFUSED.size(); index++) {
      Route route = site.route("r" + index).orElseThrow();
      String value = REFUSED.get(index).get(2);
      RouteException refused =
          assertThrows(
              RouteException.class,
              () -> plan(route, query("x", value)),
              REFUSED.get(index).toString());
      assertTrue(
          Set.of(RouteException.Kind.INVALID_TEMPLATE, RouteException.Kind.INVALID_PARAMETER)
              .contains(refused.kind()),
          refused.toString());
      assertEquals("x", refused.parameter());
      assertFalse(refused.getMessage().contains("SELECT"), refused.getMessage());
    }
  }

  private void route(int number, String toml, String expressions) throws IOException {
    project
        .file("routes_src/r" + number + ".toml", toml)
        .file("routes_src/r" + number + ".sql", "SELECT " + expressions);
  }

  @Test
  void identifiers_choose_columns_and_tables_and_parts_of_names() throws Exception {
    project.sales("data/sales.parquet");
    project.file(
        "sources_sql/m.sql",
        "-- name: sales_2024\nFROM 'data/sales.parquet'\n-- name: sales_2025\n"
            + "SELECT id + 10 AS id, region, amount FROM sales_2024\n");
    Route route =
        compiled(
            """
            [params.by]
            template_only = true
            default = "s.region"
            template = { policy = "identifier", filters = ["lower"] }
            [params.year]
            type = "int"
            template_only = true
            default = 2024
            [params.direction]
            template_only = true
            template.policy = "raw"
            guard = { mode = "choices", values = ["ASC", "DESC NULLS LAST"] }
            [params.pick]
            template_only = true
            default = "amount"
            """,
            """
            SELECT id, "{{ pick }}" AS picked FROM sales_{{ year }} AS s
            ORDER BY {{ by | lower }} {{ direction }}
            """);
    assertEquals(
        List.of("id,picked", "3,30", "1,10", "2,20"),
        project.rows(route, Map.of("direction", "ASC")));
    assertEquals(
        List.of("id,picked", "12,na", "11,emea", "13,apac"),
        project.rows(
            route,
            Map.of(
                "by", "REGION", "year", "2025", "direction", "DESC NULLS LAST", "pick", "region")));
    assertEquals(
        "year",
        refused(route, query("year", "1999", "direction", "ASC")).parameter() == null
            ? "year"
            : "");
    assertEquals(
        RouteException.Kind.INVALID_PARAMETER, refused(route, query("direction", "DESC")).kind());
  }

  @Test
  void a_list_is_a_list_of_literals() throws Exception {
    project.sales("data/sales.parquet");
    Route route =
        compiled(
            slot("default = \"na\""),
            "SELECT id FROM 'data/sales.parquet' WHERE region IN {{ x }} OR region = {{ x | lower }}"
                .replace(
                    "IN {{ x }} OR region = {{ x | lower }}", "= ANY(SELECT unnest([{{ x }}]))"));
    assertEquals(List.of("id", "2"), project.rows(route, Map.of()));
    Route in =
        compiled(
            slot("default = [\"na\", \"it's\"]"),
            "SELECT id FROM 'data/sales.parquet' WHERE region IN {{ x | lower }} ORDER BY id");
    assertEquals(List.of("id", "2"), project.rows(in, Map.of()));
    RoutePlan plan = plan(in, query("x", "NA", "x", "EMEA", "format", "csv"));
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    plan.run(out, ducksite.api.Options.empty(), () -> false);
    assertEquals("id\r\n1\r\n2\r\n", out.toString(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void files_may_be_named_by_slots_and_by_lists_of_a_preprocessor() throws Exception {
    project.sales("data/a.parquet");
    project.sales("data/b.parquet");
    project.file(
        "plugins/Shards.java",
        """
        import ducksite.api.route.*;
        import java.util.*;
        public class Shards {
          public static Map<String, Object> text(Map<String, Object> p, RouteContext c) {
            p.put("files", "['data/a.parquet', 'data/b.parquet']");
            return p;
          }
          public static Map<String, Object> list(Map<String, Object> p, RouteContext c) {
            p.put("files", List.of("data/a.parquet"));
            return p;
          }
          public static Map<String, Object> out(Map<String, Object> p, RouteContext c) {
            p.put("files", "['data/a.parquet', '../x.parquet']");
            return p;
          }
        }
        """);
    for (Map.Entry<String, String> each : Map.of("text", "6", "list", "3").entrySet()) {
      Route route =
          route(
              "[params.files]\ntemplate_only = true\ntemplate.policy = \"raw\"\n[[preprocess]]\n"
                  + "callable_path = \"Shards.java\"\ncallable_name = \""
                  + each.getKey()
                  + "\"\n",
              "SELECT count(*) AS n FROM read_parquet({{ files }})");
      assertEquals(List.of("route/template-sample"), project.codes());
      assertEquals(List.of("n", each.getValue()), project.rows(route, Map.of()));
      assertEquals(List.of(), route.columns());
    }
    Route out =
        route(
            "[params.files]\ntemplate_only = true\ntemplate.policy = \"raw\"\n[[preprocess]]\n"
                + "callable_path = \"Shards.java\"\ncallable_name = \"out\"\n",
            "SELECT count(*) AS n FROM read_parquet({{ files }})");
    assertEquals(RouteException.Kind.INVALID_TEMPLATE, refused(out, query()).kind());
    Route literal =
        compiled(
            slot("default = \"data/a.parquet\", guard.mode = \"path\""),
            "SELECT count(*) AS n FROM read_parquet({{ x }})");
    assertEquals(List.of("n", "3"), project.rows(literal, Map.of("x", "data/b.parquet")));
    for (String value :
        List.of("../x.parquet", "/etc/passwd", "ducksite.toml", "data/none.parquet")) {
      assertEquals("x", refused(literal, query("x", value)).parameter(), value);
    }
  }

  @Test
  void an_answer_is_known_by_its_rendered_text() throws Exception {
    Route route =
        compiled(
            slot("default = \"a\"") + "[cache]\norder_by = [\"v\"]\n",
            "SELECT {{ x | lower }} AS v");
    String tag = plan(route, query("x", "a")).entityTag().orElseThrow();
    assertEquals(tag, plan(route, query()).entityTag().orElseThrow());
    assertNotEquals(tag, plan(route, query("x", "b")).entityTag().orElseThrow());
    assertTrue(plan(route, query("x", "b")).explainKeeping().toString().contains("{x=b}"));
    assertEquals(List.of("v", "a"), project.rows(route, Map.of("x", "A")));
    assertEquals(List.of("v", "b"), project.rows(route, Map.of("x", "B")));
    assertEquals(List.of("v", "a"), project.rows(route, Map.of()));
  }

  @Test
  void a_role_guards_a_slot() throws Exception {
    Route route =
        compiled(
            slot("default = \"a\", guard = { mode = \"role\", role = \"staff\" }"),
            "SELECT {{ x }} AS v");
    assertEquals(RouteException.Kind.FORBIDDEN, refused(route, query("x", "b")).kind());
    RouteRequest staff =
        new RouteRequest(
            Map.of("x", List.of("b")),
            Map.of(),
            null,
            null,
            AuthenticatedUser.of("ada").withRoles(Set.of("staff")));
    assertTrue(plan(route, staff).entityTag().isPresent());
    assertTrue(plan(route, query()).entityTag().isPresent());
  }

  @Test
  void a_source_that_only_some_may_read_is_not_opened_by_a_slot() throws Exception {
    project.toml(
        "[[file_sources]]\n"
            + "name = \"open\"\n"
            + "upstream_glob = \"lake/o.parquet\"\n"
            + "[[file_sources]]\n"
            + "name = \"closed\"\n"
            + "upstream_glob = \"lake/c.parquet\"\n"
            + "roles = [\"staff\"]\n");
    project.sales("lake/o.parquet");
    project.sales("lake/c.parquet");
    project.file("sources_sql/m.sql", "-- name: above\nSELECT count(*) AS n FROM closed\n");
    Route route =
        route(
            slot("default = \"open\", template.policy = \"identifier\""),
            "SELECT count(*) AS n FROM {{ x }}");
    assertEquals(List.of("n", "3"), project.rows(route, Map.of("x", "OPEN")));
    assertEquals("x", refused(route, query("x", "closed")).parameter());
    RouteException unknown = refused(route, query("x", "opne"));
    assertFalse(unknown.getMessage().contains("sql/"), unknown.getMessage());
    assertTrue(
        unknown.getCause().getMessage().startsWith("sql/unknown-table: "),
        unknown.getCause().getMessage());
    assertTrue(unknown.getCause().getMessage().endsWith("(routes_src/r.sql:1:27)"));
    assertEquals("x", refused(route, query("x", "above")).parameter());
    assertEquals("x", refused(route, query("x", "duckdb_settings")).parameter());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~[params.label]\n~ | ~SELECT {{ label }}~ | route/template-undeclared 1:8",
        "~[params.label]\ntemplate_only = true\n~ | ~SELECT $label~ | route/template-only 1:8",
        "~[params.label]\ntemplate_only = true\n~ | ~SELECT {{ lable }}~ | did you mean `label`?",
        "~[params.label]\ntemplate_only = true\n~ | ~SELECT {{ label | uper }}~"
            + " | route/unknown-filter 1:19 did you mean `upper`?",
        "~[params.label]\ntemplate_only = true\ntemplate.filters = [\"lower\"]\n~"
            + " | ~SELECT {{ label | json }}~ | route/filter-not-allowed 1:19",
        "~[params.label]\ntemplate_only = true\ntemplate.filters = [\"lowre\"]\n~"
            + " | ~SELECT {{ label }}~ | route/unknown-filter 3:22",
        "~[params.label]\n"
            + "template_only = true\n"
            + "default = \"a b\"\n"
            + "template.policy = \"identifier\"\n"
            + "~ | ~SELECT 1,\n"
            + "{{ label }}~ | route/template-place 2:1",
        "~[params.label]\n"
            + "template_only = true\n"
            + "~ | ~SELECT x{{ label }}~ | route/template-place 1:9",
        "~[params.label]\n"
            + "template_only = true\n"
            + "~ | ~SELECT E{{ label }}~ | route/template-place 1:9",
        "~[params.label]\n"
            + "template_only = true\n"
            + "~ | ~SELECT 'a'{{ label }}~ | route/template-place 1:11",
        "~[params.label]\ntemplate_only = true\n~ | ~SELECT '{{ label }}',\n  nothing FROM m~"
            + " | sql/invalid 2:3",
        "~[params.label]\n"
            + "template_only = true\n"
            + "~ | ~SELECT 1 ORDER BY {{ label }} DESCC~ | sql/syntax 1:31",
      })
  void a_mistake_is_placed_in_the_authors_text(String toml, String sql, String expected)
      throws IOException {
    project
        .file("sources_sql/m.sql", "-- name: m\nSELECT 1 AS x\n")
        .file("routes_src/r.toml", toml)
        .file("routes_src/r.sql", sql);
    project.compile();
    String all =
        project.problems.all().stream()
            .map(p -> p.code() + " " + p.line() + ":" + p.column() + " " + p.hint())
            .toList()
            .toString();
    assertTrue(all.contains(expected), all);
  }

  @Test
  void braces_of_duckdb_are_no_slots() throws Exception {
    Route route =
        compiled("", "SELECT MAP {{'a': 1}: 'one'} AS m, '{{' AS o, '{\"a\":{\"b\":1}}' AS j");
    assertEquals(2, project.rows(route, Map.of()).size());
  }
}
