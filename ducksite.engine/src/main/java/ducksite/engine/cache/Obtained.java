package ducksite.engine.cache;

/**
 * An answer of the cache.
 *
 * @param lease the right to read it; the caller closes it
 * @param tier where it came from
 * @param lasting whether it may be kept by others
 * @param queueNanos time that the query waited, 0 when none ran
 * @param queryNanos time that the query ran, 0 when none did
 */
public record Obtained(
    EntryLease lease, Tier tier, boolean lasting, long queueNanos, long queryNanos) {

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
