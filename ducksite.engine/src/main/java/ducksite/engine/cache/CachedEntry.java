package ducksite.engine.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An entry that this process has a name of its own for: whoever removes the published one does not
 * disturb readers here. The own name goes with the last lease after the entry was retired. Guarded
 * by itself.
 */
final class CachedEntry {

  private static final Logger LOG = LoggerFactory.getLogger(CachedEntry.class);

  private final EntryInfo info;
  private final Path own;
  private final BasicFileAttributes checked;
  private volatile long usedMillis;
  private volatile boolean published;
  private int leases;
  private boolean retired;

  /** An entry whose file is known to be what its description says. */
  CachedEntry(EntryInfo info, Path own) throws IOException {
    this.info = info;
    this.own = own;
    this.checked = Files.readAttributes(own, BasicFileAttributes.class);
    this.usedMillis = info.createdMillis();
  }

  EntryInfo info() {
    return info;
  }

  Path own() {
    return own;
  }

  long usedMillis() {
    return usedMillis;
  }

  /** Whether the entry lies in the shared folder, or lay there. */
  boolean isPublished() {
    return published;
  }

  void published() {
    published = true;
  }

  void use() {
    usedMillis = System.currentTimeMillis();
  }

  /** The right to read; empty when the entry is retired or its file is not what it was. */
  Optional<EntryLease> lease() {
    synchronized (this) {
      if (retired) {
        return Optional.empty();
      }
      leases++;
    }
    use();
    EntryLease lease = new EntryLease(this);
    if (isIntact()) {
      return Optional.of(lease);
    }
    lease.close();
    return Optional.empty();
  }

  /** Whether the file is still what was checked; one that was touched is checked again. */
  private boolean isIntact() {
    try {
      BasicFileAttributes now = Files.readAttributes(own, BasicFileAttributes.class);
      return now.size() == checked.size()
          && (now.lastModifiedTime().equals(checked.lastModifiedTime())
              || Checksums.of(own) == info.checksum());
    } catch (IOException e) {
      LOG.debug("{} cannot be looked at", own, e);
      return false;
    }
  }

  /** No more leases; the file goes with the last one. */
  void retire() {
    boolean unused;
    synchronized (this) {
      unused = !retired && leases == 0;
      retired = true;
    }
    if (unused) {
      remove();
    }
  }

  void release() {
    boolean unused;
    synchronized (this) {
      leases--;
      unused = retired && leases == 0;
    }
    if (unused) {
      remove();
    }
  }

  private void remove() {
    try {
      Files.deleteIfExists(own);
    } catch (IOException e) {
      throw new UncheckedIOException("a private name of a cache entry cannot be removed", e);
    }
  }
}
