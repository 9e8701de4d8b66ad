package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.cache.KeptEntry;
import ducksite.engine.project.ProblemFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Routes that read routes. */
final class CompositionTest extends RouteProject {

  private static final String KEPT = "[cache]\norder_by = [\"id\"]\nrows_per_page = 10\n";

  private CompositionTest put(String id, String toml, String sql) throws IOException {
    project.file("routes_src/" + id + ".toml", toml).file("routes_src/" + id + ".sql", sql);
    return this;
  }

  private static String uses(String alias, String call, String... more) {
    return "[[uses]]\nalias = \""
        + alias
        + "\"\ncall = \""
        + call
        + "\"\n"
        + String.join("\n", more)
        + "\n";
  }

  private void compile() throws IOException {
    site = project.compile();
    assertEquals(
        List.of(), project.found(), () -> ProblemFormat.plain().text(project.problems.all()));
  }

  private List<String> rows(String id, String... arguments) throws RouteException {
    Map<String, String> given = new java.util.TreeMap<>();
    for (int index = 0; index < arguments.length; index += 2) {
      given.put(arguments[index], arguments[index + 1]);
    }
    return project.rows(site.route(id).orElseThrow(), given);
  }

  private String entry(String id, String... arguments) throws RouteException {
    RoutePlan plan = plan(site.route(id).orElseThrow(), query(arguments));
    return plan.entry(plan.filter(), plan.inputs());
  }

  private List<String> keptRoutes() {
    return site.results().list().stream()
        .map(KeptEntry::info)
        .map(each -> each.route())
        .sorted()
        .toList();
  }

  @Test
  void a_route_reads_another_one_as_a_relation() throws Exception {
    put("child", "", "SELECT 1 AS value");
    put("parent", uses("up", "child"), "SELECT value, value + 1 AS next FROM UP");
    compile();
    assertEquals(List.of("value,next", "1,2"), rows("parent"));
  }

  @Test
  void a_route_reads_the_file_of_another_ones_entry() throws Exception {
    put("child", KEPT, "SELECT * FROM (VALUES (2, 'b'), (1, 'a')) t(id, name)");
    put(
        "parent",
        "cache_mode = \"passthrough\"\n" + uses("up", "child", "mode = \"parquet_path\""),
        "FROM up ORDER BY id");
    compile();
    assertEquals(List.of("id,name", "1,a", "2,b"), rows("parent"));
    // The entry is published while the answer is on its way.
    while (keptRoutes().isEmpty()) {
      Thread.sleep(5);
    }
    assertEquals(List.of("child"), keptRoutes());
    assertEquals(1, site.results().counters().populations());
    rows("parent");
    assertEquals(1, site.results().counters().populations());
  }

  @Test
  void an_empty_child_is_a_relation_with_its_types() throws Exception {
    put(
        "child",
        KEPT,
        "SELECT 1 AS id, DATE '2024-01-01' AS day, CAST(2 AS HUGEINT) AS many WHERE false");
    put(
        "parent",
        uses("up", "child", "mode = \"parquet_path\""),
        "SELECT count(*) AS n, typeof(any_value(day)) AS t, sum(many) AS m FROM up");
    compile();
    assertEquals(List.of("n,t,m", "0,DATE,"), rows("parent"));
  }

  @Test
  void an_argument_is_a_parameters_value_or_a_literal() throws Exception {
    put(
        "child",
        """
        [params.day]
        type = "date"
        required = true
        [params.tags]
        [params.n]
        type = "int"
        default = 7
        [params.flag]
        type = "bool"
        """,
        "SELECT $day + 1 AS day, list_sort($tags::TEXT[]) AS tags, $n AS n, $flag AS flag");
    put(
        "parent",
        "[params]\nday = { type = \"date\", required = true }\ntag = {}\nn = { type = \"int\" }\n"
            + uses(
                "c",
                "child",
                "[uses.args]",
                "day = \"day\"",
                "tags = [\"x\", \"a\"]",
                "n = \"n\"",
                "flag = true"),
        "SELECT CAST(day AS VARCHAR) AS day, CAST(tags AS VARCHAR) AS tags, n, flag, $tag AS tag"
            + " FROM c");
    compile();
    assertEquals(
        List.of("day,tags,n,flag,tag", "2024-03-01,\"[a, x]\",7,true,"),
        rows("parent", "day", "2024-02-29"));
    assertEquals(
        "2024-01-02,\"[a, x]\",3,true,t",
        rows("parent", "day", "2024-01-01", "n", "3", "tag", "t").get(1));
    RouteException missing = refused(site.route("parent").orElseThrow(), query("n", "3"));
    assertEquals("day", missing.parameter());
  }

  @Test
  void what_is_missing_or_wrong_in_a_call_is_told_of_the_callers_parameter() throws Exception {
    put(
        "child",
        "[params]\nstart = { type = \"date\", required = true }\n",
        "SELECT $start AS start");
    put(
        "parent",
        "[params]\nfrom = {}\n" + uses("c", "child", "[uses.args]", "start = \"from\""),
        "FROM c");
    compile();
    Route parent = site.route("parent").orElseThrow();
    RouteException missing = refused(parent, query());
    assertEquals(RouteException.Kind.MISSING_PARAMETER, missing.kind());
    assertEquals("from", missing.parameter());
    assertEquals("Missing required parameter 'from'", missing.getMessage());
    RouteException wrong = refused(parent, query("from", "yesterday"));
    assertEquals(RouteException.Kind.INVALID_PARAMETER, wrong.kind());
    assertEquals("from", wrong.parameter());
    assertFalse(wrong.getMessage().contains("start"), wrong.getMessage());
  }

  @Test
  void chains_and_diamonds_share_what_is_called_alike() throws Exception {
    put(
        "base",
        "[params]\nn = { type = \"int\", default = 3 }\n",
        "SELECT range AS id, random() AS r FROM range($n)");
    put("left", uses("b", "base"), "SELECT id, r, 'left' AS side FROM b");
    put("right", uses("b", "base"), "SELECT id, r, 'right' AS side FROM b");
    put(
        "top",
        uses("l", "left") + uses("r", "right"),
        "SELECT id, l.r = r.r AS same FROM l JOIN r USING (id) ORDER BY id");
    put("over", uses("t", "top"), "SELECT count(*) AS n, bool_and(same) AS same FROM t");
    compile();
    assertEquals(List.of("n,same", "3,true"), rows("over"));
    put("right", uses("b", "base", "[uses.args]", "n = 2"), "SELECT id, r, 'right' AS side FROM b");
    compile();
    assertEquals(List.of("n,same", "2,false"), rows("over"));
  }

  @Test
  void filters_of_a_child_are_part_of_a_call() throws Exception {
    String filters =
        "cache.order_by = \"seq\"\n"
            + "cache.invariant_filters = [{ param = \"code\", column = \"code\", separator = \",\""
            + " }]\n";
    String rows = "SELECT * FROM (VALUES ('a', 1), ('b', 2), ('c', 3), (NULL, 4)) t(code, seq)";
    for (String mode : List.of("materialize", "passthrough")) {
      put("child", "cache_mode = \"" + mode + "\"\n" + filters, rows);
      put(
          "some",
          uses("c", "child", "[uses.args]", "code = \"a,__null__\""),
          "SELECT seq FROM c ORDER BY seq");
      put(
          "asked",
          "params.code = {}\n" + uses("c", "child", "[uses.args]", "code = \"code\""),
          "SELECT seq FROM c ORDER BY seq");
      compile();
      assertEquals(List.of("seq", "1", "4"), rows("some"));
      assertEquals(List.of("seq", "1", "2", "3", "4"), rows("asked"));
      assertEquals(List.of("seq", "2", "3"), rows("asked", "code", "b,c"));
      assertEquals(List.of("seq", "1", "4"), rows("some"));
    }
  }

  @Test
  void columns_have_the_same_types_whether_a_child_is_kept_or_not() throws Exception {
    String sql =
        """
        SELECT 1 AS id, sum(2) AS huge, 'a'::ENUM('a', 'b') AS letter, NULL AS nothing, [1, 2] AS list,
          {'a': 1::HUGEINT} AS struct, DATE '2024-01-01' AS day, '101'::BIT AS bits,
          INTERVAL 3 DAY AS span, uuid '00000000-0000-0000-0000-000000000001' AS u,
          TIMESTAMP_S '2024-01-01 00:00:00' AS s, MAP {'k': 1} AS m, 1.50::DECIMAL(5,2) AS d,
          TIMETZ '10:00:00+02' AS tz, '{"a":1}'::JSON AS j, 5::UHUGEINT AS uh, 'x'::BLOB AS b
        """;
    put("live", "", sql);
    put("kept", KEPT, sql);
    put("a", uses("c", "live"), "SELECT columns(*), typeof(columns(*)) FROM c");
    put("b", uses("c", "kept"), "SELECT columns(*), typeof(columns(*)) FROM c");
    compile();
    List<String> live = rows("a");
    assertEquals(live, rows("b"));
    assertEquals(2, live.size());
    assertTrue(live.get(1).contains("\"DECIMAL(38,0)\""), live.get(1));
    assertEquals(
        site.route("a").orElseThrow().columns().toString(),
        site.route("b").orElseThrow().columns().toString());
  }

  @Test
  void a_changed_child_or_file_is_a_new_key_of_whoever_reads_it() throws Exception {
    project.parquet("data/t.parquet", "SELECT 1 AS id");
    put("base", "", "FROM 'data/t.parquet'");
    put("middle", KEPT + uses("b", "base"), "FROM b");
    put("top", KEPT + uses("m", "middle"), "SELECT id FROM m");
    put("other", KEPT, "SELECT 5 AS id");
    compile();
    String first = entry("top");
    String other = entry("other");
    assertEquals(List.of("id", "1"), rows("top"));
    project.parquet("data/t.parquet", "SELECT 2 AS id");
    compile();
    assertNotEquals(first, entry("top"));
    assertEquals(other, entry("other"));
    assertEquals(List.of("id", "2"), rows("top"));
    String second = entry("top");
    put("base", "", "SELECT id + 10 AS id FROM 'data/t.parquet'");
    compile();
    assertNotEquals(second, entry("top"));
    assertEquals(List.of("id", "12"), rows("top"));
    assertEquals(other, entry("other"));
  }

  @Test
  void a_file_that_changes_under_a_site_reaches_the_kept_parents() throws Exception {
    project.toml("[site]\nfreshness = \"5ms\"\n");
    project.parquet("data/t.parquet", "SELECT 1 AS id");
    put("base", KEPT, "FROM 'data/t.parquet'");
    put("top", KEPT + uses("b", "base"), "SELECT id FROM b");
    compile();
    assertEquals(List.of("id", "1"), rows("top"));
    project.parquet("data/next.parquet", "SELECT 2 AS id");
    Files.move(
        root.resolve("data/next.parquet"),
        root.resolve("data/t.parquet"),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    long end = System.nanoTime() + 60_000_000_000L;
    while (!rows("top").equals(List.of("id", "2"))) {
      assertTrue(System.nanoTime() < end, "the new file never shows");
      Thread.sleep(5);
    }
  }

  @Test
  void an_alias_is_known_to_its_route_alone() throws Exception {
    put("child", "", "SELECT 1 AS x");
    put("parent", uses("up", "child"), "WITH up AS (SELECT x + 1 AS x FROM up) FROM up");
    put("thief", "", "FROM up");
    project.file("sources_sql/m.sql", "-- name: m\nFROM up");
    site = project.compile();
    assertEquals(List.of("x", "2"), rows("parent"));
    assertTrue(site.route("thief").isEmpty());
    assertEquals(
        2,
        project.codes().stream().filter("sql/unknown-table"::equals).count(),
        project.found().toString());
    assertEquals("sql/unknown-table", project.refused("FROM up").getFirst().code());
    assertEquals(
        "sql/unknown-table", project.refused("FROM ducksite_upstream_0").getFirst().code());
  }

  @Test
  void a_parent_reads_models_and_routes_and_describes_them() throws Exception {
    project.sales("data/s.parquet");
    project.file("sources_sql/m.sql", "-- name: m\nSELECT id, amount FROM 'data/s.parquet'");
    put("child", "", "WITH m2 AS (FROM m) SELECT id, amount * 2 AS amount FROM m2");
    put(
        "parent",
        uses("c", "child"),
        "SELECT m.amount + c.amount AS a FROM m JOIN c USING (id) ORDER BY a");
    put("described", uses("c", "child"), "SUMMARIZE c");
    put(
        "recursive",
        uses("c", "child"),
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n,"
            + " amount FROM r JOIN c ON c.id = n ORDER BY n");
    compile();
    assertEquals(List.of("a", "30", "60", "90"), rows("parent"));
    assertEquals(3, rows("described").size());
    assertEquals(List.of("n,amount", "1,20", "2,40", "3,60"), rows("recursive"));
  }
}
