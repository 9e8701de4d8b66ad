package ducksite.engine.cache;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** The right to read an entry's file until closed, whatever becomes of the entry meanwhile. */
public final class EntryLease implements AutoCloseable {

  private final CachedEntry entry;
  private final AtomicBoolean closed = new AtomicBoolean();

  EntryLease(CachedEntry entry) {
    this.entry = entry;
  }

  /** What the entry is. */
  public EntryInfo info() {
    return entry.info();
  }

  /** The Parquet file, below {@link ResultCache#reader()}'s allowed folder. */
  public Path file() {
    return entry.own();
  }

  /** Gives the right back; closing twice does nothing. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      entry.release();
    }
  }
}
