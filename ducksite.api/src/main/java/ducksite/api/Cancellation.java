package ducksite.api;

import java.util.concurrent.CancellationException;

/** Tells a running call whether its result is still wanted. Safe for use by several threads. */
@ApiStatus(stability = ApiStatus.Stability.STABLE, role = ApiStatus.Role.TO_CALL)
@FunctionalInterface
public interface Cancellation {

  /** Whether the caller has gone or the deadline has passed. Once true it stays true. */
  boolean isCancelled();

  /**
   * Ends the call when its result is no longer wanted. Cheap enough for inner loops.
   *
   * @throws CancellationException when {@link #isCancelled()}
   */
  default void throwIfCancelled() {
    if (isCancelled()) {
      throw new CancellationException("the caller no longer waits for this result");
    }
  }
}
