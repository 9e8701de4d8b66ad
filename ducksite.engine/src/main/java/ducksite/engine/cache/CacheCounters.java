package ducksite.engine.cache;

import java.util.concurrent.atomic.LongAdder;

/** What a cache has done since it was opened. Safe for use by several threads. */
public final class CacheCounters {

  final LongAdder diskHits = new LongAdder();
  final LongAdder staleHits = new LongAdder();
  final LongAdder misses = new LongAdder();
  final LongAdder shared = new LongAdder();
  final LongAdder populations = new LongAdder();
  final LongAdder evictions = new LongAdder();
  final LongAdder damaged = new LongAdder();
  final LongAdder failedRefreshes = new LongAdder();

  CacheCounters() {}

  /** Requests answered from fresh entries. */
  public long diskHits() {
    return diskHits.sum();
  }

  /** Requests answered from expired entries while they were made again. */
  public long staleHits() {
    return staleHits.sum();
  }

  /** Requests that caused a population. */
  public long misses() {
    return misses.sum();
  }

  /** Requests that waited for the population of another. */
  public long shared() {
    return shared.sum();
  }

  /** Populations begun, refreshes included. */
  public long populations() {
    return populations.sum();
  }

  /** Entries removed for their size or age. */
  public long evictions() {
    return evictions.sum();
  }

  /** Entries removed because they were damaged. */
  public long damaged() {
    return damaged.sum();
  }

  /** Refreshes that failed, so that the expired entry stayed. */
  public long failedRefreshes() {
    return failedRefreshes.sum();
  }
}
