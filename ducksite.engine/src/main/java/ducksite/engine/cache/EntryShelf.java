package ducksite.engine.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries that this process has at hand: those it made, and those it found in the folder, whose
 * files were compared with their checksums before anybody read them. Safe for use by several
 * threads.
 */
final class EntryShelf {

  private static final Logger LOG = LoggerFactory.getLogger(EntryShelf.class);

  private final EntryFolder folder;
  private final CacheCounters counters;
  private final Supplier<Path> ownFile;
  private final Map<String, CachedEntry> entries = new ConcurrentHashMap<>();

  /**
   * @param ownFile gives a new name of this process for a file
   */
  EntryShelf(EntryFolder folder, CacheCounters counters, Supplier<Path> ownFile) {
    this.folder = folder;
    this.counters = counters;
    this.ownFile = ownFile;
  }

  /** The entry of an id without a look at the disk; null when it is not at hand. */
  @Nullable CachedEntry atHand(String id) {
    return entries.get(id);
  }

  /** When this process has used the entry of an id; 0 when it has not. */
  long lastUse(String id) {
    CachedEntry entry = entries.get(id);
    return entry == null ? 0 : entry.usedMillis();
  }

  /** The entry of an id, at hand or in the folder. */
  Optional<CachedEntry> find(String id) {
    CachedEntry known = entries.get(id);
    return known == null ? adopted(id) : Optional.of(known);
  }

  /** Those that the folder has, or had. */
  List<CachedEntry> published() {
    return entries.values().stream().filter(CachedEntry::isPublished).toList();
  }

  /** Takes an entry up; a former one of its id is retired. */
  void show(CachedEntry entry) {
    CachedEntry former = entries.put(entry.info().id(), entry);
    if (former != null) {
      former.retire();
    }
  }

  /** The right to read an entry; one that is no longer intact is removed. */
  Optional<EntryLease> lease(CachedEntry entry) {
    Optional<EntryLease> lease = entry.lease();
    if (lease.isEmpty() && entries.remove(entry.info().id(), entry)) {
      entry.retire();
      removeDamaged(entry.info());
    }
    return lease;
  }

  void forget(String id) {
    CachedEntry entry = entries.remove(id);
    if (entry != null) {
      entry.retire();
    }
  }

  void forget(CachedEntry entry) {
    if (entries.remove(entry.info().id(), entry)) {
      entry.retire();
    }
  }

  private Optional<CachedEntry> adopted(String id) {
    try {
      EntryInfo info = folder.find(id).orElse(null);
      return info == null ? Optional.empty() : adopted(info);
    } catch (IOException e) {
      LOG.warn("a cache entry cannot be read", e);
      return Optional.empty();
    }
  }

  private Optional<CachedEntry> adopted(EntryInfo info) throws IOException {
    Path own = ownFile.get();
    try {
      folder.link(info, own);
      if (Files.size(own) == info.bytes() && Checksums.of(own) == info.checksum()) {
        CachedEntry entry = new CachedEntry(info, own);
        entry.published();
        CachedEntry other = entries.putIfAbsent(info.id(), entry);
        if (other != null) {
          entry.retire();
        }
        return Optional.of(other == null ? entry : other);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("the file of {} is missing", info.id(), e);
    }
    Files.deleteIfExists(own);
    removeDamaged(info);
    return Optional.empty();
  }

  private void removeDamaged(EntryInfo info) {
    counters.damaged.increment();
    LOG.warn("an entry of route {} is damaged or half and is removed: {}", info.route(), info.id());
    try {
      folder.remove(info);
    } catch (IOException e) {
      LOG.warn("a damaged entry cannot be removed", e);
    }
  }
}
