package ducksite.engine.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that keeps a process's view of the entries and their folder together: what others have
 * removed is forgotten, what was used here is marked, what is too old or too much goes.
 */
final class CacheSweep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CacheSweep.class);
  private static final long LOOK_MILLIS = 1_000;
  private static final int LOOKS_PER_SWEEP = 60;

  private final EntryFolder folder;
  private final Eviction eviction;
  private final EntryShelf shelf;
  private final Supplier<CacheLimits> limits;
  private final Thread thread;
  private @Nullable FileTime seen;
  private long marked = System.currentTimeMillis();

  CacheSweep(
      EntryFolder folder, Eviction eviction, EntryShelf shelf, Supplier<CacheLimits> limits) {
    this.folder = folder;
    this.eviction = eviction;
    this.shelf = shelf;
    this.limits = limits;
    thread = Thread.ofPlatform().name("ducksite-cache-sweep").daemon().start(this::run);
  }

  private void run() {
    try {
      for (int look = 0; true; look++) {
        try {
          if (look % LOOKS_PER_SWEEP == 0) {
            mark();
            eviction.sweep(limits.get());
          }
          forgetRemoved();
        } catch (IOException | RuntimeException e) {
          LOG.warn("the cache's folder cannot be looked through", e);
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      LOG.debug("sweeping ends");
    }
  }

  /** Looks through the folder only when its list of names has changed. */
  private void forgetRemoved() throws IOException {
    // Taken before the entries: one that is published in between is seen in the next look.
    List<CachedEntry> known = shelf.published();
    FileTime changed;
    try {
      changed = Files.getLastModifiedTime(folder.path());
    } catch (NoSuchFileException e) {
      return;
    }
    if (changed.equals(seen)) {
      return;
    }
    Set<String> there = new HashSet<>();
    folder.list().forEach(each -> there.add(each.id()));
    long settled = System.currentTimeMillis() - LOOK_MILLIS;
    known.stream().filter(entry -> !there.contains(entry.info().id())).forEach(shelf::forget);
    seen = changed.toMillis() < settled ? changed : null;
  }

  private void mark() throws IOException {
    long now = System.currentTimeMillis();
    for (CachedEntry entry : shelf.published()) {
      if (entry.usedMillis() >= marked) {
        folder.touch(entry.info().id(), entry.usedMillis());
      }
    }
    marked = now;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
