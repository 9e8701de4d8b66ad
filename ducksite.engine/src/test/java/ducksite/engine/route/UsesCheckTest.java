package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.Problem;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a composition is told before there is a request. */
final class UsesCheckTest extends RouteProject {

  private UsesCheckTest put(String id, String toml, String sql) throws IOException {
    project.file("routes_src/" + id + ".toml", toml).file("routes_src/" + id + ".sql", sql);
    return this;
  }

  private static String uses(String alias, String call, String more) {
    return "[[uses]]\nalias = \"" + alias + "\"\ncall = \"" + call + "\"\n" + more;
  }

  @Test
  void an_unknown_route_is_named_with_a_suggestion() throws Exception {
    put("sales", "", "SELECT 1 AS x");
    put("r", uses("s", "slaes", ""), "FROM s");
    put("q", uses("s", "missing_child", ""), "FROM s");
    project.compile();
    List<Problem> found = project.problems.all();
    assertEquals(
        List.of(
            "route/unknown-call routes_src/q.toml:3:1", "route/unknown-call routes_src/r.toml:3:1"),
        project.found());
    assertTrue(found.get(0).message().contains("references unknown dependency 'missing_child'"));
    assertEquals("did you mean `sales`?", found.get(1).hint());
    assertEquals("call = \"slaes\"", found.get(1).sourceLine());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mode = \"parquet_path\"\n"})
  void a_circle_is_named_in_full_in_either_mode(String mode) throws Exception {
    put("a", "cache.order_by = \"x\"\n" + uses("t", "b", mode), "FROM t");
    put("b", "cache.order_by = \"x\"\n" + uses("t", "c", mode), "FROM t");
    put("c", "cache.order_by = \"x\"\n" + uses("t", "a", mode), "FROM t");
    put("outside", uses("t", "b", mode), "FROM t");
    put("self", uses("t", "self", mode), "FROM t");
    put("healthy", "", "SELECT 1 AS x");
    site = project.compile();
    assertEquals(List.of("route/circular-call", "route/circular-call"), project.codes());
    Problem circle = project.problems.all().getFirst();
    assertEquals("circular dependency: a → b → c → a", circle.message());
    assertEquals("routes_src/a.toml:4", circle.file() + ":" + circle.line());
    assertEquals(
        List.of("routes_src/b.toml", "routes_src/c.toml"),
        circle.related().stream().map(each -> each.file()).toList());
    assertEquals("circular dependency: self → self", project.problems.all().get(1).message());
    assertEquals(List.of("healthy"), site.routes().stream().map(Route::id).toList());
  }

  @Test
  void every_mistake_of_one_file_is_told_at_once() throws Exception {
    project.sales("data/s.parquet");
    project.file("sources_sql/m.sql", "-- name: m\nFROM 'data/s.parquet'");
    put(
        "kept",
        "cache.order_by = \"x\"\n[params]\nday = { type = \"date\", required = true }\n",
        "SELECT $day AS x");
    put("filtered", "cache.order_by = \"x\"\ncache.invariant_filters = [\"x\"]\n", "SELECT 1 AS x");
    put("live", "cache_mode = \"passthrough\"\ncache.order_by = \"x\"\n", "SELECT 1 AS x");
    put("off", "[cache]\nenabled = false\n", "SELECT 1 AS x");
    put("plain", "", "SELECT 1 AS x");
    put(
        "r",
        """
        [[uses]]
        alias = "m"
        call = "plain"

        [[uses]]
        alias = "a"
        call = "kept"
        [uses.args]
        dya = 1

        [[uses]]
        alias = "b"
        call = "kept"
        args = { day = "soon" }

        [[uses]]
        alias = "c"
        call = "filtered"
        mode = "parquet_path"

        [[uses]]
        alias = "d"
        call = "live"
        mode = "parquet_path"

        [[uses]]
        alias = "e"
        call = "off"
        mode = "parquet_path"

        [[uses]]
        alias = "f"
        call = "plain"
        mode = "parquet_path"

        [[uses]]
        alias = "g"
        call = "plain"
        mode = "csv"

        [[uses]]
        alias = "G"
        call = "plain"

        [[uses]]
        alias = "no name"
        call = "plain"

        [[uses]]
        call = "plain"

        [[uses]]
        alias = "unused"
        call = "plain"
        """,
        "SELECT $nowhere AS n FROM m, a, b, c, d, e, f, g");
    project.compile();
    assertEquals(
        List.of(
            "route/placeholder-undeclared routes_src/r.sql:1:8",
            "route/alias-taken routes_src/r.toml:2:1",
            "route/missing-argument routes_src/r.toml:5:1",
            "route/unknown-argument routes_src/r.toml:9:1",
            "route/invalid-argument routes_src/r.toml:14:10",
            "route/not-materialized routes_src/r.toml:19:1",
            "route/not-materialized routes_src/r.toml:24:1",
            "route/not-materialized routes_src/r.toml:29:1",
            "route/not-materialized routes_src/r.toml:34:1",
            "route/invalid-value routes_src/r.toml:39:1",
            "route/duplicate-alias routes_src/r.toml:42:1",
            "route/invalid-value routes_src/r.toml:46:1",
            "route/missing-key routes_src/r.toml:49:1",
            "route/alias-unused routes_src/r.toml:53:1"),
        project.found());
    for (Problem each : project.problems.all()) {
      assertTrue(each.hint() != null && each.sourceLine() != null, each::toString);
    }
  }

  @Test
  void a_child_that_is_left_out_takes_its_parents_along_without_another_report() throws Exception {
    put("child", "", "SELECT broken FROM nothing");
    put("parent", uses("c", "child", ""), "FROM c");
    put("over", uses("p", "parent", ""), "FROM p");
    site = project.compile();
    assertEquals(List.of("sql/unknown-table"), project.codes());
    assertEquals(List.of(), site.routes());
  }

  @Test
  void calls_that_double_at_every_level_are_refused() throws Exception {
    put("l0", "[params]\np = { type = \"int\" }\n", "SELECT $p AS p");
    for (int level = 1; level <= 9; level++) {
      String below = "l" + (level - 1);
      put(
          "l" + level,
          "[params]\np = { type = \"int\" }\n"
              + uses("a", below, "args = { p = \"p\" }\n")
              + uses("b", below, "args = { p = " + level + " }\n"),
          "FROM a UNION ALL FROM b");
    }
    site = project.compile();
    assertEquals(List.of(), project.codes());
    String all = "a = \"a\", b = \"b\", c = \"c\", d = \"d\", e = \"e\", f = \"f\", g = \"g\"";
    String params = "[params]\na = {}\nb = {}\nc = {}\nd = {}\ne = {}\nf = {}\ng = {}\n";
    put("w0", params, "SELECT $a || $b || $c || $d || $e || $f || $g AS x");
    for (int level = 1; level <= 7; level++) {
      char own = (char) ('a' + level - 1);
      String below = "w" + (level - 1);
      String left = all.replace("\"" + own + "\"", "\"left\"");
      String right = all.replace("\"" + own + "\"", "\"right\"");
      put(
          "w" + level,
          params
              + uses("t", below, "args = { " + left + " }\n")
              + uses("u", below, "args = { " + right + " }\n"),
          "FROM t UNION ALL FROM u");
    }
    site = project.compile();
    assertTrue(project.codes().contains("route/too-many-calls"), project.found().toString());
  }

  @Test
  void a_route_between_two_that_may_not_be_asked_by_all_asks_for_their_roles() throws Exception {
    put("secret", "roles = [\"hr\"]\n", "SELECT 1 AS x");
    put("middle", uses("s", "secret", ""), "FROM s");
    put("open", uses("m", "middle", ""), "FROM m");
    put("free", "", "SELECT 1 AS x");
    site = project.compile();
    var hr =
        java.util.Optional.of(
            ducksite.api.auth.AuthenticatedUser.of("u").withRoles(java.util.Set.of("hr")));
    assertTrue(site.route("open").orElseThrow().allows(hr));
    assertTrue(!site.route("open").orElseThrow().allows(java.util.Optional.empty()));
    assertTrue(site.route("free").orElseThrow().allows(java.util.Optional.empty()));
  }
}
