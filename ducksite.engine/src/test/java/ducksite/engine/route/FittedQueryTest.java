package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import ducksite.engine.duck.BoundSql;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Levels whose filters are proven are read at once, and as soon as they are not, as written. */
final class FittedQueryTest extends RouteProject {

  private static final Slice WHOLE = new Slice(null, 0, List.of());

  private static final String LEVELS =
      """
      [cache]
      enabled = false

      [[file_sources]]
      name = "s"
      upstream_glob = "up/**/*.parquet"
      hierarchy = [
        { pattern = "data/s/year/*.parquet", row_filter = "day < DATE '2025-01-01'" },
        { pattern = "data/s/month/*.parquet", row_filter = "day >= DATE '2025-01-01'" },
      ]
      """;

  private Route levels() throws Exception {
    project.parquet("up/year/a.parquet", "SELECT DATE '2024-01-01' AS day, 1 AS n");
    project.parquet("up/year/b.parquet", "SELECT DATE '2025-01-01' AS day, 1000 AS n");
    project.parquet("up/month/a.parquet", "SELECT DATE '2025-01-01' AS day, 10 AS n");
    project.parquet("up/month/b.parquet", "SELECT DATE '2025-02-01' AS day, 100 AS n");
    project.toml(LEVELS);
    return compiled(
        "[params.least]\ntype = \"int\"\n", "SELECT sum(n) AS n FROM s WHERE n >= $least");
  }

  private String answer(Route route) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    plan(route, query("format", "csv", "least", "1")).run(out, Options.empty(), () -> false);
    return out.toString(StandardCharsets.UTF_8).replace("\r\n", " ").strip();
  }

  @Test
  void levels_that_hold_only_their_own_rows_are_one_scan_without_filters() throws Exception {
    Route route = levels();
    RouteQuery.Fitted fitted = plan(route, query("least", "1")).query().fitted(WHOLE);
    assertNotNull(fitted);
    assertEquals(2, fitted.sql().sql().split("read_parquet", -1).length, fitted.sql().sql());
    assertFalse(fitted.sql().sql().contains("2025"), fitted.sql().sql());
    assertEquals("n 111", answer(route));
  }

  @Test
  void a_file_that_no_longer_holds_its_own_rows_alone_is_filtered() throws Exception {
    Route route = levels();
    RoutePlan before = plan(route, query("format", "csv", "least", "1"));
    RouteQuery.Fitted fitted = before.query().fitted(WHOLE);
    assertNotNull(fitted);
    assertTrue(fitted.proof().isStillProven());
    project.parquet(
        "up/year/a.parquet",
        "SELECT * FROM (VALUES (DATE '2024-01-01', 2), (DATE '2025-01-01', 5000)) t(day, n)");
    assertFalse(fitted.proof().isStillProven());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    before.run(out, Options.empty(), () -> false);
    assertEquals("n\r\n112\r\n", out.toString(StandardCharsets.UTF_8));
    assertNull(
        plan(route, query("least", "1")).query().fitted(WHOLE), "a changed file proves nothing");
    assertEquals("n 112", answer(route));
  }

  @Test
  void a_filter_that_a_file_does_not_prove_stays() throws Exception {
    Route route = levels();
    project.parquet(
        "up/month/a.parquet",
        "SELECT * FROM (VALUES (DATE '2024-06-01', 7000), (DATE '2025-01-01', 10)) t(day, n)");
    project.file("routes_src/r.sql", "SELECT sum(n) AS n FROM s WHERE n >= $least");
    site = project.compile();
    route = site.route("r").orElseThrow();
    RouteQuery.Fitted fitted = plan(route, query("least", "1")).query().fitted(WHOLE);
    assertNotNull(fitted);
    assertTrue(fitted.sql().sql().contains("day >= DATE '2025-01-01'"), fitted.sql().sql());
    assertEquals("n 111", answer(route));
  }

  private static final String YEARS =
      """
      [cache]
      enabled = false

      [[file_sources]]
      name = "s"
      upstream_glob = "up/**/*.parquet"
      hierarchy = [
        { pattern = "data/s/year/*.parquet", row_filter = "day < DATE '2025-01-01'" },
        { pattern = "data/s/zday/*.parquet", row_filter = "day >= DATE '2025-01-01'" },
      ]
      """;

  /** Years, and days that are given. */
  private Route years(String... days) throws Exception {
    project.parquet("up/year/a.parquet", "SELECT DATE '2024-01-01' AS day, 'x' AS zone, 1 AS n");
    project.parquet("up/year/b.parquet", "SELECT DATE '2024-01-01' AS day, 'y' AS zone, 10 AS n");
    for (int index = 0; index < days.length; index++) {
      project.parquet("up/zday/" + index + ".parquet", days[index]);
    }
    project.toml(YEARS);
    return compiled("", "SELECT * FROM s ORDER BY zone");
  }

  /** The number of scans of the query that is executed; it has the columns of the one written. */
  private int scans(Route route) throws Exception {
    RoutePlan plan = plan(route, query());
    RouteQuery.Fitted fitted = plan.query().fitted(WHOLE);
    BoundSql written = plan.query().part(WHOLE);
    BoundSql executed = fitted == null ? written : fitted.sql();
    assertEquals(columns(plan, written), columns(plan, executed), executed.sql());
    return executed.sql().split("read_parquet", -1).length - 1;
  }

  private static List<String> columns(RoutePlan plan, BoundSql sql) {
    return plan
        .services()
        .duck(plan.route())
        .describe(sql, Duration.ofSeconds(30), () -> false)
        .stream()
        .map(column -> column.name() + " " + column.sqlType())
        .toList();
  }

  @Test
  void a_level_without_rows_for_the_query_leaves_its_columns_only() throws Exception {
    Route route =
        years(
            "SELECT 3 AS n, DATE '2024-05-05' AS day, 7::UBIGINT AS noise, 1.5::DECIMAL(9, 2) AS"
                + " fee, 'z' AS \"the \"\"zone\"\"\", TIMESTAMPTZ '2024-01-01 00:00:00Z' AS at");
    assertEquals(1, scans(route));
    assertEquals(
        List.of(
            "day DATE",
            "zone VARCHAR",
            "n INTEGER",
            "noise UBIGINT",
            "fee DECIMAL(9,2)",
            "the \"zone\" VARCHAR",
            "at TIMESTAMP WITH TIME ZONE"),
        columns(plan(route, query()), plan(route, query()).query().fitted(WHOLE).sql()));
    assertEquals(
        "day,zone,n,noise,fee,\"the \"\"zone\"\"\",at 2024-01-01,x,1,,,, 2024-01-01,y,10,,,,",
        csv(route));
  }

  @Test
  void a_level_without_rows_for_the_query_may_have_fewer_columns_in_another_order()
      throws Exception {
    assertEquals(1, scans(years("SELECT 3 AS n, DATE '2024-05-05' AS day")));
    project.parquet("up/zday/0.parquet", "SELECT 'z' AS zone, DATE '2024-05-05' AS day, 4 AS n");
    assertEquals(1, scans(recompiled()));
  }

  @Test
  void a_level_that_decides_on_types_or_names_is_read_even_without_rows() throws Exception {
    String day = "DATE '2024-05-05' AS day";
    Route route = years("SELECT " + day + ", 3::BIGINT AS n");
    assertEquals(2, scans(route));
    assertEquals(
        "n BIGINT",
        columns(plan(route, query()), plan(route, query()).query().part(WHOLE)).getLast());
    for (String columns :
        List.of(
            day + ", 'Z' AS \"ZONE\"",
            day + ", 1.5::FLOAT AS n",
            day + ", [1] AS list",
            day + ", {'a': 1} AS pair",
            day + ", 'a'::BLOB AS bytes",
            day + ", UUID '00000000-0000-0000-0000-000000000001' AS id",
            "TIMESTAMP '2024-05-05 00:00:00' AS day")) {
      project.parquet("up/zday/0.parquet", "SELECT " + columns);
      assertEquals(2, scans(recompiled()), columns);
      assertEquals(2, csv(site.route("r").orElseThrow()).split(",[xy],", -1).length - 1, columns);
    }
  }

  @Test
  void a_level_of_several_kinds_of_files_is_read_even_without_rows() throws Exception {
    String day = "SELECT DATE '2024-05-05' AS day";
    assertEquals(2, scans(years(day, day + ", 3 AS more")));
  }

  @Test
  void a_level_with_rows_is_read_as_soon_as_parameters_ask_for_them() throws Exception {
    years("SELECT DATE '2025-05-05' AS day, 'z' AS zone, 100::BIGINT AS m");
    Route route =
        compiled(
            "[params.since]\ntype = \"date\"\n[params.zone]\ntype = \"str\"\n",
            "SELECT n, m FROM s WHERE day >= $since AND zone <= $zone ORDER BY zone");
    String[][] expected = {
      {"2024-01-01", "y", "n,m 1, 10,"},
      {"2024-01-01", "z", "n,m 1, 10, ,100"},
      {"2024-06-01", "z", "n,m ,100"},
      {"2024-01-01", "x", "n,m 1,"},
      {"2026-01-01", "z", "n,m"},
    };
    for (int round = 0; round < 2; round++) {
      for (String[] each : expected) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        plan(route, query("format", "csv", "since", each[0], "zone", each[1]))
            .run(out, Options.empty(), () -> false);
        assertEquals(
            each[2],
            out.toString(StandardCharsets.UTF_8).replace("\r\n", " ").strip(),
            each[0] + " " + each[1]);
      }
    }
    RouteQuery.Fitted fitted =
        plan(route, query("since", "2024-01-01", "zone", "y")).query().fitted(WHOLE);
    assertNotNull(fitted);
    assertTrue(fitted.sql().sql().contains("NULL::BIGINT AS \"m\""), fitted.sql().sql());
  }

  @Test
  void a_level_that_was_left_out_is_read_when_its_files_change() throws Exception {
    Route route = years("SELECT DATE '2024-05-05' AS day, 'z' AS zone, 100::BIGINT AS m");
    RoutePlan before = plan(route, query("format", "csv"));
    RouteQuery.Fitted fitted = before.query().fitted(WHOLE);
    assertNotNull(fitted);
    assertTrue(fitted.proof().isStillProven());
    assertTrue(fitted.proof().isWhole());
    project.parquet(
        "up/zday/0.parquet", "SELECT DATE '2025-05-05' AS day, 'z' AS zone, 200::BIGINT AS m");
    assertFalse(fitted.proof().isStillProven());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    before.run(out, Options.empty(), () -> false);
    assertEquals(
        "day,zone,n,m\r\n2024-01-01,x,1,\r\n2024-01-01,y,10,\r\n2025-05-05,z,,200\r\n",
        out.toString(StandardCharsets.UTF_8));
    Files.delete(root.resolve("up/zday/0.parquet"));
    assertFalse(fitted.proof().isStillProven());
    assertNull(plan(route, query()).query().fitted(WHOLE), "a file that is gone proves nothing");
  }

  @Test
  void answers_of_a_mixture_of_states_do_not_end_well() throws Exception {
    Route route = years("SELECT DATE '2024-05-05' AS day, 'z' AS zone, 100::BIGINT AS m");
    try (RouteResult result = plan(route, query("format", "csv")).open(() -> false)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      result.render(out, Options.empty(), () -> false);
      assertTrue(result.stayed());
    }
    try (RouteResult result = plan(route, query("format", "csv")).open(() -> false)) {
      project.parquet("up/year/a.parquet", "SELECT DATE '2024-01-01' AS day, 'w' AS zone, 5 AS n");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      result.render(out, Options.empty(), () -> false);
      assertEquals(
          "day,zone,n,m\r\n2024-01-01,w,5,\r\n2024-01-01,y,10,\r\n",
          out.toString(StandardCharsets.UTF_8));
    }
  }

  private Route recompiled() throws Exception {
    site = project.compile();
    assertEquals(List.of(), project.found());
    return site.route("r").orElseThrow();
  }

  private String csv(Route route) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    plan(route, query("format", "csv")).run(out, Options.empty(), () -> false);
    return out.toString(StandardCharsets.UTF_8).replace("\r\n", " ").strip();
  }
}
