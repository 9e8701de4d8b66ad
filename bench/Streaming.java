import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A route of ten million rows from a server with a small heap. */
final class Streaming {

  private static final long ROWS = 10_000_000;
  private static final String QUERY =
      """
      SELECT i AS id, 'name ' || i AS name, i * 1.5 AS amount, i % 7 = 0 AS flagged,
        DATE '2001-01-01' + CAST(i % 3650 AS INTEGER) AS day
      FROM range(10000000) AS numbers(i)
      """;
  private static final String HEAP = "-Xmx256m";
  private static final String MEMORY = "400MB";
  private static final double FIRST_BYTE_SECONDS = 0.2;
  private static final double PEAK_MEGABYTES = 700;
  private static final double PARQUET_RATIO = 1.5;
  private static final int PARQUET_ROUNDS = 5;

  private Streaming() {}

  public static void main(String[] arguments) throws Exception {
    Bench.run(
        "stream: ten million rows, " + HEAP + ", DuckDB " + MEMORY, arguments, Streaming::measure);
  }

  private static void measure(Bench bench) throws Exception {
    Path project =
        bench.project(
            "rows",
            Map.of(
                "ducksite.toml",
                "[site]\ntitle = \"Rows\"\n",
                "routes_src/rows.toml",
                Bench.route("rows"),
                "routes_src/rows.sql",
                QUERY,
                "routes_src/few.toml",
                Bench.route("few"),
                "routes_src/few.sql",
                "SELECT 1 AS one\n"));
    bench.execute("build", "--root", project.toString());
    stream(bench, project, "csv");
    stream(bench, project, "arrow");
    parquet(bench, project);
  }

  private static Server serve(Bench bench, Path project) throws Exception {
    Server server =
        bench.serve(
            project,
            HEAP,
            "--no-build",
            "--set",
            "sql.pools.standard.memory=" + MEMORY,
            "--set",
            "sql.timeout=120s");
    server.ready();
    return server;
  }

  private static void stream(Bench bench, Path project, String format) throws Exception {
    try (Server server = serve(bench, project)) {
      bench.figure(format + ": first byte, cold server", begin(server, format), "s");
    }
    try (Server server = serve(bench, project)) {
      get(server, "/few." + format);
      Samples first = new Samples();
      for (int round = 0; round < Bench.BEST_OF; round++) {
        double loop = Samples.calibrate();
        first.add(loop, begin(server, format));
        Thread.sleep(300);
      }
      bench.figure(
          format + ": first byte, first request after another route's", first.all()[0], "s");
      bench.bestAtMost(format + ": first byte", first, FIRST_BYTE_SECONDS, "s");
    }
    try (Server server = serve(bench, project)) {
      long started = System.nanoTime();
      Connection.Answer whole = get(server, "/rows." + format);
      double seconds = Server.secondsSince(started);
      if (format.equals("csv")) {
        bench.exactly("csv: body", whole.bytes(), csvBytes(), "B");
      } else {
        bench.figure(format + ": body", whole.bytes(), "B");
      }
      bench.figure(format + ": throughput", whole.bytes() / 1e6 / seconds, "MB/s");
      bench.atMost(format + ": peak of the process", server.peakMegabytes(), PEAK_MEGABYTES, "MB");
    }
  }

  /** The length that RFC 4180 and the query give: a shorter answer is not a fast one. */
  private static long csvBytes() {
    long bytes = "id,name,amount,flagged,day\r\n".length();
    for (long row = 0; row < ROWS; row++) {
      int fixed = "name ".length() + ".0".length() + "2001-01-01".length() + ",,,,\r\n".length();
      bytes +=
          2L * digits(row)
              + digits(row * 3 / 2)
              + (row % 7 == 0 ? "true" : "false").length()
              + fixed;
    }
    return bytes;
  }

  private static int digits(long value) {
    int digits = 1;
    for (long left = value / 10; left > 0; left /= 10) {
      digits++;
    }
    return digits;
  }

  private static double begin(Server server, String format) throws Exception {
    try (Connection connection = new Connection(server.port())) {
      return Bench.ok(connection.begin("/rows." + format)).firstByte();
    }
  }

  private static Connection.Answer get(Server server, String path) throws Exception {
    try (Connection connection = new Connection(server.port())) {
      return Bench.ok(connection.get(path));
    }
  }

  private static void parquet(Bench bench, Path project) throws Exception {
    double[] served = new double[PARQUET_ROUNDS];
    double[] copied = new double[PARQUET_ROUNDS];
    Path target = bench.folder().resolve("copy.parquet");
    try (Server server = serve(bench, project)) {
      for (int round = 0; round < PARQUET_ROUNDS; round++) {
        long started = System.nanoTime();
        Connection.Answer answer = get(server, "/rows.parquet");
        served[round] = Server.secondsSince(started);
        if (Bench.hasDuckDb()) {
          copied[round] =
              DuckCopy.seconds(QUERY, target, "FORMAT parquet, COMPRESSION zstd", MEMORY);
        }
        if (round == 0) {
          bench.figure("parquet: body", answer.bytes() / 1e6, "MB");
        }
      }
      bench.figure("parquet: whole answer, median", Bench.median(served), "s");
      bench.figure("parquet: peak of the process", server.peakMegabytes(), "MB");
    }
    if (Bench.hasDuckDb()) {
      bench.figure("parquet: DuckDB's COPY, median", Bench.median(copied), "s");
      bench.figure("parquet: DuckDB's file", Files.size(target) / 1e6, "MB");
      bench.atMost(
          "parquet: answer / COPY, median", Bench.medianRatio(served, copied), PARQUET_RATIO, "");
    } else {
      bench.skipped("parquet: answer / COPY", "duckdb_jdbc is not in the Maven repository");
    }
  }
}
