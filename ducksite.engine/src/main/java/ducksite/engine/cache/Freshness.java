package ducksite.engine.cache;

import java.time.Duration;

/**
 * How long an entry is fresh. What changes by itself is fresh until the end of the period that it
 * was made in, the same period for everybody; anything else for a time after it was made.
 *
 * @param ttl how long; zero is never
 * @param byPeriod whether periods count
 */
public record Freshness(Duration ttl, boolean byPeriod) {

  /** The first moment, in milliseconds since 1970, at which an entry is no longer fresh. */
  public long expires(long createdMillis) {
    long millis = ttl.toMillis();
    if (millis <= 0) {
      return createdMillis;
    }
    return byPeriod ? (period(createdMillis) + 1) * millis : createdMillis + millis;
  }

  /** The number of the period of a moment; 0 where periods do not count. */
  public long period(long millis) {
    return byPeriod && ttl.toMillis() > 0 ? Math.floorDiv(millis, ttl.toMillis()) : 0;
  }
}
