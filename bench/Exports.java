import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The throughput of queries that are made anew while 64 clients read exports at 10 kB/s, against
 * the same without them, in turns; and what the exports take of memory meanwhile.
 */
final class Exports {

  private static final int READERS = 64;
  private static final int BYTES_PER_SECOND = 10_000;
  private static final int ROUNDS = 5;
  private static final int ROWS = 200_000;
  private static final String HEAP = "-Xmx512m";

  private Exports() {}

  public static void main(String[] arguments) throws Exception {
    Bench.run(
        "exports: cold queries beside " + READERS + " slow readers", arguments, Exports::measure);
  }

  private static void measure(Bench bench) throws Exception {
    Map<String, String> files = new HashMap<>(HotRoute.files());
    files.put("routes_src/export.toml", Bench.route("export"));
    files.put("routes_src/export.sql", Rendering.query(ROWS));
    Path project = bench.project("exports", files);
    double[] without = new double[ROUNDS];
    double[] beside = new double[ROUNDS];
    double[] grown = new double[ROUNDS];
    double most = 0;
    AtomicInteger key = new AtomicInteger();
    try (Server server = bench.serve(project, HEAP)) {
      server.ready();
      cold(server, key);
      for (int round = 0; round < ROUNDS; round++) {
        without[round] = cold(server, key);
        try (Readers readers = new Readers(server.port())) {
          readers.awaitBegun();
          double begun = server.residentMegabytes();
          beside[round] = cold(server, key);
          double after = server.residentMegabytes();
          grown[round] = after / begun;
          most = Math.max(most, after);
          readers.requireAllReading();
        }
      }
    }
    bench.figure("cold queries, median", Bench.median(without), "req/s");
    bench.figure("cold queries beside the readers, median", Bench.median(beside), "req/s");
    bench.atLeast("beside / without, median", Bench.medianRatio(beside, without), 0.7, "");
    bench.figure("resident, the most", most, "MB");
    bench.atMost(
        "resident while they read / when all had begun, median", Bench.median(grown), 1.25, "");
  }

  /** Results that nobody has asked for before, per second. */
  private static double cold(Server server, AtomicInteger key) throws Exception {
    return Load.on(
            server,
            (connection, number) ->
                () -> Bench.ok(connection.get("/part?key=" + key.incrementAndGet())).bytes())
        .requests();
  }

  /** The clients: a thread each that reads a little and sleeps. */
  private static final class Readers implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(READERS);
    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicInteger ended = new AtomicInteger();

    Readers(int port) {
      for (int reader = 0; reader < READERS; reader++) {
        threads.add(Thread.ofVirtual().start(() -> read(port)));
      }
    }

    private void read(int port) {
      try (Socket socket = new Socket()) {
        // A small window, so that the bytes wait with the server.
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        OutputStream out = socket.getOutputStream();
        out.write(
            "GET /export.csv HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[BYTES_PER_SECOND / 10];
        boolean first = true;
        while (!done.get()) {
          if (in.readNBytes(buffer, 0, buffer.length) < buffer.length) {
            return;
          }
          if (first) {
            begun.countDown();
            first = false;
          }
          Thread.sleep(100);
        }
      } catch (java.io.IOException | InterruptedException e) {
        System.err.println("a reader ends: " + e);
      } finally {
        ended.incrementAndGet();
      }
    }

    /** Waits until all of them read, and the server has made what it can of their bodies. */
    void awaitBegun() throws InterruptedException {
      begun.await();
      Thread.sleep(2000);
    }

    void requireAllReading() {
      if (ended.get() > 0) {
        throw new IllegalStateException(ended.get() + " readers were not read to");
      }
    }

    @Override
    public void close() {
      done.set(true);
      try {
        for (Thread thread : threads) {
          thread.join();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
