package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What is kept never shows: random routes and requests, asked by several threads while the data
 * changes, entries expire, are evicted and cleared, answer what plain SQL with the filter answers
 * over one state of the data.
 */
final class WarmColdTest extends RouteProject {

  private static final int CASES = 2_100;
  private static final int THREADS = 3;
  private static final int ROUTES = 24;
  private static final int STATES = 3;
  private static final String ROWS =
      """
      SELECT range AS seq, ['Ada', 'ada', 'Bob', 'çelik', NULL, 'o''x'][CAST(1 + hash(range * 7 + %1$d) %% 6 AS BIGINT)]
          AS name,
        CASE WHEN range %% 7 = 3 THEN NULL ELSE CAST(hash(range + %1$d) %% 5 AS INTEGER) END AS code,
        CASE WHEN range %% 5 = 4 THEN NULL
          ELSE DATE '2024-01-01' + CAST(hash(range * 3 + %1$d) %% 4 AS INTEGER) END AS day,
        CAST(hash(range * 11 + %1$d) %% 4 AS DECIMAL(6,2)) / 2 AS price,
        CASE WHEN range %% 9 = 0 THEN NULL ELSE hash(range * 13 + %1$d) %% 2 = 0 END AS flag,
        %1$d AS state
      FROM range(%2$d)
      """;

  private static final List<String> COLUMNS =
      List.of("seq", "name", "code", "day", "price", "flag", "state");

  private record Kind(String column, List<String> values) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "name", List.of("Ada", "ada", "ADA", "Bob", "o'x", "çelik", "nobody", "__null__")),
          new Kind("code", List.of("0", "+1", "02", " 3", "77", "x", "1.5", "__null__")),
          new Kind("day", List.of("2024-01-01", "2024-01-02T00:00:00", "2030-01-01", "__null__")),
          new Kind("price", List.of("0", "0.5", "1.50", "1.505", "__null__")),
          new Kind("flag", List.of("true", "F", "no", "__null__")));

  /** A random route, as the test understands it. */
  private record Case(
      String id,
      List<Kind> filters,
      boolean ignoresCase,
      String order,
      boolean hasMinimum,
      int page) {}

  private final List<Case> cases = new ArrayList<>();
  private final List<Path> states = new ArrayList<>();

  @Test
  void every_answer_is_what_plain_sql_answers_over_one_state() throws Exception {
    long seed = Long.getLong("ducksite.test.seed", System.nanoTime());
    System.out.println("WarmColdTest seed " + seed);
    Random random = new Random(seed);
    prepare(random);
    site = project.compiled();
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<?> changes = threads.submit(() -> change(new Random(seed + 1), answered, done));
      List<Future<?>> askers = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Random own = new Random(seed + 10 + thread);
        askers.add(threads.submit(() -> ask(own, answered)));
      }
      try {
        for (Future<?> asker : askers) {
          asker.get();
        }
      } finally {
        done.set(true);
      }
      changes.get();
    }
    var counters = site.results().counters();
    assertTrue(answered.get() == CASES, "cases: " + answered);
    assertTrue(counters.diskHits() > 100, "hits: " + counters.diskHits());
    assertTrue(counters.populations() > 50, "populations: " + counters.populations());
    assertTrue(counters.evictions() > 0, "evictions: " + counters.evictions());
  }

  private void prepare(Random random) throws Exception {
    project.toml("[site]\nfreshness = \"5ms\"\n[cache]\nmax_bytes = \"400KB\"\n");
    for (int state = 0; state < STATES; state++) {
      states.add(
          project.parquet("states/" + state + ".parquet", ROWS.formatted(state, 40 + state)));
    }
    project.parquet("data/t.parquet", ROWS.formatted(0, 40));
    for (int index = 0; index < ROUTES; index++) {
      List<Kind> kinds = new ArrayList<>(KINDS);
      java.util.Collections.shuffle(kinds, random);
      List<Kind> filters = kinds.subList(0, 1 + random.nextInt(2));
      boolean ignoresCase = random.nextInt(3) == 0;
      List<String> columns = new ArrayList<>(COLUMNS.subList(0, 6));
      java.util.Collections.shuffle(columns, random);
      String order =
          columns.subList(0, 1 + random.nextInt(2)).stream()
              .map(
                  column ->
                      column
                          + (random.nextBoolean() ? " DESC" : "")
                          + (random.nextBoolean() ? " NULLS FIRST" : ""))
              .collect(Collectors.joining(", "));
      boolean bound = random.nextBoolean();
      boolean minimum = random.nextBoolean();
      int page = random.nextInt(3) == 0 ? 7 : 0;
      String ttl = random.nextInt(4) == 0 ? "0.03" : "600";
      StringBuilder toml = new StringBuilder("cache.order_by = \"" + order + "\"\n");
      toml.append("cache.ttl_seconds = ").append(ttl).append("\ncache.rows_per_page = 7\n");
      toml.append("cache.enforce_page_size = ").append(page > 0).append('\n');
      toml.append("cache.invariant_filters = [");
      for (Kind kind : filters) {
        toml.append("{ param = \"").append(kind.column()).append("\", column = \"");
        toml.append(kind.column()).append("\", separator = \"|\"");
        toml.append(ignoresCase && kind.column().equals("name") ? ", case_insensitive = true" : "");
        toml.append(" },");
      }
      toml.append("]\n[params]\n");
      StringBuilder sql =
          new StringBuilder("SELECT * FROM read_parquet('data/t.parquet') WHERE true");
      if (minimum) {
        toml.append("minimum = { type = \"int\" }\n");
        sql.append(" AND ($minimum IS NULL OR seq >= $minimum)");
      }
      if (bound) {
        String name = filters.getFirst().column();
        toml.append(name).append(" = { type = \"str\" }\n");
        sql.append(" AND ($").append(name).append(" IS NULL OR CAST(").append(name);
        sql.append(" AS VARCHAR) = $").append(name).append(')');
      }
      String id = "r" + index;
      project.file("routes_src/" + id + ".toml", toml.toString());
      project.file("routes_src/" + id + ".sql", sql.toString());
      cases.add(new Case(id, List.copyOf(filters), ignoresCase, order, minimum, page));
    }
  }

  /** Replaces the data, and takes entries away, every few dozen answers. */
  private Void change(Random random, AtomicInteger answered, AtomicBoolean done) throws Exception {
    Path data = root.resolve("data/t.parquet");
    while (!done.get()) {
      Path begun = root.resolve("states/next.parquet");
      Files.copy(states.get(random.nextInt(STATES)), begun, StandardCopyOption.REPLACE_EXISTING);
      Files.move(begun, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      int next = answered.get() + 20 + random.nextInt(60);
      while (!done.get() && answered.get() < next) {
        Thread.sleep(2);
      }
      if (random.nextInt(3) == 0) {
        site.results().clear(random.nextBoolean() ? null : "r" + random.nextInt(ROUTES));
      }
    }
    return null;
  }

  private Void ask(Random random, AtomicInteger answered) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement plain = connection.createStatement()) {
      plain.execute("SET threads = 1");
      for (int state = 0; state < STATES; state++) {
        plain.execute(
            "CREATE TABLE s" + state + " AS FROM read_parquet('" + states.get(state) + "')");
      }
      for (int number = 0; number < CASES / THREADS; number++) {
        check(random, plain);
        answered.incrementAndGet();
      }
    }
    return null;
  }

  private void check(Random random, Statement plain) throws Exception {
    Case chosen = cases.get((int) Math.min(ROUTES - 1, Math.abs(random.nextGaussian()) * 8));
    List<String> asked = new ArrayList<>(List.of("format", "csv"));
    List<String> conditions = new ArrayList<>(List.of("true"));
    for (Kind kind : chosen.filters()) {
      if (random.nextInt(3) > 0) {
        select(chosen, kind, random, asked, conditions);
      }
    }
    if (chosen.hasMinimum() && random.nextInt(3) == 0) {
      int minimum = random.nextInt(30);
      asked.addAll(List.of("minimum", Integer.toString(minimum)));
      conditions.add("seq >= " + minimum);
    }
    String range = range(chosen, random, asked);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Route route = site.route(chosen.id()).orElseThrow();
    RouteOutcome outcome =
        plan(route, query(asked.toArray(String[]::new))).run(out, Options.empty(), () -> false);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().skip(1).toList();
    String condition = String.join(" AND ", conditions);
    List<String> expected = List.of();
    for (int state : possible(lines)) {
      expected = plainly(plain, state, chosen, condition, range);
      if (expected.equals(lines)) {
        return;
      }
    }
    throw new AssertionError(
        chosen
            + " asked "
            + asked
            + " from "
            + outcome.timing().source()
            + "\ngave "
            + lines
            + "\nnot  "
            + expected);
  }

  /** The states that an answer may tell of: rows name theirs. */
  private static List<Integer> possible(List<String> lines) {
    return lines.isEmpty()
        ? List.of(0, 1, 2)
        : List.of(lines.getFirst().charAt(lines.getFirst().length() - 1) - '0');
  }

  private static void select(
      Case chosen, Kind kind, Random random, List<String> asked, List<String> conditions) {
    List<String> tokens = new ArrayList<>();
    int count = random.nextInt(4);
    for (int index = 0; index < count; index++) {
      tokens.add(kind.values().get(random.nextInt(kind.values().size())));
    }
    if (random.nextInt(6) == 0) {
      asked.addAll(List.of(kind.column(), ""));
    }
    if (tokens.isEmpty()) {
      return;
    }
    if (random.nextBoolean()) {
      asked.addAll(List.of(kind.column(), String.join("|", tokens)));
    } else {
      tokens.forEach(token -> asked.addAll(List.of(kind.column(), token)));
    }
    conditions.add(
        tokens.stream()
            .map(token -> condition(chosen, kind.column(), token))
            .collect(Collectors.joining(" OR ", "(", ")")));
  }

  /** The test's own understanding of a token. */
  private static String condition(Case chosen, String column, String token) {
    if (token.equals("__null__")) {
      return column + " IS NULL";
    }
    String text = token.strip().replace("'", "''");
    return switch (column) {
      case "name" ->
          chosen.ignoresCase() ? "lower(name) = lower('" + text + "')" : "name = '" + text + "'";
      case "code" -> token.equals("x") ? "false" : "code = " + text;
      case "price" -> "price = CAST('" + text + "' AS DECIMAL(12,4))";
      case "flag" -> "flag = " + List.of("true", "yes").contains(text);
      default -> "day = CAST(CAST('" + text + "' AS TIMESTAMP) AS DATE)";
    };
  }

  private static String range(Case chosen, Random random, List<String> asked) {
    long limit = random.nextInt(2) == 0 ? 1 + random.nextInt(12) : -1;
    long offset = random.nextInt(3) == 0 ? random.nextInt(30) : 0;
    if (limit >= 0) {
      asked.addAll(List.of("limit", Long.toString(limit)));
    }
    if (offset > 0) {
      asked.addAll(List.of("offset", Long.toString(offset)));
    }
    if (chosen.page() > 0) {
      offset = offset / chosen.page() * chosen.page();
      limit = limit < 0 ? limit : chosen.page();
    }
    return (limit < 0 ? "" : " LIMIT " + limit) + (offset == 0 ? "" : " OFFSET " + offset);
  }

  private static List<String> plainly(
      Statement plain, int state, Case chosen, String condition, String range)
      throws SQLException, IOException {
    String texts =
        COLUMNS.stream()
            .map(column -> "coalesce(CAST(" + column + " AS VARCHAR), '')")
            .collect(Collectors.joining(" || ',' || "));
    String order =
        List.of(chosen.order().split(", ")).stream()
            .map(term -> term.contains("NULLS") ? term : term + " NULLS LAST")
            .collect(Collectors.joining(", "));
    String others =
        COLUMNS.stream().map(column -> column + " NULLS LAST").collect(Collectors.joining(", "));
    List<String> lines = new ArrayList<>();
    try (ResultSet rows =
        plain.executeQuery(
            "SELECT "
                + texts
                + " FROM (SELECT * FROM s"
                + state
                + " WHERE "
                + condition
                + " ORDER BY "
                + order
                + ", "
                + others
                + range
                + ")")) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }
}
