import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** A kept route whose result is not there yet, in turns with raw JDBC on a warm instance. */
final class RouteMiss {

  private static final int ROUNDS = 15;

  /** Both sides answer so often before they are measured, so that both JVMs have compiled. */
  private static final int WARM_ROUNDS = 40;

  private RouteMiss() {}

  public static void main(String[] arguments) throws Exception {
    Bench.run(
        "miss: a result that is made and kept, against raw JDBC", arguments, RouteMiss::measure);
  }

  private static void measure(Bench bench) throws Exception {
    if (!Bench.hasDuckDb()) {
      bench.skipped("miss / JDBC", "DuckDB's driver is missing");
      return;
    }
    Path project = bench.project("miss", HotRoute.files());
    try (Server server = bench.serve(project, "");
        java.sql.Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Connection client = new Connection(server.port())) {
      server.ready();
      double[][] work = times(client, duck, "work");
      bench.figure("100 ms of SQL, by JDBC, median", 1e3 * Bench.median(work[1]), "ms");
      bench.atMost(
          "miss / JDBC, 100 ms of SQL, median", Bench.medianRatio(work[0], work[1]), 1.2, "");
      double[][] small = times(client, duck, "small");
      bench.figure("small SQL, by JDBC, median", 1e3 * Bench.median(small[1]), "ms");
      double[] more = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        more[round] = 1e3 * (small[0][round] - small[1][round]);
      }
      bench.atMost("miss - JDBC, small SQL, median", Bench.median(more), 5, "ms");
    }
  }

  /** Seconds of the route and of JDBC, round by round; the first rounds warm up. */
  private static double[][] times(Connection client, java.sql.Connection duck, String route)
      throws Exception {
    String sql =
        HotRoute.files().get("routes_src/" + route + ".sql").replace("$key", "?") + " ORDER BY 1";
    double[][] times = new double[2][ROUNDS];
    for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
      long started = System.nanoTime();
      Bench.ok(client.get("/" + route + "?key=" + (round + 1000)));
      double answered = Server.secondsSince(started);
      started = System.nanoTime();
      drain(duck, sql, round);
      if (round >= 0) {
        times[0][round] = answered;
        times[1][round] = Server.secondsSince(started);
      }
    }
    return times;
  }

  private static void drain(java.sql.Connection duck, String sql, int key) throws Exception {
    StringBuilder text = new StringBuilder();
    try (PreparedStatement statement = duck.prepareStatement(sql)) {
      statement.setInt(1, key);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          text.append("{\"g\":").append(rows.getLong(1)).append(",\"n\":\"");
          text.append(rows.getString(2)).append("\"},");
        }
      }
    }
    if (text.isEmpty()) {
      throw new IllegalStateException("no rows");
    }
  }
}
