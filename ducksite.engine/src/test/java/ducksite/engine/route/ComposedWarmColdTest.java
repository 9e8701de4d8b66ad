package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What is kept of routes that are read never shows: random chains of kept and live routes over a
 * file that is replaced all the time answer what plain SQL answers over one state of it.
 */
final class ComposedWarmColdTest extends RouteProject {

  private static final int CASES = 600;
  private static final int STATES = 3;
  private static final String[] MODES = {"materialize", "passthrough", "force_live"};
  private static final List<String> CODES = List.of("a", "b", "a|c", "__null__", "nobody");

  @Test
  void every_chain_answers_what_plain_sql_answers_over_one_state() throws Exception {
    long seed = Long.getLong("ducksite.test.seed", System.nanoTime());
    System.out.println("ComposedWarmColdTest seed " + seed);
    Random random = new Random(seed);
    List<Path> states = new ArrayList<>();
    for (int state = 0; state < STATES; state++) {
      states.add(
          project.parquet(
              "states/" + state + ".parquet",
              "SELECT range AS seq, ['a', 'b', 'c', NULL][CAST(1 + hash(range + %1$d) %% 4 AS BIGINT)]"
                      .formatted(state)
                  + " AS code, "
                  + state
                  + " AS state FROM range("
                  + (30 + state)
                  + ")"));
    }
    Path data = project.parquet("data/t.parquet", "SELECT 0 AS seq, 'a' AS code, 0 AS state");
    Files.copy(states.getFirst(), data, StandardCopyOption.REPLACE_EXISTING);
    project.toml("[site]\nfreshness = \"5ms\"\n");
    prepare(random);
    site = project.compiled();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement plain = connection.createStatement()) {
      for (int number = 0; number < CASES; number++) {
        if (random.nextInt(30) == 0) {
          Path next = root.resolve("states/next.parquet");
          Files.copy(states.get(random.nextInt(STATES)), next, StandardCopyOption.REPLACE_EXISTING);
          Files.move(
              next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        if (random.nextInt(90) == 0) {
          site.results().clear(null);
        }
        check(random, plain, states, seed);
      }
    }
    assertTrue(
        site.results().counters().diskHits() > 20, "hits: " + site.results().counters().diskHits());
    assertTrue(site.results().counters().populations() > 20, "populations");
  }

  /** Nine bases, three on each, three on each of these: {@code b0}, {@code m0}, {@code t0}. */
  private void prepare(Random random) throws Exception {
    for (int number = 0; number < 9; number++) {
      boolean filtered = number % 3 == 0;
      String cache =
          "cache.order_by = \"seq\"\n"
              + (filtered
                  ? "cache.invariant_filters = [{ param = \"code\", column = \"code\", separator ="
                      + " \"|\" }]\n"
                  : "");
      String params = "[params]\nleast = { type = \"int\", default = 0 }\ncode = {}\n";
      String where =
          filtered
              ? "seq >= $least"
              : "seq >= $least AND ($code IS NULL OR coalesce(code, '__null__') IN (SELECT"
                  + " unnest(string_split($code, '|'))))";
      route(
          "b" + number,
          MODES[random.nextInt(3)],
          cache,
          params,
          "",
          "SELECT seq, code, state FROM read_parquet('data/t.parquet') WHERE " + where);
      String args = "args = { least = \"least\", code = \"code\" }\n";
      route(
          "m" + number,
          MODES[random.nextInt(3)],
          "cache.order_by = \"seq\"\n",
          params,
          "[[uses]]\nalias = \"c\"\ncall = \"b" + number + "\"\n" + args,
          "SELECT seq, code, state FROM c WHERE seq % 2 = 0");
      route(
          "t" + number,
          MODES[random.nextInt(3)],
          "cache.order_by = \"seq DESC\"\n",
          params,
          "[[uses]]\nalias = \"c\"\ncall = \"m" + number + "\"\n" + args,
          "SELECT seq, code, state FROM c WHERE seq % 3 = 0");
    }
  }

  private void route(String id, String mode, String cache, String params, String uses, String sql)
      throws Exception {
    project
        .file(
            "routes_src/" + id + ".toml", "cache_mode = \"" + mode + "\"\n" + cache + params + uses)
        .file("routes_src/" + id + ".sql", sql);
  }

  private void check(Random random, Statement plain, List<Path> states, long seed)
      throws Exception {
    char level = "bmt".charAt(random.nextInt(3));
    Route route = site.route(level + "" + random.nextInt(9)).orElseThrow();
    Map<String, String> asked = new TreeMap<>();
    List<String> conditions =
        new ArrayList<>(
            List.of(level == 'b' ? "true" : level == 'm' ? "seq % 2 = 0" : "seq % 6 = 0"));
    if (random.nextBoolean()) {
      int least = 5 * random.nextInt(3);
      asked.put("least", Integer.toString(least));
      conditions.add("seq >= " + least);
    }
    if (random.nextBoolean()) {
      String code = CODES.get(random.nextInt(CODES.size()));
      asked.put("code", code);
      conditions.add("coalesce(code, '__null__') IN ('" + code.replace("|", "', '") + "')");
    }
    List<String> rows = project.rows(route, asked);
    List<String> given = rows.subList(1, rows.size());
    List<Integer> possible =
        given.isEmpty()
            ? List.of(0, 1, 2)
            : List.of(given.getFirst().charAt(given.getFirst().length() - 1) - '0');
    List<String> expected = List.of();
    for (int state : possible) {
      expected = new ArrayList<>();
      try (ResultSet found =
          plain.executeQuery(
              "SELECT seq || ',' || coalesce(code, '') || ',' || state FROM '"
                  + states.get(state)
                  + "' WHERE "
                  + String.join(" AND ", conditions)
                  + " ORDER BY seq"
                  + (level == 't' ? " DESC" : ""))) {
        while (found.next()) {
          expected.add(found.getString(1));
        }
      }
      if (expected.equals(given)) {
        return;
      }
    }
    throw new AssertionError(
        "seed " + seed + ": " + route + " asked " + asked + "\ngave " + given + "\nnot  "
            + expected);
  }
}
