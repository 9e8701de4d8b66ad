package ducksite.engine.datamap;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Work in the background that rests nine times as long as it has taken: a tenth of one core at
 * most. Confined to one thread.
 */
public final class DutyCycle {

  private static final int REST_FACTOR = 9;

  private final LongSupplier clock;
  private final Sleeper sleeper;

  /** How a thread rests, at least as long as it is told. */
  interface Sleeper {
    void sleep(long nanos) throws InterruptedException;
  }

  /** By the machine's clock. */
  public DutyCycle() {
    this(System::nanoTime, TimeUnit.NANOSECONDS::sleep);
  }

  DutyCycle(LongSupplier clock, Sleeper sleeper) {
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Works.
   *
   * @return how long to rest for it, in nanoseconds
   */
  public long work(Runnable task) {
    long begun = clock.getAsLong();
    task.run();
    return (clock.getAsLong() - begun) * REST_FACTOR;
  }

  /** Rests. */
  void rest(long nanos) throws InterruptedException {
    if (nanos > 0) {
      sleeper.sleep(nanos);
    }
  }
}
