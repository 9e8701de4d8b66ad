package ducksite.engine.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Encoded answers in memory, the least recently used given up first, never more than a number of
 * bytes. Keys are entity tags, so an entry is never stale: other content has another tag. Safe for
 * use by several threads.
 */
public final class EncodedResponses {

  /** An answer larger than this share of the whole is not kept. */
  private static final int LARGEST_SHARE = 8;

  private final long capacity;
  private final Map<String, EncodedResponse> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private long hits;
  private long misses;

  /** An empty store of at most so many bytes. */
  public EncodedResponses(long capacity) {
    this.capacity = capacity;
  }

  /** The answer of a tag. */
  public synchronized Optional<EncodedResponse> find(String tag) {
    EncodedResponse found = entries.get(tag);
    if (found == null) {
      misses++;
    } else {
      hits++;
    }
    return Optional.ofNullable(found);
  }

  /** Keeps an answer, unless it is too large. */
  public synchronized void put(String tag, EncodedResponse body) {
    if (body.weight() > capacity / LARGEST_SHARE) {
      return;
    }
    EncodedResponse former = entries.put(tag, body);
    bytes += body.weight() - (former == null ? 0 : former.weight());
    Iterator<EncodedResponse> eldest = entries.values().iterator();
    while (bytes > capacity && eldest.hasNext()) {
      bytes -= eldest.next().weight();
      eldest.remove();
    }
  }

  /** Bytes kept now. */
  public synchronized long bytes() {
    return bytes;
  }

  /** Look-ups that found an answer. */
  public synchronized long hits() {
    return hits;
  }

  /** Look-ups that found none. */
  public synchronized long misses() {
    return misses;
  }
}
