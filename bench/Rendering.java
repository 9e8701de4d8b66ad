import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A million rows of ten mixed columns as text and Arrow, against DuckDB's own COPY of the same
 * query.
 */
final class Rendering {

  private static final String QUERY = query(1_000_000);
  private static final String MEMORY = "1GB";
  private static final int ROUNDS = 5;

  private Rendering() {}

  /** So many rows of ten mixed columns. */
  static String query(int rows) {
    return """
    SELECT i AS id, CAST(i % 1000 AS INTEGER) AS bucket, i * 0.37 AS amount, CAST(i AS DOUBLE) / 7 AS share,
      'name ' || i AS name, 'group ' || i % 50 AS family, i % 3 = 0 AS flagged,
      DATE '2001-01-01' + CAST(i % 3650 AS INTEGER) AS day,
      TIMESTAMP '2001-01-01 00:00:00' + to_seconds(i) AS moment,
      CASE WHEN i % 10 > 0 THEN i % 97 END AS sometimes
    FROM range(ROWS) AS numbers(i)
    """
        .replace("ROWS", Integer.toString(rows));
  }

  public static void main(String[] arguments) throws Exception {
    Bench.run("render: a million rows, ten columns", arguments, Rendering::measure);
  }

  private static void measure(Bench bench) throws Exception {
    Path project =
        bench.project(
            "mixed",
            Map.of(
                "ducksite.toml",
                "[site]\ntitle = \"Mixed\"\n\n[sql]\nmax_rows = 1000000\n",
                "routes_src/mixed.toml",
                Bench.route("mixed"),
                "routes_src/mixed.sql",
                QUERY));
    bench.execute("build", "--root", project.toString());
    // What DuckDB itself writes for each form; it has no Arrow file, so Arrow stands beside its
    // CSV.
    Map<String, String> copies = new LinkedHashMap<>();
    copies.put("json", "FORMAT json, ARRAY true");
    copies.put("csv", "FORMAT csv, HEADER true");
    copies.put("arrow", "FORMAT csv, HEADER true");
    try (Server server =
        bench.serve(project, "", "--no-build", "--set", "sql.pools.standard.memory=" + MEMORY)) {
      server.ready();
      for (Map.Entry<String, String> copy : copies.entrySet()) {
        measure(bench, server, copy.getKey(), copy.getValue());
      }
    }
  }

  private static void measure(Bench bench, Server server, String format, String options)
      throws Exception {
    double[] served = new double[ROUNDS];
    double[] copied = new double[ROUNDS];
    long bytes = 0;
    try (Connection connection = new Connection(server.port())) {
      // Outside the count: the server's JVM compiles the encoder.
      Bench.ok(connection.get("/mixed." + format));
      for (int round = 0; round < ROUNDS; round++) {
        long started = System.nanoTime();
        bytes = Bench.ok(connection.get("/mixed." + format)).bytes();
        served[round] = Server.secondsSince(started);
        if (Bench.hasDuckDb()) {
          copied[round] =
              DuckCopy.seconds(QUERY, bench.folder().resolve("copy.out"), options, MEMORY);
        }
      }
    }
    bench.figure(format + ": body", bytes / 1e6, "MB");
    bench.figure(format + ": whole answer, median", Bench.median(served), "s");
    bench.figure(format + ": throughput", bytes / 1e6 / Bench.median(served), "MB/s");
    String ratio = format + ": answer / DuckDB's COPY to " + options.split("[ ,]")[1] + ", median";
    if (Bench.hasDuckDb()) {
      bench.figure(ratio, Bench.medianRatio(served, copied), "");
    } else {
      bench.skipped(ratio, "duckdb_jdbc is not in the Maven repository");
    }
  }
}
