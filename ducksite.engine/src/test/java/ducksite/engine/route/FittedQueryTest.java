package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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
}
