package ducksite.app;

import ducksite.engine.RouteCall;
import ducksite.engine.Site;
import ducksite.engine.route.RouteException;
import ducksite.engine.route.RouteOutcome;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long the runs of a route took, from the call to the last Arrow batch.
 *
 * @param rows of the last run
 * @param cached runs whose rows were kept ones
 * @param nanos of each run, ascending
 */
record Measurement(String route, int concurrency, long rows, int cached, long[] nanos) {

  private static final double NANOS_PER_MILLI = 1e6;

  Measurement {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    nanos = nanos.clone();
    Arrays.sort(nanos);
  }

  private record Run(long nanos, RouteOutcome outcome) {}

  /** Runs a route some times, by so many threads at once. */
  static Measurement of(Site site, RouteCall call, int iterations, int concurrency)
      throws RouteException {
    List<Run> runs = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(concurrency)) {
      List<Future<Run>> running = new ArrayList<>();
      for (int index = 0; index < iterations; index++) {
        running.add(threads.submit(() -> run(site, call)));
      }
      try {
        for (Future<Run> each : running) {
          runs.add(each.get());
        }
      } catch (ExecutionException e) {
        throw failure(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandException("interrupted");
      } finally {
        threads.shutdownNow();
      }
    }
    return new Measurement(
        call.route(),
        concurrency,
        runs.getLast().outcome().rows(),
        (int) runs.stream().filter(run -> isCached(run.outcome())).count(),
        runs.stream().mapToLong(Run::nanos).toArray());
  }

  private static RouteException failure(ExecutionException failed) {
    return switch (failed.getCause()) {
      case RouteException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failed.getCause());
    };
  }

  private static Run run(Site site, RouteCall call) throws RouteException {
    long started = System.nanoTime();
    RouteOutcome outcome = site.execute(call).arrow(OutputStream.nullOutputStream());
    return new Run(System.nanoTime() - started, outcome);
  }

  private static boolean isCached(RouteOutcome outcome) {
    return !outcome.timing().source().equals("live") && !outcome.timing().source().equals("miss");
  }

  double averageMillis() {
    return Arrays.stream(nanos).average().orElseThrow() / NANOS_PER_MILLI;
  }

  /** The run at the rounded rank of a share of all; halves are rounded to the even rank. */
  double millisOf(double share) {
    return nanos[(int) Math.rint(share * (nanos.length - 1))] / NANOS_PER_MILLI;
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("route", route);
    map.put("iterations", nanos.length);
    map.put("concurrency", concurrency);
    map.put("rows", rows);
    map.put("cached", cached);
    map.put("average_ms", rounded(averageMillis()));
    map.put("p50_ms", rounded(millisOf(0.5)));
    map.put("p95_ms", rounded(millisOf(0.95)));
    map.put("p99_ms", rounded(millisOf(0.99)));
    return map;
  }

  String text() {
    return String.format(
        Locale.ROOT,
        """
        Route: %s
        Iterations: %d (%d at once)
        Rows (last run): %d
        Cached: %d of %d
        Average latency: %.3f ms
        50th percentile: %.3f ms
        95th percentile: %.3f ms
        99th percentile: %.3f ms\
        """,
        route,
        nanos.length,
        concurrency,
        rows,
        cached,
        nanos.length,
        averageMillis(),
        millisOf(0.5),
        millisOf(0.95),
        millisOf(0.99));
  }

  private static double rounded(double millis) {
    return Math.round(millis * 1000) / 1000.0;
  }
}
