package ducksite.plugins.s3;

import ducksite.api.Cancellation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Patience with a server: after a passing failure it waits, twice as long each time and by chance a
 * little less, so that many clients do not come back at once. Confined to one thread.
 */
final class Retry {

  private static final int ATTEMPTS = 5;
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final Cancellation cancellation;
  private int failures;

  Retry(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  /** A request. */
  @FunctionalInterface
  interface Request<T> {
    T send() throws IOException;
  }

  /** The answer of a request that may be sent several times. */
  static <T> T of(Cancellation cancellation, Request<T> request) throws IOException {
    Retry retry = new Retry(cancellation);
    while (true) {
      try {
        return request.send();
      } catch (BucketException e) {
        retry.failed(e);
      }
    }
  }

  /** Something worked: the count of failures starts again. */
  void progressed() {
    failures = 0;
  }

  /**
   * Waits before the next attempt.
   *
   * @throws BucketException the failure, when it is not a passing one or has come too often
   */
  void failed(BucketException failure) throws IOException {
    cancellation.throwIfCancelled();
    failures++;
    if (failure.reason() != BucketException.Reason.PASSING || failures >= ATTEMPTS) {
      throw failure;
    }
    long wait = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << (failures - 1));
    try {
      Thread.sleep(wait - ThreadLocalRandom.current().nextLong(wait / 2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (cancellation.isCancelled()) {
        throw new CancellationException("the caller no longer waits for this result");
      }
      InterruptedIOException interrupted = new InterruptedIOException(failure.getMessage());
      interrupted.initCause(e);
      throw interrupted;
    }
    cancellation.throwIfCancelled();
  }
}
