package ducksite.engine.duck;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntSupplier;

/**
 * For how many long queries more there are idle processors: for each two of them one, since a query
 * takes several where it can. For one thread that looks again and again.
 */
final class IdleProcessors implements IntSupplier {

  /** Less is what a query leaves to those that answer at once, and for itself between its parts. */
  private static final double LEAST_IDLE = 0.9;

  private static final long SPAN_NANOS = 250_000_000;

  /** A look at what has been since longer ago tells nothing of now. */
  private static final long LONGEST_NANOS = 2 * SPAN_NANOS;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private long looked = System.nanoTime() - LONGEST_NANOS;

  /** None as well when it is too soon or too late to tell: look again. */
  @Override
  public int getAsInt() {
    long span = System.nanoTime() - looked;
    if (span < SPAN_NANOS) {
      return 0;
    }
    looked = System.nanoTime();
    double idle = (1 - system.getCpuLoad()) * system.getAvailableProcessors();
    return span > LONGEST_NANOS || idle < LEAST_IDLE ? 0 : (int) Math.ceil(idle / 2);
  }
}
