package ducksite.engine.cache;

import org.jspecify.annotations.Nullable;

/**
 * An answer of the cache.
 *
 * @param lease the right to read it; the caller closes it. Null when the entry is not there yet,
 *     and whoever asked has the rows.
 * @param known the rows of an entry that is not there yet, null when it is
 * @param tier where it came from
 * @param lasting whether it may be kept by others
 * @param queueNanos time that the query waited, 0 when none ran
 * @param queryNanos time that the query ran, 0 when none did
 */
public record Obtained(
    @Nullable EntryLease lease,
    @Nullable KnownRows known,
    Tier tier,
    boolean lasting,
    long queueNanos,
    long queryNanos) {

  static Obtained of(
      EntryLease lease, Tier tier, boolean lasting, long queueNanos, long queryNanos) {
    return new Obtained(lease, null, tier, lasting, queueNanos, queryNanos);
  }

  static Obtained of(KnownRows known) {
    return new Obtained(null, known, Tier.MISS, true, known.queueNanos(), known.queryNanos());
  }

  /** Where an answer comes from. */
  public enum Tier {
    /** A fresh entry. */
    DISK,
    /** An expired entry, while it is made again. */
    STALE,
    /** A query that this request caused. */
    MISS,
    /** A query that another request had caused. */
    SHARED
  }
}
