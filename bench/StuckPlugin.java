import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A site two of whose plugin calls spin for ever: what is left for everything else, and whether the
 * server says which plugin it is.
 */
final class StuckPlugin {

  private static final int ROUNDS = 5;

  private static final String SPINS =
      """
      import ducksite.api.route.*;
      import java.util.Map;
      public final class Spins implements Preprocessor {
        @Override public Map<String, Object> process(Map<String, Object> values, RouteContext context) {
          java.io.File spin = new java.io.File(context.options().string("spin").get());
          long turns = 0;
          while ((++turns & 0xFFFFFF) != 0 || spin.exists()) {}
          return values;
        }
      }
      """;

  private StuckPlugin() {}

  public static void main(String[] arguments) throws Exception {
    Bench.run("stuck-plugin: two calls of one plugin spin", arguments, StuckPlugin::measure);
  }

  private static void measure(Bench bench) throws Exception {
    Path flag = bench.folder().resolve("spin");
    Path project =
        bench.project(
            "stuck",
            Map.of(
                "ducksite.toml",
                "[plugins.limits]\nthreads = 2\npreprocess_timeout = \"500ms\"\n",
                "content/index.md",
                "# Start\n",
                "plugins/Spins.java",
                SPINS,
                "routes_src/spins.toml",
                Bench.route("spins")
                    + "[[preprocess]]\nplugin = \"plugins/Spins.java\"\nspin = \""
                    + flag
                    + "\"\n",
                "routes_src/spins.sql",
                "SELECT 1 AS one",
                "routes_src/rows.toml",
                Bench.route("rows"),
                "routes_src/rows.sql",
                "SELECT range AS n, sqrt(range) AS root FROM range(1000)"));
    try (Server server = bench.serve(project, "")) {
      server.ready();
      Map<String, byte[]> requests = new LinkedHashMap<>();
      requests.put("a query's route", Connection.request("/rows.json"));
      requests.put("a page from memory", Connection.request("/"));
      Map<String, double[]> calm = new LinkedHashMap<>();
      Map<String, double[]> stuck = new LinkedHashMap<>();
      double slowest = 0;
      int named = 0;
      int refused = 0;
      for (int round = -1; round < ROUNDS; round++) {
        rates(server, requests, calm, round);
        Files.createFile(flag);
        stick(server);
        HealthProbe probe = new HealthProbe(server);
        try {
          rates(server, requests, stuck, round);
        } finally {
          slowest = Math.max(slowest, probe.slowest());
        }
        named += text(server, "/-/plugins").contains("Spins.process(Spins.java:") ? 1 : 0;
        refused += status(server, "/spins") == 503 ? 1 : 0;
        Files.delete(flag);
        while (status(server, "/spins") != 200) {
          Thread.sleep(20);
        }
      }
      for (String name : requests.keySet()) {
        bench.figure(name + ", calm, median", Bench.median(calm.get(name)), "req/s");
        bench.figure(name + ", stuck, median", Bench.median(stuck.get(name)), "req/s");
        bench.atLeast(
            name + ", stuck / calm, median",
            Bench.medianRatio(stuck.get(name), calm.get(name)),
            0.4,
            "");
      }
      bench.atMost("slowest /healthz while stuck", slowest, 1, "s");
      bench.exactly("rounds in which it was named with its line", named, ROUNDS + 1, "");
      bench.exactly("rounds in which its route was refused with 503", refused, ROUNDS + 1, "");
    }
  }

  private static void rates(
      Server server, Map<String, byte[]> requests, Map<String, double[]> rates, int round)
      throws Exception {
    for (Map.Entry<String, byte[]> request : requests.entrySet()) {
      Load.Rate rate =
          Load.on(
              server,
              (connection, number) ->
                  () -> connection.exchange(request.getValue(), null, Long.MAX_VALUE).bytes());
      if (round >= 0) {
        rates.computeIfAbsent(request.getKey(), name -> new double[ROUNDS])[round] =
            rate.requests();
      }
    }
  }

  /** Two calls that overrun at once; then the plugin has no thread left. */
  private static void stick(Server server) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
      clients.submit(() -> status(server, "/spins"));
      clients.submit(() -> status(server, "/spins"));
    }
    while (!text(server, "/-/plugins").contains("STUCK")) {
      Thread.sleep(20);
    }
  }

  private static int status(Server server, String path) throws Exception {
    try (Connection connection = new Connection(server.port())) {
      return connection.get(path).status();
    }
  }

  private static String text(Server server, String path) throws Exception {
    byte[] body = new byte[1 << 20];
    try (Connection connection = new Connection(server.port())) {
      long length =
          Bench.ok(connection.exchange(Connection.request(path), body, Long.MAX_VALUE)).bytes();
      return new String(body, 0, (int) Math.min(length, body.length));
    }
  }

  /** Asks for {@code /healthz} again and again, beside the load. */
  private static final class HealthProbe {

    private final Thread thread;
    private volatile boolean ended;
    private volatile double slowest;

    HealthProbe(Server server) {
      thread = Thread.ofPlatform().start(() -> probe(server));
    }

    private void probe(Server server) {
      while (!ended) {
        long started = System.nanoTime();
        try {
          boolean healthy = status(server, "/healthz") == 200;
          slowest = Math.max(slowest, healthy ? Server.secondsSince(started) : 1e9);
          Thread.sleep(50);
        } catch (Exception e) {
          slowest = 1e9;
          return;
        }
      }
    }

    /** Ends the asking; the longest answer in seconds. */
    double slowest() throws InterruptedException {
      ended = true;
      thread.join();
      return slowest;
    }
  }
}
