package ducksite.engine.plugin;

import ducksite.api.Cancellation;
import ducksite.engine.duck.Courtesy;
import ducksite.engine.plugin.LaneTask.Answered;
import ducksite.engine.plugin.LaneTask.Outcome;
import ducksite.engine.plugin.LaneTask.Thrown;
import ducksite.engine.plugin.PluginException.Kind;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one plugin and the only way onto them: a bounded number, a bounded queue, a
 * deadline for each call. A call that overruns is interrupted and left behind; it holds its thread
 * until it ends by itself. Safe for use by several threads.
 */
final class CallLane implements AutoCloseable {

  /** Work on a thread of the plugin. */
  @FunctionalInterface
  interface Work<T> {
    T run(Cancellation cancellation) throws Exception;
  }

  private static final Logger LOG = LoggerFactory.getLogger(CallLane.class);

  /** The caller that never goes. */
  static final Cancellation WANTED = () -> false;

  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

  private final String label;
  private volatile @Nullable ClassLoader loader;
  private final int threads;
  private final ThreadPoolExecutor executor;
  private final LaneFigures figures = new LaneFigures();
  private final AtomicBoolean announced = new AtomicBoolean();

  /**
   * A lane without threads; they come with the calls and go when idle.
   *
   * @param label names the plugin in messages
   */
  CallLane(String id, String label, ClassLoader loader, PluginLimits limits) {
    this.label = label;
    this.loader = loader;
    this.threads = limits.threads();
    AtomicInteger number = new AtomicInteger();
    this.executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            5,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(limits.queue()),
            work ->
                Thread.ofPlatform()
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .name("plugin-" + id + "-" + number.incrementAndGet())
                    .unstarted(Courtesy.of(work)));
    executor.allowCoreThreadTimeOut(true);
  }

  /**
   * The answer of some work.
   *
   * @param what names the provider in messages
   * @throws PluginException when there is none
   */
  <T> T call(CallKind kind, String what, Duration deadline, Work<T> work) {
    return call(kind, what, deadline, WANTED, work);
  }

  /**
   * The same, given up also when the caller no longer wants it.
   *
   * @throws PluginException when there is no answer
   */
  <T> T call(CallKind kind, String what, Duration deadline, Cancellation caller, Work<T> work) {
    requireAvailable();
    ClassLoader context = loader;
    if (context == null) {
      figures.rejected();
      throw closedException(null);
    }
    LaneTask<T> task = new LaneTask<>(work, what, context, figures);
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      figures.rejected();
      throw executor.isShutdown() ? closedException(e) : overloaded("has no room for another call");
    } catch (OutOfMemoryError e) {
      figures.rejected();
      throw overloaded("gets no thread from the operating system");
    }
    figures.accepted();
    return answer(kind, what, deadline, caller, task);
  }

  /** Fails where a call would fail at once. */
  void requireAvailable() {
    if (isStuck()) {
      figures.rejected();
      throw stuckException();
    }
  }

  private <T> T answer(
      CallKind kind, String what, Duration deadline, Cancellation caller, LaneTask<T> task) {
    try {
      return switch (await(deadline, caller, task)) {
        case Answered<T>(T value) when value != null -> value;
        case Answered<T> _ -> {
          figures.failed();
          throw new PluginException(
              Kind.FAILED, label + ": " + what + " returned null", "return a value", null);
        }
        case Thrown<T> thrown -> throw failed(kind, what, thrown);
      };
    } catch (TimeoutException e) {
      throw late(what, deadline, task.leave(executor));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unwanted(what, task, e);
    } catch (UnwantedException e) {
      throw unwanted(what, task, e);
    } catch (ExecutionException e) {
      // Only what was thrown while the outcome was being recorded comes here: memory has run out.
      figures.failed();
      throw new PluginException(
          Kind.FAILED,
          label + ": " + what + " failed: " + e.getCause().getClass().getName(),
          null,
          null);
    } catch (CancellationException e) {
      throw closedException(e);
    }
  }

  private PluginException unwanted(String what, LaneTask<?> task, Exception cause) {
    if (task.leave(executor)) {
      figures.left();
    }
    return new PluginException(
        Kind.CANCELLED, label + ": the caller no longer waits for " + what, null, cause);
  }

  /** The caller has gone. */
  private static final class UnwantedException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Waits as long as the deadline allows, but not for a thread of a plugin that has none left. */
  private <T> Outcome<T> await(Duration deadline, Cancellation caller, LaneTask<T> task)
      throws TimeoutException, InterruptedException, ExecutionException, UnwantedException {
    long end = System.nanoTime() + deadline.toNanos();
    while (true) {
      long left = end - System.nanoTime();
      boolean patient = caller == WANTED && task.hasStarted();
      try {
        return task.get(patient ? left : Math.min(left, LOOK), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (patient || left <= LOOK || !task.hasStarted() && isStuck()) {
          throw e;
        }
      }
      if (caller.isCancelled()) {
        throw new UnwantedException();
      }
    }
  }

  private PluginException failed(CallKind kind, String what, Thrown<?> outcome) {
    figures.failed();
    RecordedThrowable thrown = outcome.thrown();
    boolean mayRefuse = kind == CallKind.PREPROCESS || kind == CallKind.FACE;
    if (mayRefuse && thrown.isA(IllegalArgumentException.class)) {
      String message = thrown.getMessage();
      return new PluginException(
          Kind.REJECTED_VALUE,
          message == null ? "A value is not acceptable" : message,
          null,
          thrown);
    }
    return new PluginException(
        Kind.FAILED,
        label + ": " + what + " failed: " + thrown + outcome.place(),
        hint(thrown),
        outcome.defect() == null ? thrown : outcome.defect());
  }

  private static @Nullable String hint(RecordedThrowable thrown) {
    if (thrown.isA(NoClassDefFoundError.class)) {
      return "put the jar that holds this class into the plugin's folder of private jars";
    }
    return NativeAccess.isRefusal(thrown) ? NativeAccess.HINT : null;
  }

  private PluginException late(String what, Duration deadline, boolean started) {
    if (!started) {
      figures.rejected();
      return isStuck()
          ? stuckException()
          : overloaded("had no thread free for " + millis(deadline) + " ms");
    }
    figures.late();
    return new PluginException(
        Kind.TIMEOUT,
        label + ": " + what + " did not end within " + millis(deadline) + " ms",
        "make it faster, let it watch cancellation(), or raise its timeout in [plugins.limits]",
        null);
  }

  PluginException overloaded(String why) {
    return new PluginException(
        Kind.OVERLOADED,
        label + " " + why,
        "raise threads or queue in [plugins.limits], or ask less often",
        null);
  }

  private PluginException stuckException() {
    return new PluginException(
        Kind.STUCK,
        label + " is stuck: " + stuckReason(),
        "correct the plugin's file; serve --watch replaces it, otherwise start the site again",
        null);
  }

  /** Who holds the threads, and where in the plugin's code. */
  String stuckReason() {
    ClassLoader context = loader;
    return "all "
        + threads
        + " threads are held by calls that overran their deadline: "
        + String.join("; ", figures.held().describe(context));
  }

  private PluginException closedException(@Nullable Throwable cause) {
    return new PluginException(Kind.NOT_AVAILABLE, label + " has been closed", null, cause);
  }

  boolean isStuck() {
    boolean stuck = figures.held().count() >= threads;
    if (announced.compareAndSet(!stuck, stuck)) {
      if (stuck) {
        LOG.warn("{} is stuck: {}", label, stuckReason());
      } else {
        LOG.info("{} answers again", label);
      }
    }
    return stuck;
  }

  PluginCounters counters() {
    return figures.counters(executor.getQueue().size(), executor.getActiveCount());
  }

  private static long millis(Duration deadline) {
    return deadline.toMillis();
  }

  /** Interrupts what runs, refuses what comes and forgets the plugin's loader. Does not wait. */
  @Override
  public void close() {
    loader = null;
    executor.shutdownNow().forEach(waiting -> ((LaneTask<?>) waiting).cancel(false));
  }
}
