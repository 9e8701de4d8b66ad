package ducksite.http;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long requests took, counted in classes an eighth of a doubling wide, from a microsecond to an
 * hour: what is told of them is at most 9 % above the truth. Safe for use by several threads.
 */
final class Latencies {

  private static final int PARTS = 8;
  private static final int DOUBLINGS = 32;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double MICROS_PER_MILLI = 1e3;

  private final AtomicLongArray classes = new AtomicLongArray(PARTS * DOUBLINGS);

  void add(long nanos) {
    double micros = Math.max(1, nanos / NANOS_PER_MICRO);
    int at = (int) (Math.log(micros) / Math.log(2) * PARTS);
    classes.incrementAndGet(Math.min(at, classes.length() - 1));
  }

  /**
   * Milliseconds within which a share of the requests was answered; 0 without requests.
   *
   * @param share from 0 to 1
   */
  double quantileMillis(double share) {
    long all = 0;
    for (int at = 0; at < classes.length(); at++) {
      all += classes.get(at);
    }
    long wanted = (long) Math.ceil(all * share);
    long seen = 0;
    for (int at = 0; at < classes.length() && all > 0; at++) {
      seen += classes.get(at);
      if (seen >= wanted) {
        double micros = Math.pow(2, (at + 1.0) / PARTS);
        return Math.round(micros) / MICROS_PER_MILLI;
      }
    }
    return 0;
  }
}
