package ducksite.engine.plugin;

import ducksite.api.Cancellation;
import ducksite.engine.plugin.verify.DefectException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
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
   * With a throwable, recorded on the plugin's thread.
   *
   * @param defect the host's own finding, where that was thrown
   * @param place where in the plugin's code, or nothing
   */
  record Thrown<T>(RecordedThrowable thrown, @Nullable DefectException defect, String place)
      implements Outcome<T> {}

  private final Progress progress;

  LaneTask(CallLane.Work<T> work, String what, ClassLoader loader, LaneFigures figures) {
    this(work, loader, figures, new Progress(what, figures));
  }

  private LaneTask(
      CallLane.Work<T> work, ClassLoader loader, LaneFigures figures, Progress progress) {
    super(
        () -> {
          progress.start();
          long begin = System.nanoTime();
          try (var _ = new ContextLoader(loader)) {
            return run(work, loader, progress);
          } finally {
            figures.took(System.nanoTime() - begin);
            progress.end();
          }
        });
    this.progress = progress;
  }

  private static <T> Outcome<T> run(
      CallLane.Work<T> work, ClassLoader loader, Cancellation cancellation) {
    try {
      return new Answered<>(work.run(cancellation));
    } catch (DefectException e) {
      return new Thrown<>(RecordedThrowable.of(e), e, "");
    } catch (Throwable e) {
      return new Thrown<>(RecordedThrowable.of(e), null, Throwables.place(e, loader));
    }
  }

  boolean hasStarted() {
    return progress.hasStarted();
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
    private final String what;
    private final LaneFigures figures;
    private @Nullable Thread thread;
    private boolean ended;
    private volatile boolean left;

    Progress(String what, LaneFigures figures) {
      this.what = what;
      this.figures = figures;
    }

    synchronized void start() {
      thread = Thread.currentThread();
      if (left) {
        figures.held().add(this, thread, what);
      }
    }

    synchronized void end() {
      ended = true;
      thread = null;
      if (left) {
        figures.held().remove(this);
      }
    }

    synchronized boolean hasStarted() {
      return thread != null || ended;
    }

    synchronized boolean leave() {
      left = true;
      if (thread != null) {
        figures.held().add(this, thread, what);
      }
      return hasStarted();
    }

    @Override
    public boolean isCancelled() {
      return left;
    }
  }
}
