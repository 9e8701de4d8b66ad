package ducksite.engine.duck;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lets threads that compute for long step back behind those that answer at once: on Linux they
 * have a lower priority, and so have the threads that they start, native ones too. Elsewhere, and
 * where the JVM grants no native access, all threads stay equal.
 */
public final class Courtesy {

  private static final Logger LOG = LoggerFactory.getLogger(Courtesy.class);

  /** As {@code nice} counts: about a third of the share of others, when there are others. */
  private static final int STEP = 5;

  private static final int LOWEST = 19;

  /** On Linux {@code getpriority} and {@code setpriority} with it are about one thread. */
  private static final int PRIO_PROCESS = 0;

  private static final @Nullable MethodHandle SET_PRIORITY = function("setpriority", 3);

  private static final int NICENESS = Math.min(LOWEST, ofProcess() + STEP);

  private Courtesy() {}

  /** A function of the C library that takes and returns integers; null where there is none. */
  private static @Nullable MethodHandle function(String name, int arguments) {
    if (!System.getProperty("os.name").equals("Linux")) {
      return null;
    }
    try {
      ValueLayout[] integers = new ValueLayout[arguments];
      Arrays.fill(integers, ValueLayout.JAVA_INT);
      Linker linker = Linker.nativeLinker();
      FunctionDescriptor function = FunctionDescriptor.of(ValueLayout.JAVA_INT, integers);
      return Optional.of(linker.defaultLookup())
          .flatMap(symbols -> symbols.find(name))
          .map(symbol -> linker.downcallHandle(symbol, function))
          .orElse(null);
    } catch (IllegalCallerException | UnsupportedOperationException e) {
      LOG.debug("threads of queries keep their priority", e);
      return null;
    }
  }

  /**
   * The niceness that the process was started with, which its first thread keeps: others may have
   * stepped back already, and a thread must not step back twice.
   */
  private static int ofProcess() {
    MethodHandle priority = function("getpriority", 2);
    try {
      return priority == null
          ? 0
          : (int) priority.invokeExact(PRIO_PROCESS, (int) ProcessHandle.current().pid());
    } catch (Throwable e) {
      throw new IllegalStateException("getpriority cannot be called", e);
    }
  }

  /** The work of a thread, which steps back before it begins. */
  public static Runnable of(Runnable work) {
    return () -> {
      stepBack();
      work.run();
    };
  }

  private static void stepBack() {
    if (SET_PRIORITY == null) {
      return;
    }
    try {
      int failed = (int) SET_PRIORITY.invokeExact(PRIO_PROCESS, 0, NICENESS);
      if (failed != 0) {
        LOG.debug("a thread keeps its priority");
      }
    } catch (Throwable e) {
      throw new IllegalStateException("setpriority cannot be called", e);
    }
  }

  /**
   * The result of work on a thread that has stepped back, which ends with it.
   *
   * @throws DuckException what the work throws
   */
  static <T> T apart(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("ducksite-start")
        .start(of(() -> result.completeAsync(work, Runnable::run)));
    try {
      return result.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw e;
      }
    }
  }
}
