import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.engine.duck.BoundSql;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.duck.DuckInstances;
import ducksite.engine.duck.DuckPool;
import ducksite.engine.duck.DuckSettings;
import ducksite.engine.duck.SqlGate;
import ducksite.engine.render.ArrowRenderer;
import ducksite.engine.render.CsvRenderer;
import ducksite.engine.render.JsonRenderer;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;

/**
 * The encoders of a million rows of a table, in the image's own JVM, into a sink that only counts,
 * against DuckDB's rows without any work on them; and the same rows over loopback from a server.
 */
final class Encoding {

  private static final int ROWS = 1_000_000;
  private static final int ROUNDS = 7;
  private static final double HEAP_MEGABYTES = 32;
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Cancellation NEVER = () -> false;

  private Encoding() {}

  public static void main(String[] arguments) throws Exception {
    Bench.run("encode: a million rows of a table, ten columns", arguments, Encoding::measure);
  }

  /** A way to encode, and how many times longer than the rows alone it may take. */
  private record Encoder(Renderer renderer, double bound) {}

  private static void measure(Bench bench) throws Exception {
    Path data = Files.createDirectories(bench.folder().resolve("mixed/data"));
    Path file = data.resolve("rows.parquet");
    Path spill = bench.folder().resolve("spill");
    List<Encoder> encoders =
        List.of(
            new Encoder(new ArrowRenderer(), 2.5),
            new Encoder(new JsonRenderer(), 5.5),
            new Encoder(new CsvRenderer(), 5.5));
    int threads = Runtime.getRuntime().availableProcessors();
    try (SqlGate gate = new SqlGate();
        DuckInstances instances = new DuckInstances(gate);
        var lease =
            instances.acquire(
                new DuckSettings(List.of(data), spill, 2L << 30, threads), new DuckPool(1, 1));
        java.sql.Connection raw = DriverManager.getConnection("jdbc:duckdb:")) {
      try (Statement statement = raw.createStatement()) {
        statement.execute("SET threads = " + threads);
        statement.execute("CREATE TABLE t AS " + Rendering.query(ROWS));
        statement.execute("COPY t TO '" + file + "' (FORMAT parquet)");
      }
      DuckInstance duck = lease.instance();
      table(bench, duck, raw, encoders, file);
      loopback(bench, duck, encoders, file);
    }
  }

  /** Encoders over a table in memory, in turns with the rows alone. */
  private static void table(
      Bench bench, DuckInstance duck, java.sql.Connection raw, List<Encoder> encoders, Path file) {
    double[] alone = new double[ROUNDS];
    Map<Encoder, double[]> times = new LinkedHashMap<>();
    Map<Encoder, double[]> heap = new LinkedHashMap<>();
    for (Encoder each : encoders) {
      times.put(each, new double[ROUNDS]);
      heap.put(each, new double[ROUNDS]);
    }
    duck.materialize(
        BoundSql.of("SELECT * FROM read_parquet('" + file + "')"),
        file.resolveSibling("made.parquet"),
        20_480,
        LONG,
        NEVER,
        (rows, queueNanos, queryNanos) -> {
          for (int round = -3; round < ROUNDS; round++) {
            double drained = drain(raw);
            if (round >= 0) {
              alone[round] = drained;
            }
            for (Encoder each : encoders) {
              long allocated = allocated();
              long started = System.nanoTime();
              rows.read(
                  from -> BoundSql.of("SELECT * FROM " + from),
                  -1,
                  batches -> {
                    each.renderer().render(batches, new Context(), new Count());
                    return true;
                  });
              if (round >= 0) {
                times.get(each)[round] = Server.secondsSince(started);
                heap.get(each)[round] = (allocated() - allocated) / 1e6;
              }
            }
          }
        });
    bench.figure("rows alone, median", 1e3 * Bench.median(alone), "ms");
    for (Encoder each : encoders) {
      String name = each.renderer().format();
      bench.atMost(
          name + " / rows alone, median",
          Bench.medianRatio(times.get(each), alone),
          each.bound(),
          "");
      bench.atMost(
          name + ": heap allocated, median", Bench.median(heap.get(each)), HEAP_MEGABYTES, "MB");
    }
  }

  /** A server's answer over loopback, in turns with its encoder over the same file. */
  private static void loopback(Bench bench, DuckInstance duck, List<Encoder> encoders, Path file)
      throws Exception {
    Path project =
        bench.project(
            "mixed",
            Map.of(
                "ducksite.toml", "[sql]\nmax_rows = 1000000\n",
                "routes_src/rows.toml", Bench.route("rows"),
                "routes_src/rows.sql", "SELECT * FROM read_parquet('data/rows.parquet')"));
    BoundSql sql = BoundSql.of("SELECT * FROM read_parquet('" + file + "')");
    try (Server server = bench.serve(project, "");
        Connection connection = new Connection(server.port())) {
      server.ready();
      for (Encoder each : encoders) {
        String name = each.renderer().format();
        double[] served = new double[ROUNDS];
        double[] encoded = new double[ROUNDS];
        double[] first = new double[ROUNDS];
        for (int round = -3; round < ROUNDS; round++) {
          long started = System.nanoTime();
          Connection.Answer answer = Bench.ok(connection.get("/rows." + name));
          double whole = Server.secondsSince(started);
          started = System.nanoTime();
          duck.query(
              sql,
              LONG,
              NEVER,
              -1,
              batches -> {
                each.renderer().render(batches, new Context(), new Count());
                return true;
              });
          if (round >= 0) {
            served[round] = whole;
            encoded[round] = Server.secondsSince(started);
            first[round] = 1e3 * answer.firstByte();
          }
        }
        bench.atMost(
            name + " over loopback / encoder, median", Bench.medianRatio(served, encoded), 1.6, "");
        bench.atMost(name + ": first byte, median", Bench.median(first), 50, "ms");
      }
    }
  }

  private static double drain(java.sql.Connection raw) {
    long started = System.nanoTime();
    long count = 0;
    try (DuckDBPreparedStatement statement =
            raw.unwrap(DuckDBConnection.class).prepare("SELECT * FROM t");
        DuckDBChunkedResult chunks = statement.query()) {
      while (chunks.nextChunk()) {
        count += chunks.chunk().rowCount();
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
    if (count != ROWS) {
      throw new IllegalStateException(count + " rows");
    }
    return Server.secondsSince(started);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getTotalThreadAllocatedBytes();
  }

  /** A sink that costs nothing. */
  private static final class Count extends OutputStream {

    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] all, int offset, int length) {
      bytes += length;
    }
  }

  private record Context() implements RenderContext {
    @Override
    public String id() {
      return "rows";
    }

    @Override
    public Optional<String> title() {
      return Optional.empty();
    }

    @Override
    public Optional<String> description() {
      return Optional.empty();
    }

    @Override
    public long offset() {
      return 0;
    }

    @Override
    public OptionalLong limit() {
      return OptionalLong.empty();
    }

    @Override
    public OptionalLong totalRows() {
      return OptionalLong.empty();
    }

    @Override
    public double elapsedMillis() {
      return 0;
    }

    @Override
    public Options options() {
      return Options.empty();
    }

    @Override
    public Cancellation cancellation() {
      return NEVER;
    }
  }
}
