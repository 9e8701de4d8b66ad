package ducksite.engine.cache;

import ducksite.api.Cancellation;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
  private final CompletableFuture<Optional<KnownRows>> known = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final boolean awaited;
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

  /**
   * @param awaited whether a request has caused it, rather than the cache itself
   */
  Flight(boolean awaited) {
    this.awaited = awaited;
  }

  boolean isAwaited() {
    return awaited;
  }

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

  /** Tells whoever caused it of its rows; from now on the cache itself waits for the end. */
  boolean know(KnownRows rows) {
    return join() && known.complete(Optional.of(rows));
  }

  /** What has been told of its rows; from then on the cache itself waits. */
  Optional<KnownRows> known() {
    return known.getNow(Optional.empty());
  }

  /** Whether those who wait have been answered, or could have been. */
  boolean isAnswered() {
    return known.isDone();
  }

  boolean isKnown() {
    return known().isPresent();
  }

  /** Nothing more follows: its entry is published, or will never be. */
  void end() {
    ended.countDown();
  }

  /**
   * Waits until nothing more follows, which is after those who wait have been answered.
   *
   * @return whether it was soon enough
   */
  boolean awaitEnded(long nanos) throws InterruptedException {
    return ended.await(nanos, TimeUnit.NANOSECONDS);
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
    known.complete(Optional.empty());
  }

  void fail(Throwable cause) {
    landed.completeExceptionally(cause);
    known.complete(Optional.empty());
  }

  /**
   * Waits for the rows to be known; empty when the end comes first.
   *
   * @throws CancellationException when the caller's client has gone
   */
  Optional<KnownRows> awaitKnown(Cancellation cancellation) {
    return await(known, cancellation);
  }

  /**
   * Waits for the end.
   *
   * @throws CancellationException when the caller's client has gone
   * @throws RuntimeException what the population failed with
   */
  Landed await(Cancellation cancellation) {
    return await(landed, cancellation);
  }

  /**
   * Waits for the end, whichever it is.
   *
   * @throws CancellationException when the caller's client has gone
   */
  void awaitEnd(Cancellation cancellation) {
    await(landed.handle((entry, failure) -> failure == null), cancellation);
  }

  private static <T> T await(CompletableFuture<T> future, Cancellation cancellation) {
    while (true) {
      try {
        return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
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
