package ducksite.engine.cache;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Keeps the entries of a folder within limits: what nobody has used for too long goes, then what
 * was used longest ago, until a tenth is free. What is counted is what lies on the disk, so that a
 * crash cannot falsify it. Guarded by itself.
 */
final class Eviction {

  private static final int FREE_TENTHS = 9;

  private final EntryFolder folder;
  private final ToLongFunction<String> lastUse;
  private final Consumer<String> whenRemoved;
  private volatile long bytes = -1;
  private volatile long entries;

  /**
   * @param lastUse when this process has used the entry of an id, 0 when it has not
   * @param whenRemoved told the id of each removed entry
   */
  Eviction(EntryFolder folder, ToLongFunction<String> lastUse, Consumer<String> whenRemoved) {
    this.folder = folder;
    this.lastUse = lastUse;
    this.whenRemoved = whenRemoved;
  }

  /** Bytes of the disk, as last counted, and what was published since. */
  long bytes() {
    return Math.max(0, bytes);
  }

  long entries() {
    return entries;
  }

  /** Makes room for an entry that is about to be published, and counts it. */
  synchronized void makeRoom(long more, CacheLimits limits) throws IOException {
    if (bytes < 0 || bytes + more > limits.maxBytes()) {
      shrink(limits, more);
    }
    bytes += more;
    entries++;
  }

  /** Counts what is there and removes what is too old or too much. */
  synchronized void sweep(CacheLimits limits) throws IOException {
    shrink(limits, 0);
  }

  private void shrink(CacheLimits limits, long more) throws IOException {
    List<Used> oldestFirst =
        folder.list().stream()
            .map(this::used)
            .sorted(Comparator.comparingLong(Used::millis))
            .toList();
    long left = oldestFirst.stream().mapToLong(each -> each.entry().bytes()).sum();
    long kept = oldestFirst.size();
    long oldest = System.currentTimeMillis() - limits.maxAge().toMillis();
    boolean tooMuch = left + more > limits.maxBytes();
    long goal = limits.maxBytes() / 10 * FREE_TENTHS - more;
    for (Used each : oldestFirst) {
      if (each.millis() < oldest || tooMuch && left > goal) {
        folder.remove(each.entry());
        whenRemoved.accept(each.entry().id());
        left -= each.entry().bytes();
        kept--;
      }
    }
    bytes = left;
    entries = kept;
  }

  /** An entry and when it was used, as it was once: readers use entries while they are ordered. */
  private record Used(EntryFolder.Listed entry, long millis) {}

  private Used used(EntryFolder.Listed listed) {
    return new Used(listed, Math.max(listed.usedMillis(), lastUse.applyAsLong(listed.id())));
  }
}
