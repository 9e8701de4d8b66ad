package ducksite.engine.cache;

import ducksite.api.Cancellation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One population and those who wait for it. It is cancelled when the last of them leaves, and from
 * then on nobody joins. An entry that is not kept stays until the last of them has taken a lease of
 * his own. Guarded by itself.
 */
final class Flight {

  private static final long LOOK_MILLIS = 50;

  private final CompletableFuture<Landed> landed = new CompletableFuture<>();
  private int interested;
  private boolean cancelled;
  private @Nullable Landed result;

  /**
   * What a population has led to.
   *
   * @param lasting whether its inputs stayed as they were
   * @param kept whether others than those who wait will see it
   */
  record Landed(
      CachedEntry entry, boolean lasting, boolean kept, long queueNanos, long queryNanos) {}

  /** One more waits; false when the flight has been cancelled. */
  synchronized boolean join() {
    if (!cancelled) {
      interested++;
    }
    return !cancelled;
  }

  /** One less waits. */
  void leave() {
    Landed unused = null;
    synchronized (this) {
      if (--interested == 0) {
        cancelled = true;
        unused = result;
        result = null;
      }
    }
    if (unused != null && !unused.kept()) {
      unused.entry().retire();
    }
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  void land(Landed entry) {
    boolean wanted;
    synchronized (this) {
      wanted = interested > 0;
      if (wanted) {
        result = entry;
      }
    }
    if (!wanted && !entry.kept()) {
      entry.entry().retire();
    }
    landed.complete(entry);
  }

  void fail(Throwable cause) {
    landed.completeExceptionally(cause);
  }

  /**
   * Waits for the end.
   *
   * @throws CancellationException when the caller's client has gone
   * @throws RuntimeException what the population failed with
   */
  Landed await(Cancellation cancellation) {
    while (true) {
      try {
        return landed.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (cancellation.isCancelled()) {
          throw new CancellationException("the client has gone while others wait");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while an entry was made");
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case RuntimeException cause -> throw cause;
          case Error cause -> throw cause;
          default -> throw new CacheException("an entry could not be made", e.getCause());
        }
      }
    }
  }
}
