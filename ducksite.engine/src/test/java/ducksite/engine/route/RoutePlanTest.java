package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a request makes of a compiled route. */
final class RoutePlanTest extends RouteProject {

  private RouteRequest asking(@Nullable String suffix, @Nullable String accept) {
    return new RouteRequest(Map.of(), Map.of(), suffix, accept, null);
  }

  @Test
  void the_format_comes_from_the_suffix_the_query_or_the_header() throws Exception {
    Route route = compiled("allowed_formats = [\"csv\", \"json\"]\n", "SELECT 1 AS x");
    assertEquals("csv", plan(route, asking("csv", "application/json")).format());
    assertEquals("csv", plan(route, query("format", "CSV")).format());
    assertEquals("csv", plan(route, asking(null, "image/png, text/csv;q=0.5")).format());
    assertEquals("json", plan(route, asking(null, "*/*")).format());
    assertEquals("json", plan(route, query("format", "")).format());
    assertTrue(refused(route, query("format", "xlsx")).getMessage().contains("csv, json"));
    assertEquals(
        RouteException.Kind.INVALID_PARAMETER, refused(route, asking("parquet", null)).kind());
    assertEquals(
        RouteException.Kind.NOT_ACCEPTABLE, refused(route, asking(null, "image/png")).kind());
  }

  @Test
  void a_preprocessor_changes_values_and_may_refuse_them() throws Exception {
    project.file(
        "plugins/Pre.java",
        """
        import ducksite.api.route.*;
        import java.util.*;
        public final class Pre implements Preprocessor {
          public Map<String, Object> process(Map<String, Object> values, RouteContext context) {
            if (values.get("s").equals("bad")) throw new IllegalArgumentException("not this one");
            if (values.get("s").equals("odd")) return Map.of("s", new Object());
            Map<String, Object> changed = new HashMap<>(values);
            changed.put("s", values.get("s") + "+");
            return changed;
          }
        }
        """);
    Route route =
        compiled(
            "[params.s]\n[[preprocess]]\nplugin = \"plugins/Pre.java\"\n"
                + "[[preprocess]]\nplugin = \"plugins/Pre.java\"\n",
            "SELECT $s AS s");
    assertEquals(List.of("s", "a++"), project.rows(route, Map.of("s", "a")));
    RouteException bad = refused(route, query("s", "bad"));
    assertEquals(RouteException.Kind.INVALID_PARAMETER, bad.kind());
    assertEquals("not this one", bad.getMessage());
    assertEquals(RouteException.Kind.PLUGIN_FAILED, refused(route, query("s", "odd")).kind());
  }

  @Test
  void the_tag_follows_whatever_changes_the_answer() throws Exception {
    project.file("data/c.csv", "v\n1\n").toml("[site]\nfreshness = \"1ms\"\n");
    Route route =
        compiled(
            "[params.s]\n[params.i]\ntype = \"int\"\ndefault = 1\n",
            "SELECT $s AS s, v + $i AS v FROM read_csv('data/c.csv')");
    String tag = plan(route, query("s", "a")).entityTag().orElseThrow();
    assertEquals(tag, plan(route, query("s", "a")).entityTag().orElseThrow());
    assertEquals(tag, plan(route, query("s", "a", "i", "1")).entityTag().orElseThrow());
    for (RouteRequest other :
        List.of(
            query("s", "b"),
            query("s", "a", "limit", "1"),
            query("s", "a", "offset", "1"),
            query("s", "a", "column", "v"),
            query("s", "a", "format", "csv"),
            query("s", "a", "int64", "string"))) {
      assertNotEquals(tag, plan(route, other).entityTag().orElseThrow(), other.toString());
    }
    RoutePlan before = plan(route, query("s", "a"));
    assertTrue(before.inputsAreUnchanged());
    Files.writeString(root.resolve("data/c.csv"), "v\n1\n2\n");
    assertFalse(before.inputsAreUnchanged());
    assertNotEquals(tag, plan(route, query("s", "a")).entityTag().orElseThrow());
    Route changing = compiled("", "SELECT now() AS t");
    assertTrue(plan(changing, query()).entityTag().isEmpty());
  }

  @Test
  void the_tag_follows_files_that_the_sources_view_leaves_out() throws Exception {
    project.sales("up/a.parquet");
    Path other = project.sales("up/b.parquet");
    project.toml(
        """
        [site]
        freshness = "1h"
        [[file_sources]]
        name = "s"
        upstream_glob = "up/*.parquet"
        pattern = "data/s/a.parquet"
        """);
    Route route = compiled("", "SELECT count(*) AS n FROM 'data/s/b.parquet'");
    RoutePlan before = plan(route, query());
    assertTrue(before.inputsAreUnchanged());
    Files.delete(other);
    project.parquet("up/b.parquet", "SELECT 1 AS id");
    assertFalse(before.inputsAreUnchanged());
  }

  @Test
  void remembered_columns_follow_the_types_of_the_parameters() throws Exception {
    String sql = "SELECT $x AS x";
    Route number = compiled("[params.x]\ntype = \"int\"\ndefault = 1\n", sql);
    Route text = compiled("[params.x]\ntype = \"str\"\ndefault = \"1\"\n", sql);
    assertNotEquals(number.columns(), text.columns());
  }

  @Test
  void slices_columns_and_counts_are_those_of_the_whole_result() throws Exception {
    Route route = compiled("", "SELECT i, -i AS \"mi\"\"nus\" FROM range(10) t(i) ORDER BY i DESC");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RouteOutcome outcome =
        plan(route, query("limit", "3", "offset", "8", "column", "mi\"nus", "column", "x"))
            .run(out, Options.empty(), () -> false);
    assertEquals(10, outcome.totalRows().getAsLong());
    assertEquals(2, outcome.slice().optionalLimit().getAsLong());
    assertEquals(
        List.of("\"mi\"\"nus\"", "-7", "-6"),
        project.rows(route, Map.of("limit", "2", "offset", "2", "column", "mi\"nus")));
    Path target = root.resolve(".ducksite_data/x.parquet");
    assertEquals(
        4, plan(route, query("format", "parquet", "limit", "4")).writeParquet(target, () -> false));
  }
}
