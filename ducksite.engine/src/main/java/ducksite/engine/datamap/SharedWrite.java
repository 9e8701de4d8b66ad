package ducksite.engine.datamap;

import ducksite.api.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One writing of a file that several callers wait for. It is cancelled when the last of them has
 * gone, and nobody can join it from then on. Safe for use by several threads.
 */
final class SharedWrite implements Cancellation {

  /** How soon a waiting caller notices that its own client has gone. */
  private static final long LOOK_MILLIS = 100;

  /** Makes the file. */
  @FunctionalInterface
  interface Work {
    /** Makes the file while it is wanted. */
    Path write(Cancellation cancellation) throws IOException;
  }

  private final CompletableFuture<Path> result = new CompletableFuture<>();
  private final List<Cancellation> interested = new ArrayList<>();
  private boolean abandoned;

  /** A writing that one caller waits for. */
  SharedWrite(Cancellation first) {
    interested.add(first);
  }

  /** Runs on the caller's thread; the others get what it gives or throws. */
  Path run(Work work, Runnable whenDone) throws IOException {
    try {
      Path file = work.write(this);
      result.complete(file);
      return file;
    } catch (IOException | RuntimeException | Error e) {
      result.completeExceptionally(e);
      throw e;
    } finally {
      whenDone.run();
    }
  }

  /** Whether a caller can still wait for it. */
  synchronized boolean join(Cancellation caller) {
    if (isCancelled()) {
      return false;
    }
    interested.add(caller);
    return true;
  }

  @Override
  public synchronized boolean isCancelled() {
    abandoned = abandoned || interested.stream().allMatch(Cancellation::isCancelled);
    return abandoned;
  }

  /** The file, when somebody else writes it. */
  Path await(Cancellation caller) throws IOException {
    awaitEnd(caller);
    try {
      return result.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw new IOException(cause.getMessage(), cause);
        case RuntimeException cause -> throw cause;
        default -> throw e;
      }
    }
  }

  /** Waits for its end, whatever that is. */
  void awaitEnd(Cancellation caller) throws IOException {
    while (true) {
      caller.throwIfCancelled();
      try {
        result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException | ExecutionException e) {
        if (result.isDone()) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while a file was made", e);
      }
    }
  }
}
