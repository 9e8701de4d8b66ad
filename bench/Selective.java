import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Sixteen clients that each want a hundred of ten million rows, from a route whose results are not
 * kept, in turns with a program that opens an instance of DuckDB for each request.
 */
final class Selective {

  private static final int CLIENTS = 16;
  private static final int ROUNDS = 5;
  private static final int ROWS = 10_000_000;
  private static final int WANTED = 100;
  private static final String QUERY =
      "SELECT * FROM read_parquet('%s') WHERE id >= %s AND id < %s + " + WANTED + " ORDER BY id";

  private Selective() {}

  public static void main(String[] arguments) throws Exception {
    Bench.run(
        "selective: 100 of 10 million rows, " + CLIENTS + " clients",
        arguments,
        Selective::measure);
  }

  private static void measure(Bench bench) throws Exception {
    if (!Bench.hasDuckDb()) {
      bench.skipped("selective", "DuckDB's driver is missing");
      return;
    }
    Path project =
        bench.project(
            "selective",
            Map.of(
                "ducksite.toml",
                "",
                "routes_src/some.toml",
                Bench.route("some") + "[params.start]\ntype = \"int\"\n",
                "routes_src/some.sql",
                QUERY.formatted("data/rows.parquet", "$start", "$start")));
    Path data = Files.createDirectories(project.resolve("data")).resolve("rows.parquet");
    try (java.sql.Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET memory_limit = '2GB'");
      statement.execute("COPY (" + Rendering.query(ROWS) + ") TO '" + data + "' (FORMAT parquet)");
    }
    double[] served = new double[ROUNDS];
    double[] opened = new double[ROUNDS];
    String sql = QUERY.formatted(data, "?", "?");
    try (Server server = bench.serve(project, "")) {
      server.ready();
      for (int round = -1; round < ROUNDS; round++) {
        Load.Rate ours = Load.on(server, CLIENTS, (connection, client) -> asks(connection, client));
        List<Load.Step> steps = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
          Random random = new Random(client);
          steps.add(() -> instance(sql, random.nextInt(ROWS - WANTED)));
        }
        Load.Rate theirs = Load.of(steps);
        if (round >= 0) {
          served[round] = ours.requests();
          opened[round] = theirs.requests();
        }
      }
    }
    bench.figure("the route, median", Bench.median(served), "req/s");
    bench.figure("an instance for each request, median", Bench.median(opened), "req/s");
    bench.atLeast("route / instance, median", Bench.medianRatio(served, opened), 2.5, "");
  }

  private static Load.Step asks(Connection connection, int client) {
    Random random = new Random(client);
    return () ->
        Bench.ok(connection.get("/some.json?start=" + random.nextInt(ROWS - WANTED))).bytes();
  }

  private static long instance(String sql, int start) throws Exception {
    StringBuilder text = new StringBuilder();
    try (java.sql.Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      try (Statement statement = connection.createStatement()) {
        // As good as it gets for sixteen at once.
        statement.execute("SET threads = 1");
      }
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setInt(1, start);
        statement.setInt(2, start);
        int count = 0;
        try (ResultSet rows = statement.executeQuery()) {
          int columns = rows.getMetaData().getColumnCount();
          for (; rows.next(); count++) {
            for (int column = 1; column <= columns; column++) {
              text.append(rows.getString(column)).append(',');
            }
          }
        }
        if (count != WANTED) {
          throw new IllegalStateException(count + " rows");
        }
      }
    }
    return text.length();
  }
}
