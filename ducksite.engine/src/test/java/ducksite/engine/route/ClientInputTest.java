package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import ducksite.api.Options;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, of any type, in any place, in any format, the failure is not ours. */
final class ClientInputTest extends RouteProject {

  private static final int CASES = Integer.getInteger("ducksite.test.cases", 1_500);

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> SANE =
      List.of("1", "2024-01-01", "true", "region", "a", "day", "n", "n > 0", "[1]");

  private static final List<String> TYPES =
      List.of("str", "int", "float", "bool", "date", "datetime");

  private static final List<String> ODD =
      List.of(
          "",
          "abc",
          "'abc'",
          "[1, 2]",
          "{'a': 1}",
          "DATE '2024-13-45'",
          "1/0",
          "CAST('x' AS INT)",
          "-1",
          "0",
          "9223372036854775807",
          "-9223372036854775808",
          "1e308",
          "-1e-320",
          "0.1",
          "true",
          "FALSE",
          "0001-01-01",
          "9999-12-31",
          "2024-02-29",
          "1970-01-01T00:00:00Z",
          "9999-12-31T23:59:59.999999",
          "(",
          "[",
          "*a",
          "%",
          "n",
          "region",
          "upper(region)",
          "region::INT",
          "NULL",
          "'x'::DATE",
          "INTERVAL 1 DAY",
          "n + 1",
          "'1'",
          "__null__");

  /** Places of a value; each is tried with each type. */
  private static final Map<String, String> BOUND =
      Map.ofEntries(
          Map.entry("shown", "SELECT $x AS v FROM m"),
          Map.entry("equal", "SELECT * FROM m WHERE n = $x"),
          Map.entry("text", "SELECT * FROM m WHERE region = $x"),
          Map.entry("day", "SELECT * FROM m WHERE day >= $x"),
          Map.entry("cast", "SELECT CAST($x AS INTEGER) AS v FROM m"),
          Map.entry("date", "SELECT $x::DATE AS v FROM m"),
          Map.entry("double", "SELECT $x::DOUBLE AS v FROM m"),
          Map.entry("json", "SELECT json_extract($x::VARCHAR, '$.a') AS v FROM m"),
          Map.entry("many", "SELECT * FROM m WHERE region IN $x"),
          Map.entry("limit", "SELECT * FROM m LIMIT $x"),
          Map.entry("range", "SELECT range AS v FROM range($x) LIMIT 3"),
          Map.entry("regex", "SELECT * FROM m WHERE regexp_matches(region, $x)"),
          Map.entry("like", "SELECT * FROM m WHERE region LIKE $x"),
          Map.entry("math", "SELECT n + $x AS v, n / $x AS w, -$x AS y FROM m"),
          Map.entry("part", "SELECT strftime(day, $x) AS v, date_trunc($x, day) AS w FROM m"),
          Map.entry("list", "SELECT len($x::TEXT[]) AS v FROM m"));

  private static final Map<String, String> SLOTS =
      Map.of(
          "shown", "SELECT {{ x }} AS v FROM m",
          "equal", "SELECT * FROM m WHERE n = {{ x }}",
          "where", "SELECT * FROM m WHERE {{ x }} AND n > 0",
          "order", "SELECT * FROM m ORDER BY {{ x }}",
          "math", "SELECT n + {{ x }} AS v FROM m",
          "limit", "SELECT * FROM m LIMIT {{ x }}",
          "many", "SELECT * FROM m WHERE region IN ({{ x }})",
          "quoted", "SELECT '{{ x }}'::DATE AS v FROM m");

  private void write() throws IOException {
    project.file(
        "sources_sql/m.sql",
        "-- name: m\nSELECT * FROM (VALUES (1, 'emea', DATE '2024-01-01'), (2, 'na', NULL)) t(n,"
            + " region, day)\n");
    for (String type : TYPES) {
      BOUND.forEach(
          (place, sql) ->
              file("b_" + place + "_" + type, "[params.x]\ntype = \"" + type + "\"\n", sql));
      for (String policy : List.of("literal", "identifier", "raw")) {
        SLOTS.forEach(
            (place, sql) ->
                file(
                    policy + "_" + place + "_" + type,
                    "[params]\nx = { template_only = true, type = \""
                        + type
                        + "\", template.policy = \""
                        + policy
                        + "\" }\n",
                    sql));
      }
    }
  }

  private void file(String id, String toml, String sql) {
    try {
      project.file("routes_src/" + id + ".toml", toml).file("routes_src/" + id + ".sql", sql);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void no_value_of_a_client_is_a_failure_of_the_server() throws Exception {
    long seed = Long.getLong("ducksite.test.seed", System.nanoTime());
    System.out.println("ClientInputTest -Dducksite.test.seed=" + seed);
    write();
    site = project.compile();
    List<Route> routes = new ArrayList<>(site.routes());
    List<String> formats = new ArrayList<>(new TreeSet<>(routes.getFirst().formats()));
    routes.removeIf(route -> !isSound(route));
    assertTrue(routes.size() > 60, () -> routes.size() + " routes");
    Random random = new Random(seed);
    HostileValues values = new HostileValues(seed);
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    Set<String> bad = new TreeSet<>();
    for (int index = 0; index < CASES; index++) {
      Route route = routes.get(index % routes.size());
      List<String> given = new ArrayList<>();
      int many = random.nextInt(5) == 0 ? 2 : 1;
      for (int each = 0; each < many; each++) {
        given.add(random.nextInt(4) == 0 ? values.next() : ODD.get(random.nextInt(ODD.size())));
      }
      String format = formats.get(random.nextInt(formats.size()));
      String outcome = "answered";
      try {
        answer(route, given, format);
      } catch (RouteException e) {
        outcome = e.kind().name();
        if (e.kind() == RouteException.Kind.EXECUTION_FAILED) {
          bad.add(about(route, given, format) + e.getCause());
        }
      } catch (RuntimeException e) {
        bad.add(about(route, given, format) + "UNCAUGHT " + e);
      }
      outcomes.merge(outcome, 1, Integer::sum);
    }
    assertTrue(outcomes.getOrDefault("answered", 0) > CASES / 10, outcomes.toString());
    assertEquals(Set.of(), bad);
  }

  private static String about(Route route, List<String> given, String format) throws IOException {
    return route.id() + " " + JSON.writeValueAsString(given) + " " + format + ": ";
  }

  /** Whether there is a value that the route answers: what nobody can ask is its author's fault. */
  private boolean isSound(Route route) {
    for (String value : SANE) {
      try {
        answer(route, List.of(value), "json");
        return true;
      } catch (RouteException e) {
        continue;
      }
    }
    return false;
  }

  private void answer(Route route, List<String> given, String format) throws RouteException {
    RoutePlan plan = plan(route, RouteRequest.of(Map.of("x", given, "format", List.of(format))));
    if (plan.isParquet()) {
      plan.writeParquet(root.resolve("x.parquet"), () -> false);
    } else {
      plan.run(OutputStream.nullOutputStream(), Options.empty(), () -> false);
    }
  }

  @Test
  void a_value_that_fits_its_parameter_but_not_its_place_is_named() throws Exception {
    project.file(
        "routes_src/raw.toml",
        "[params]\nx = { template_only = true, template.policy = \"raw\" }\n");
    project.file("routes_src/raw.sql", "SELECT n FROM m WHERE {{ x }} AND n > 0");
    project.file("sources_sql/m.sql", "-- name: m\nSELECT 1 AS n, 'emea' AS region\n");
    project.file("routes_src/child.toml", "[params.text]\n");
    project.file("routes_src/child.sql", "SELECT CAST($text AS DATE) AS day");
    project.file(
        "routes_src/parent.toml",
        "[params.day]\n[[uses]]\nalias = \"up\"\ncall = \"child\"\nargs = { text = \"day\" }\n");
    project.file("routes_src/parent.sql", "FROM up");
    project.file("routes_src/author.toml", "[params.x]\n[params.fixed]\ndefault = \"nonsense\"\n");
    project.file(
        "routes_src/author.sql",
        "SELECT CAST(region AS INT) AS v, $x AS x FROM m WHERE region <> $fixed");
    project.file("routes_src/own.toml", "[params.x]\ndefault = \"nonsense\"\n");
    project.file("routes_src/own.sql", "SELECT CAST($x AS DATE) AS v");
    site = project.compiled();
    assertEquals("INVALID_TEMPLATE x", failure("raw", "x", "'abc'"));
    assertEquals("INVALID_TEMPLATE x", failure("raw", "x", "[1, 2]"));
    assertEquals("INVALID_PARAMETER day", failure("parent", "day", "tomorrow"));
    assertEquals("EXECUTION_FAILED null", failure("author", "x", "abc"));
    assertEquals("EXECUTION_FAILED null", failure("own"));
    assertEquals("INVALID_PARAMETER x", failure("own", "x", "tomorrow"));
  }

  private String failure(String id, String... query) throws RouteException {
    RoutePlan plan;
    try {
      plan = plan(site.route(id).orElseThrow(), query(query));
    } catch (RouteException e) {
      return e.kind() + " " + e.parameter();
    }
    RouteException failure =
        assertThrows(
            RouteException.class,
            () -> plan.run(OutputStream.nullOutputStream(), Options.empty(), () -> false));
    return failure.kind() + " " + failure.parameter();
  }
}
