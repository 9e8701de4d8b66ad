package ducksite.testkit;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A call on a platform thread of its own, in a thread group of its own, and what it left behind.
 * Waits at most ten seconds: a call that has not ended by then counts as one that never does.
 */
final class ObservedCall {

  private static final long PATIENCE_MILLIS = 10_000;

  private final ThreadGroup group = new ThreadGroup("contract");
  private final ClassLoader loader =
      new URLClassLoader(new URL[0], ObservedCall.class.getClassLoader());
  private volatile @Nullable Throwable thrown;
  private volatile @Nullable ClassLoader loaderAfter;
  private volatile boolean interruptedAfter;

  /** Makes the call; an exception is kept. */
  ObservedCall run(Callable<?> call, boolean interrupted) {
    Thread thread =
        new Thread(
            group,
            () -> {
              if (interrupted) {
                Thread.currentThread().interrupt();
              }
              try {
                call.call();
              } catch (Throwable e) {
                thrown = e;
              }
              interruptedAfter = Thread.currentThread().isInterrupted();
              loaderAfter = Thread.currentThread().getContextClassLoader();
            },
            "contract-call");
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    thread.start();
    if (!ended(thread)) {
      StackTraceElement[] stack = thread.getStackTrace();
      thread.interrupt();
      throw new AssertionError("the call did not end within 10 s; it is at " + top(stack));
    }
    return this;
  }

  private static boolean ended(Thread thread) {
    try {
      return thread.join(java.time.Duration.ofMillis(PATIENCE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String top(StackTraceElement[] stack) {
    return String.join(" < ", Arrays.stream(stack).limit(5).map(String::valueOf).toList());
  }

  @Nullable Throwable thrown() {
    return thrown;
  }

  boolean keptItsLoader() {
    return loaderAfter == loader;
  }

  boolean isInterrupted() {
    return interruptedAfter;
  }

  /** Names of threads that the call has started and that still run. */
  List<String> threads() {
    Thread[] found = new Thread[group.activeCount() + 16];
    int count = group.enumerate(found);
    return Arrays.stream(found, 0, count)
        .filter(thread -> !thread.getName().equals("contract-call"))
        .map(Thread::getName)
        .sorted()
        .toList();
  }
}
