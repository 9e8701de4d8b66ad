package ducksite.engine.datamap;

import ducksite.engine.parquet.ColumnRange;
import ducksite.engine.parquet.FooterStatistics;
import ducksite.engine.store.StatisticsStore;
import ducksite.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ranges of columns of a table's files, for the columns that somebody has asked for. Few files
 * are looked into when they are first needed; many by a thread in the background, and until then
 * nothing is known of them. Ranges are kept by file identity, so that no file is read twice. Safe
 * for use by several threads.
 */
public final class Statistics implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Statistics.class);

  /** As many footers are read while a query waits; about a second's work. */
  private static final int WHILE_WAITING = 2000;

  /** Footers between two transactions of the store: what an interruption costs. */
  private static final int BATCH = 1000;

  private final FileTable table;
  private final @Nullable StatisticsStore store;
  private final ConcurrentMap<String, AtomicReferenceArray<byte[]>> columns =
      new ConcurrentHashMap<>();
  private final Set<String> looked = ConcurrentHashMap.newKeySet();
  private final Set<String> wanted = new ConcurrentSkipListSet<>();
  private final Set<Integer> changed = ConcurrentHashMap.newKeySet();
  private final Set<Integer> gone = ConcurrentHashMap.newKeySet();
  private final AtomicLong version = new AtomicLong();
  private volatile boolean closed;
  private @Nullable Thread background;

  /**
   * Statistics of a table's files.
   *
   * @param store where they are kept; null to read each again
   */
  public Statistics(FileTable table, @Nullable StatisticsStore store) {
    this.table = table;
    this.store = store;
  }

  /**
   * Tells whether a file is what it was when the table was made; while it is not, nothing is known
   * of it.
   */
  void tell(int ordinal, boolean current) {
    if (!current ? changed.add(ordinal) : !changed.isEmpty() && changed.remove(ordinal)) {
      version.incrementAndGet();
    }
  }

  /** Tells whether a file is there at all; while it is not, no query reads it. */
  void tellGone(int ordinal, boolean isGone) {
    if (isGone ? gone.add(ordinal) : !gone.isEmpty() && gone.remove(ordinal)) {
      version.incrementAndGet();
    }
  }

  /** A number that grows whenever something has become known, or has changed. */
  long version() {
    return version.get();
  }

  /** Whether some file is not there. */
  boolean hasGone() {
    return !gone.isEmpty();
  }

  /** Whether a file is not there. */
  boolean isGone(int ordinal) {
    return gone.contains(ordinal);
  }

  /** Some of the files, without those that are gone; all when none of them is there. */
  FileList present(FileList files) {
    if (gone.isEmpty()) {
      return files;
    }
    FileList present = files.where(file -> !isGone(file.ordinal()));
    return present.isEmpty() ? files : present;
  }

  /** Whether some file is no longer as the table tells. */
  boolean hasChanges() {
    return !changed.isEmpty();
  }

  /** Whether a file is as the table tells. */
  public boolean isCurrent(int ordinal) {
    return changed.isEmpty() || !changed.contains(ordinal);
  }

  /**
   * Sees to it that ranges are there, now or, for many files, later.
   *
   * @param names of columns, in lower case
   */
  public void require(FileList files, Set<String> names) {
    Set<String> missing = new TreeSet<>(names);
    missing.removeAll(looked);
    if (missing.isEmpty()) {
      return;
    }
    if (files.size() <= WHILE_WAITING) {
      read(files, names);
      if (files.size() == table.size()) {
        looked.addAll(names);
      }
      return;
    }
    if (wanted.addAll(missing)) {
      startBackground();
    }
  }

  /** Reads what is missing, on the caller's thread and others. */
  public void read(FileList files, Set<String> names) {
    names.forEach(
        name -> columns.computeIfAbsent(name, each -> new AtomicReferenceArray<>(table.size())));
    List<Integer> batch = new ArrayList<>();
    files.each(
        file -> {
          boolean complete =
              names.stream().allMatch(name -> columns.get(name).get(file.ordinal()) != null);
          if (!complete && !closed) {
            batch.add(file.ordinal());
            if (batch.size() == BATCH) {
              readBatch(batch, names);
              batch.clear();
            }
          }
        });
    readBatch(batch, names);
  }

  private void readBatch(List<Integer> ordinals, Set<String> names) {
    List<StatisticsStore.Entry> found =
        IntStream.range(0, ordinals.size())
            .parallel()
            .mapToObj(index -> readOne(table.cursorAt(ordinals.get(index)), names))
            .flatMap(List::stream)
            .toList();
    if (store != null && !found.isEmpty()) {
      try {
        store.put(found);
      } catch (StoreException e) {
        LOG.warn("statistics are read but not kept: {}", e.getMessage());
      }
    }
  }

  /** What was not in the store. */
  private List<StatisticsStore.Entry> readOne(FileCursor file, Set<String> names) {
    String location = file.location();
    String identity = file.identity().text();
    Set<String> missing = new TreeSet<>();
    for (String name : names) {
      byte @Nullable [] known = known(name, location, identity);
      if (known == null) {
        missing.add(name);
      } else {
        put(name, file.ordinal(), known);
      }
    }
    List<StatisticsStore.Entry> entries = new ArrayList<>();
    if (!missing.isEmpty()) {
      ranges(Path.of(location), file.identity(), missing)
          .forEach(
              (name, range) -> {
                byte[] bytes = range.bytes();
                put(name, file.ordinal(), bytes);
                entries.add(new StatisticsStore.Entry(name, location, identity, bytes));
              });
    }
    return entries;
  }

  private void put(String name, int ordinal, byte[] range) {
    columns.get(name).set(ordinal, range);
    version.incrementAndGet();
  }

  private byte @Nullable [] known(String name, String location, String identity) {
    try {
      return store == null ? null : store.find(name, location, identity);
    } catch (StoreException e) {
      LOG.debug("the statistics of {} are read again", location, e);
      return null;
    }
  }

  /** Nothing when the file is not, before and after, the one that was meant. */
  private static Map<String, ColumnRange> ranges(
      Path file, FileIdentity identity, Set<String> names) {
    try {
      if (!FileIdentity.of(file).equals(identity)) {
        return Map.of();
      }
      Map<String, ColumnRange> ranges = FooterStatistics.read(file, names);
      return FileIdentity.of(file).equals(identity) ? ranges : Map.of();
    } catch (IOException e) {
      LOG.debug("{} tells no statistics", file, e);
      return Map.of();
    }
  }

  /** The range of a file's column, unknown while nobody has looked. */
  public ColumnRange range(int ordinal, String column) {
    @Nullable AtomicReferenceArray<byte[]> ranges = columns.get(column);
    byte @Nullable [] bytes = ranges == null ? null : ranges.get(ordinal);
    return bytes == null ? ColumnRange.UNKNOWN : ColumnRange.of(bytes);
  }

  private synchronized void startBackground() {
    if (background == null && !closed) {
      background = Thread.ofPlatform().name("ducksite-statistics").daemon().start(this::readWanted);
    }
  }

  private void readWanted() {
    while (!closed) {
      Set<String> names = new TreeSet<>(wanted);
      read(table.list(), names);
      looked.addAll(names);
      synchronized (this) {
        if (wanted.equals(names)) {
          background = null;
          return;
        }
      }
    }
  }

  /** Stops reading and waits for the footers at hand. */
  @Override
  public void close() {
    closed = true;
    @Nullable Thread running;
    synchronized (this) {
      running = background;
    }
    if (running != null) {
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
