package ducksite.engine.duck;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
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
  private static final int NICENESS = 5;

  /** On Linux this is about the calling thread, and adds to what the process was started with. */
  private static final @Nullable MethodHandle NICE = nice();

  private Courtesy() {}

  private static @Nullable MethodHandle nice() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return null;
    }
    try {
      Linker linker = Linker.nativeLinker();
      FunctionDescriptor function =
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
      return Optional.of(linker.defaultLookup())
          .flatMap(symbols -> symbols.find("nice"))
          .map(symbol -> linker.downcallHandle(symbol, function))
          .orElse(null);
    } catch (IllegalCallerException | UnsupportedOperationException e) {
      LOG.debug("threads of queries keep their priority", e);
      return null;
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
    if (NICE == null) {
      return;
    }
    try {
      int result = (int) NICE.invokeExact(NICENESS);
      if (result == -1) {
        LOG.debug("a thread keeps its priority");
      }
    } catch (Throwable e) {
      throw new IllegalStateException("nice cannot be called", e);
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
