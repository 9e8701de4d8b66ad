package ducksite.engine.plugin;

import ducksite.api.Cancellation;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One call on a lane. It knows whether its code runs, so that a thread it still holds after being
 * left is counted.
 */
final class LaneTask<T> extends FutureTask<LaneTask.Outcome<T>> {

  /** How a call ended. */
  sealed interface Outcome<T> {}

  /** With an answer, or null. */
  record Answered<T>(@Nullable T value) implements Outcome<T> {}

  /**
   * With a throwable, its message, and both with the place: the plugin's own class is asked on the
   * plugin's thread only.
   */
  record Thrown<T>(Throwable thrown, String message, String description) implements Outcome<T> {}

  private final Progress progress;

  LaneTask(CallLane.Work<T> work, ClassLoader loader, HeldThreads held, LongAdder nanos) {
    this(work, loader, nanos, new Progress(held));
  }

  private LaneTask(CallLane.Work<T> work, ClassLoader loader, LongAdder nanos, Progress progress) {
    super(
        () -> {
          progress.start();
          long begin = System.nanoTime();
          try (var _ = new ContextLoader(loader)) {
            return new Answered<>(work.run(progress));
          } catch (Throwable e) {
            return new Thrown<>(
                e, Throwables.message(e), Throwables.describe(e) + Throwables.place(e, loader));
          } finally {
            nanos.add(System.nanoTime() - begin);
            progress.end();
          }
        });
    this.progress = progress;
  }

  /**
   * Gives the call up: it is interrupted if it runs, else it never will. Tells whether it had
   * started.
   */
  boolean leave(ThreadPoolExecutor executor) {
    boolean started = progress.leave();
    cancel(true);
    executor.remove(this);
    return started;
  }

  /** Guarded by itself; only {@link #left} is read without. */
  private static final class Progress implements Cancellation {
    private final HeldThreads held;
    private boolean started;
    private boolean ended;
    private volatile boolean left;

    Progress(HeldThreads held) {
      this.held = held;
    }

    synchronized void start() {
      started = true;
      if (left) {
        held.add(this);
      }
    }

    synchronized void end() {
      ended = true;
      if (left) {
        held.remove(this);
      }
    }

    synchronized boolean leave() {
      left = true;
      if (started && !ended) {
        held.add(this);
      }
      return started;
    }

    @Override
    public boolean isCancelled() {
      return left;
    }
  }
}
