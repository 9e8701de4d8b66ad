import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;

/**
 * One query over a hierarchy of years, months and days, and over the day files alone; the second
 * also for a window of 35 days. The levels are proven equal first.
 */
final class Hierarchy {

  private static final int ROUNDS = 9;

  /** The server answers so often before it is measured, so that its JVM has compiled. */
  private static final int WARM_ROUNDS = 400;

  private static final int DAYS = 731;
  private static final int ROWS = 3010;
  private static final String FIRST = "DATE '2024-01-01'";

  private static final String CONFIGURATION =
      """
      [cache]
      enabled = false

      [[file_sources]]
      name = "days"
      upstream_glob = "lake/day/*.parquet"

      [[file_sources]]
      name = "trips"
      upstream_glob = "lake/**/*.parquet"
      hierarchy_before = [
        { pattern = "data/trips/year/*.parquet", row_filter = "day < DATE '2025-01-01'" },
      ]
      hierarchy = [
        { pattern = "data/trips/month/*.parquet", row_filter = "day >= DATE '2025-01-01' AND day < DATE '2026-01-01'" },
      ]
      hierarchy_after = [
        { pattern = "data/trips/day/*.parquet", row_filter = "day >= DATE '2026-01-01'" },
      ]
      rollup = { period = "day", count = "trips", by = ["zone"], sum = ["fare"] }
      """;

  private Hierarchy() {}

  public static void main(String[] arguments) throws Exception {
    Bench.run(
        "hierarchy: 2.2 million rows of 731 days through their levels, and by pruning",
        arguments,
        Hierarchy::measure);
  }

  private static String query(String source, String condition) {
    return "SELECT zone, sum(fare) AS fare FROM "
        + source
        + condition
        + " GROUP BY zone ORDER BY 1";
  }

  private static void measure(Bench bench) throws Exception {
    if (!Bench.hasDuckDb()) {
      bench.skipped("hierarchy", "DuckDB's driver is missing");
      return;
    }
    Path project =
        bench.project(
            "hierarchy",
            Map.of(
                "ducksite.toml", CONFIGURATION,
                "routes_src/all.toml", Bench.route("all"),
                "routes_src/all.sql", query("days", ""),
                "routes_src/levels.toml", Bench.route("levels"),
                "routes_src/levels.sql", query("trips", ""),
                "routes_src/window.toml", Bench.route("window"),
                "routes_src/window.sql", query("days", " WHERE day >= DATE '2025-11-27'")));
    write(project.resolve("lake"));
    String proof = bench.execute("check", "--rollups", "--root", project.toString());
    long proven = proof.lines().filter(line -> line.contains(": exact over ")).count();
    bench.exactly("neighbouring levels proven equal by check --rollups", proven, 2, "");
    try (Server server = bench.serve(project, "");
        Connection client = new Connection(server.port())) {
      server.ready();
      if (!get(client, "/all").equals(get(client, "/levels"))) {
        throw new IllegalStateException("the hierarchy answers something else than the days");
      }
      double[][] times = new double[3][ROUNDS];
      for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
        String[] routes = {"/all", "/levels", "/window"};
        for (int route = 0; route < routes.length; route++) {
          long started = System.nanoTime();
          get(client, routes[route]);
          if (round >= 0) {
            times[route][round] = Server.secondsSince(started);
          }
        }
      }
      bench.figure("all days, median", 1e3 * Bench.median(times[0]), "ms");
      bench.figure("the hierarchy, median", 1e3 * Bench.median(times[1]), "ms");
      bench.figure("a window of 35 days, median", 1e3 * Bench.median(times[2]), "ms");
      bench.atLeast("all days / hierarchy, median", Bench.medianRatio(times[0], times[1]), 10, "");
      bench.atLeast("all days / window, median", Bench.medianRatio(times[0], times[2]), 5, "");
    }
  }

  private static String get(Connection client, String path) throws Exception {
    byte[] body = new byte[64 * 1024];
    Connection.Answer answer =
        Bench.ok(client.exchange(Connection.request(path + ".csv"), body, Long.MAX_VALUE));
    return new String(body, 0, (int) answer.bytes(), StandardCharsets.UTF_8);
  }

  private static void write(Path lake) throws Exception {
    for (String level : new String[] {"year", "month", "day"}) {
      Files.createDirectories(lake.resolve(level));
    }
    try (java.sql.Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE t AS SELECT ("
              + FIRST
              + " + (i // "
              + ROWS
              + ")::INTEGER)::DATE AS day, 'zone ' || i % 20 AS zone, i * 7919 % 1000 AS fare,"
              + " i AS id, hash(i) AS noise FROM range("
              + (long) DAYS * ROWS
              + ") r(i)");
      for (int day = 0; day < DAYS; day++) {
        copy(
            statement,
            "SELECT * FROM t WHERE day = " + FIRST + " + " + day,
            lake.resolve("day/%03d.parquet".formatted(day)));
      }
      for (int month = 0; month < 24; month++) {
        String start = "(" + FIRST + " + INTERVAL " + month + " MONTH)";
        copy(
            statement,
            rollup("month") + " WHERE date_trunc('month', day) = " + start + " GROUP BY ALL",
            lake.resolve("month/%02d.parquet".formatted(month)));
      }
      for (int year = 2024; year <= 2025; year++) {
        copy(
            statement,
            rollup("year") + " WHERE year(day) = " + year + " GROUP BY ALL",
            lake.resolve("year/" + year + ".parquet"));
      }
    }
  }

  private static String rollup(String period) {
    return "SELECT date_trunc('"
        + period
        + "', day)::DATE AS day, zone, count(*) AS trips, sum(fare)::BIGINT AS fare FROM t";
  }

  private static void copy(Statement statement, String query, Path file) throws Exception {
    statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
  }
}
