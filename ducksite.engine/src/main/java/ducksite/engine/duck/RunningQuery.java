package ducksite.engine.duck;

import ducksite.api.Cancellation;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One query from its submission to its end: its deadline, whether it is still wanted, and the
 * statement to interrupt when it is not. Some of DuckDB's work, the planning of hundreds of joins
 * for one, cannot be interrupted: such a query is abandoned, so that its caller has an answer while
 * the thread goes on. Guarded by itself.
 */
final class RunningQuery {

  /** How long DuckDB may take to notice an interruption. */
  private static final long PATIENCE_NANOS = 1_000_000_000;

  private final Duration timeout;
  private final long deadline;
  private final Cancellation cancellation;
  private final Runnable whenStoppedInQueue;
  private final Runnable whenAbandoned;
  private @Nullable Statement statement;
  private DuckException.@Nullable Kind reason;
  private boolean started;
  private boolean delivering;
  private long stoppedAt;

  RunningQuery(
      Duration timeout,
      Cancellation cancellation,
      Runnable whenStoppedInQueue,
      Runnable whenAbandoned) {
    this.timeout = timeout;
    this.cancellation = cancellation;
    this.whenStoppedInQueue = whenStoppedInQueue;
    this.whenAbandoned = whenAbandoned;
    deadline = System.nanoTime() + timeout.toNanos();
  }

  /** The query leaves the queue. */
  synchronized void start() {
    started = true;
    requireWanted();
  }

  /** The statement to interrupt from now on; null when there is none any more. */
  synchronized void use(@Nullable Statement current) {
    statement = current;
  }

  /** The consumer takes over, or has done: while it reads, the query ends when it does. */
  synchronized void deliver(boolean begins) {
    delivering = begins;
    if (begins) {
      requireWanted();
    }
  }

  /** Looks at the clock and at the cancellation, and stops the query when one of them says so. */
  void watch() {
    if (System.nanoTime() - deadline >= 0) {
      stop(DuckException.Kind.TIMEOUT);
    } else if (cancellation.isCancelled()) {
      stop(DuckException.Kind.CANCELLED);
    }
  }

  /**
   * Stops the query. Repeated calls interrupt again: an interruption that comes before DuckDB has
   * begun is lost.
   */
  void stop(DuckException.Kind why) {
    boolean inQueue;
    boolean abandoned;
    synchronized (this) {
      inQueue = !started && reason == null;
      if (reason == null) {
        reason = why;
        stoppedAt = System.nanoTime();
      }
      abandoned = started && !delivering && System.nanoTime() - stoppedAt > PATIENCE_NANOS;
      if (statement != null) {
        try {
          statement.cancel();
        } catch (SQLException ended) {
          statement = null;
        }
      }
    }
    if (inQueue) {
      whenStoppedInQueue.run();
    } else if (abandoned) {
      whenAbandoned.run();
    }
  }

  /**
   * @throws DuckException when the query has been stopped
   */
  void requireWanted() {
    watch();
    DuckException stopped = stopped(null);
    if (stopped != null) {
      throw stopped;
    }
  }

  /** Why the query was stopped; null while it is wanted. */
  synchronized @Nullable DuckException stopped(@Nullable Throwable cause) {
    if (reason == null) {
      return null;
    }
    String message =
        reason == DuckException.Kind.TIMEOUT
            ? "the query did not finish within " + timeout.toMillis() + " ms"
            : "nobody waits for the query any more";
    return cause == null
        ? new DuckException(reason, message)
        : new DuckException(reason, message, cause);
  }

  /** What a failure of DuckDB, the driver or Arrow means. */
  DuckException failure(Throwable cause) {
    if (cause instanceof DuckException known) {
      return known;
    }
    DuckException stopped = stopped(cause);
    if (stopped != null) {
      return stopped;
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    boolean memory =
        message.toLowerCase(Locale.ROOT).contains("out of memory")
            || cause instanceof org.apache.arrow.memory.OutOfMemoryException;
    return new DuckException(
        memory ? DuckException.Kind.OUT_OF_MEMORY : DuckException.Kind.FAILED, message, cause);
  }
}
