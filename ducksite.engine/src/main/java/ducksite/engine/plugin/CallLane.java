package ducksite.engine.plugin;

import ducksite.api.Cancellation;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

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

  private final String label;
  private final ClassLoader loader;
  private final int threads;
  private final ThreadPoolExecutor executor;
  private final HeldThreads held = new HeldThreads();
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder timeouts = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder nanos = new LongAdder();

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
                    .unstarted(work));
    executor.allowCoreThreadTimeOut(true);
  }

  /**
   * The answer of some work.
   *
   * @param what names the provider in messages
   * @throws PluginException when there is none
   */
  <T> T call(CallKind kind, String what, Duration deadline, Work<T> work) {
    if (isStuck()) {
      rejected.increment();
      throw stuckException();
    }
    LaneTask<T> task = new LaneTask<>(work, loader, held, nanos);
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      rejected.increment();
      throw executor.isShutdown() ? closedException(e) : overloaded("has no room for another call");
    }
    calls.increment();
    return answer(kind, what, deadline, task);
  }

  private <T> T answer(CallKind kind, String what, Duration deadline, LaneTask<T> task) {
    try {
      return switch (await(deadline, task)) {
        case Answered<T>(T value) when value != null -> value;
        case Answered<T> _ -> {
          failures.increment();
          throw new PluginException(
              Kind.FAILED, label + ": " + what + " returned null", "return a value", null);
        }
        case Thrown<T> thrown -> throw failed(kind, what, thrown);
      };
    } catch (TimeoutException e) {
      throw late(what, deadline, task.leave(executor));
    } catch (InterruptedException e) {
      task.leave(executor);
      Thread.currentThread().interrupt();
      throw new PluginException(
          Kind.CANCELLED, label + ": the caller no longer waits for " + what, null, e);
    } catch (CancellationException e) {
      throw closedException(e);
    }
  }

  private static <T> Outcome<T> await(Duration deadline, LaneTask<T> task)
      throws TimeoutException, InterruptedException {
    try {
      return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call's outcome holds what it throws", e);
    }
  }

  private PluginException failed(CallKind kind, String what, Thrown<?> thrown) {
    failures.increment();
    Throwable cause = thrown.thrown();
    if (kind == CallKind.PREPROCESS && cause instanceof IllegalArgumentException) {
      return new PluginException(Kind.REJECTED_VALUE, thrown.message(), null, cause);
    }
    String hint =
        cause instanceof NoClassDefFoundError
            ? "put the jar that holds this class into the plugin's folder of private jars"
            : null;
    return new PluginException(
        Kind.FAILED, label + ": " + what + " failed: " + thrown.description(), hint, cause);
  }

  private PluginException late(String what, Duration deadline, boolean started) {
    if (!started) {
      rejected.increment();
      return isStuck()
          ? stuckException()
          : overloaded("had no thread free for " + millis(deadline) + " ms");
    }
    timeouts.increment();
    return new PluginException(
        Kind.TIMEOUT,
        label + ": " + what + " did not end within " + millis(deadline) + " ms",
        "make it faster, let it watch cancellation(), or raise its timeout in [plugins.limits]",
        null);
  }

  private PluginException overloaded(String why) {
    return new PluginException(
        Kind.OVERLOADED,
        label + " " + why,
        "raise threads or queue in [plugins.limits], or ask less often",
        null);
  }

  private PluginException stuckException() {
    return new PluginException(
        Kind.STUCK,
        label
            + " is stuck: all "
            + threads
            + " threads are held by calls that overran their deadline",
        "correct the plugin and start the site again",
        null);
  }

  private PluginException closedException(Throwable cause) {
    return new PluginException(Kind.NOT_AVAILABLE, label + " has been closed", null, cause);
  }

  boolean isStuck() {
    return held.count() >= threads;
  }

  PluginCounters counters() {
    return new PluginCounters(
        calls.sum(), failures.sum(), timeouts.sum(), rejected.sum(), nanos.sum(), held.count());
  }

  private static long millis(Duration deadline) {
    return deadline.toMillis();
  }

  /** Interrupts what runs and refuses what comes. Does not wait. */
  @Override
  public void close() {
    executor.shutdownNow().forEach(waiting -> ((LaneTask<?>) waiting).cancel(false));
  }
}
