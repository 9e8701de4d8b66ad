import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Fifty clients of a hot route beside sixteen slow queries, and beside two niced burners. */
final class MixedLoad {

  private static final int CLIENTS = 50;
  private static final int SLOW_KEYS = 16;
  private static final double SECONDS = 8;
  private static final long PAUSE_MILLIS = 10;

  private MixedLoad() {}

  public static void main(String[] arguments) throws Exception {
    Bench.run("mixed: hot clients beside slow queries", arguments, MixedLoad::measure);
  }

  private static void measure(Bench bench) throws Exception {
    Path project = bench.project("mixed", HotRoute.files());
    try (Server server = bench.serve(project, "")) {
      server.ready();
      try (Connection connection = new Connection(server.port())) {
        Bench.ok(connection.get(HotRoute.PAGE));
      }
      hot(server);
      List<Process> burners = new ArrayList<>();
      double beside;
      try {
        for (int burner = 0; burner < 2; burner++) {
          burners.add(
              new ProcessBuilder("nice", "-n", "19", "sh", "-c", "while :; do :; done").start());
        }
        beside = hot(server);
      } finally {
        burners.forEach(Process::destroyForcibly);
      }
      double mixed;
      AtomicBoolean done = new AtomicBoolean();
      try (ExecutorService slow = Executors.newCachedThreadPool()) {
        for (int key = 0; key < SLOW_KEYS; key++) {
          int first = key;
          slow.submit(() -> ask(server, first, done));
        }
        mixed = hot(server);
        done.set(true);
      }
      bench.figure("hot p99 beside two burners", 1e3 * beside, "ms");
      bench.figure("hot p99 beside sixteen slow keys", 1e3 * mixed, "ms");
      bench.atMost("hot p99: slow keys / burners", mixed / beside, 3, "");
    }
  }

  private static Void ask(Server server, int first, AtomicBoolean done) throws Exception {
    for (int key = first; !done.get(); key += SLOW_KEYS) {
      try (Connection connection = new Connection(server.port())) {
        connection.get("/slow?key=" + key);
      }
    }
    return null;
  }

  /** Seconds that one in a hundred requests takes longer than. */
  private static double hot(Server server) throws Exception {
    List<Callable<List<Double>>> clients = new ArrayList<>();
    byte[] request = Connection.request(HotRoute.PAGE);
    long end = System.nanoTime() + (long) (SECONDS * 1e9);
    for (int client = 0; client < CLIENTS; client++) {
      clients.add(
          () -> {
            List<Double> taken = new ArrayList<>();
            try (Connection connection = new Connection(server.port())) {
              while (System.nanoTime() < end) {
                long started = System.nanoTime();
                Bench.ok(connection.exchange(request, null, Long.MAX_VALUE));
                taken.add(Server.secondsSince(started));
                Thread.sleep(PAUSE_MILLIS);
              }
            }
            return taken;
          });
    }
    List<Double> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (Future<List<Double>> each : threads.invokeAll(clients)) {
        all.addAll(each.get());
      }
    }
    double[] sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[(int) (sorted.length * 0.99)];
  }
}
