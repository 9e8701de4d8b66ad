import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Samples of an absolute figure, each with the time of the calibration loop just before it, which
 * tells a calm machine from a busy one.
 */
final class Samples {

  /** A sample is calm when the loop before it took at most this many times the loop's best. */
  private static final double CALM = 1.2;

  private static final int STEPS = 30_000_000;

  private final List<double[]> taken = new ArrayList<>();

  /** Takes a sample; {@code loop} is what {@link #calibrate} told just before it. */
  void add(double loop, double value) {
    taken.add(new double[] {loop, value});
  }

  /** Every sample, in order. */
  double[] all() {
    return taken.stream().mapToDouble(each -> each[1]).toArray();
  }

  /** The samples of calm moments, in order. */
  double[] calm() {
    double best = taken.stream().mapToDouble(each -> each[0]).min().orElse(0);
    return taken.stream()
        .filter(each -> each[0] <= CALM * best)
        .mapToDouble(each -> each[1])
        .toArray();
  }

  /**
   * Seconds that a fixed piece of work takes on all processors at once: longer when others use
   * them.
   */
  static double calibrate() throws Exception {
    List<Callable<Long>> loops = new ArrayList<>();
    for (int processor = 0; processor < Runtime.getRuntime().availableProcessors(); processor++) {
      loops.add(Samples::loop);
    }
    long started = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(loops.size())) {
      for (Future<Long> loop : threads.invokeAll(loops)) {
        if (loop.get() == 0) {
          throw new IllegalStateException("a xorshift generator never yields 0");
        }
      }
    }
    return Server.secondsSince(started);
  }

  private static long loop() {
    long state = 88172645463325252L;
    for (int step = 0; step < STEPS; step++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
    }
    return state;
  }
}
