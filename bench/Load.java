import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests from several kept-alive connections at once for a bounded time. */
final class Load {

  /** Connections, each with a thread of its own. */
  static final int CONNECTIONS = 8;

  private static final double SECONDS = 2;

  private Load() {}

  /** What one connection does again and again; returns the bytes that it was for. */
  interface Step {
    long run() throws Exception;
  }

  /** Makes the step of a connection. */
  interface Steps {
    Step open(Connection connection, int number) throws Exception;
  }

  /** What was done per second. */
  record Rate(double requests, double megabytes) {}

  /** Rates on a server's connections. */
  static Rate on(Server server, Steps steps) throws Exception {
    return on(server, CONNECTIONS, steps);
  }

  /** Rates on so many connections. */
  static Rate on(Server server, int count, Steps steps) throws Exception {
    List<Connection> connections = new ArrayList<>();
    List<Step> opened = new ArrayList<>();
    try {
      for (int number = 0; number < count; number++) {
        connections.add(new Connection(server.port()));
        opened.add(steps.open(connections.getLast(), number));
      }
      return of(opened);
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  /** Rates of steps, each on a thread of its own. */
  static Rate of(List<Step> steps) throws Exception {
    long started = System.nanoTime();
    List<Callable<long[]>> threads = new ArrayList<>();
    for (Step step : steps) {
      threads.add(() -> repeat(step, started));
    }
    long requests = 0;
    long bytes = 0;
    try (ExecutorService executor = Executors.newFixedThreadPool(threads.size())) {
      for (Future<long[]> done : executor.invokeAll(threads)) {
        requests += done.get()[0];
        bytes += done.get()[1];
      }
    }
    double seconds = Server.secondsSince(started);
    return new Rate(requests / seconds, bytes / 1e6 / seconds);
  }

  private static long[] repeat(Step step, long started) throws Exception {
    long requests = 0;
    long bytes = 0;
    while (Server.secondsSince(started) < SECONDS) {
      bytes += step.run();
      requests++;
    }
    return new long[] {requests, bytes};
  }
}
