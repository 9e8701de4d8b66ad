package ducksite.engine;

import ducksite.engine.duck.DuckInstances;
import ducksite.engine.duck.DuckLease;
import ducksite.engine.duck.DuckPool;
import ducksite.engine.duck.DuckSettings;
import ducksite.engine.project.PoolSettings;
import ducksite.engine.project.SqlSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines of a host and their shares of the machine: one for requests, one for long work where
 * a route asks for it, and a small one that reads kept results and nothing else.
 */
final class Engines {

  /** What the reader of kept results gets of the memory that requests have. */
  private static final int READER_SHARE = 4;

  /** What long work gets of the memory that requests have, unless the settings say. */
  private static final int HEAVY_SHARE = 2;

  private static final long SMALLEST = 64L << 20;
  private static final long ABANDONED_MILLIS = 3_600_000;
  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

  private final DuckInstances instances;
  private final Path temporary;

  Engines(DuckInstances instances, Path temporary) {
    this.instances = instances;
    this.temporary = temporary;
  }

  /** The engine of requests. */
  DuckLease standard(List<Path> folders, SqlSettings sql) throws IOException {
    return acquire(
        folders, "duckdb", MemoryPlan.of(sql.standard()).standard(), sql.standard(), sql);
  }

  /** The engine of long work. */
  DuckLease heavy(List<Path> folders, SqlSettings sql) throws IOException {
    long standard = MemoryPlan.of(sql.standard()).standard();
    Long own = sql.heavy().memory();
    long memory = own == null ? Math.max(SMALLEST, standard / HEAVY_SHARE) : own;
    return acquire(folders, "duckdb-heavy", memory, sql.heavy(), sql);
  }

  /** The engine that reads a folder of kept results. */
  DuckLease reader(Path folder, SqlSettings sql) {
    try {
      long standard = MemoryPlan.of(sql.standard()).standard();
      long memory = Math.max(SMALLEST, standard / READER_SHARE);
      PoolSettings machine = new PoolSettings(null, null, null);
      return acquire(List.of(folder), "duckdb-cache", memory, machine, sql);
    } catch (IOException e) {
      throw new UncheckedIOException("the engine of the cache has no folder", e);
    }
  }

  private DuckLease acquire(
      List<Path> folders, String name, long memory, PoolSettings pool, SqlSettings sql)
      throws IOException {
    Path spill = temporary.resolve(name);
    Files.createDirectories(spill);
    removeAbandoned(spill);
    return instances.acquire(
        new DuckSettings(folders, spill, memory, MemoryPlan.threads(pool)),
        new DuckPool(MemoryPlan.connections(pool), sql.queue()));
  }

  /** Removes copies that nobody has written to for long: their process has died. */
  private static void removeAbandoned(Path spill) throws IOException {
    long oldest = System.currentTimeMillis() - ABANDONED_MILLIS;
    try (DirectoryStream<Path> copies = Files.newDirectoryStream(spill, "copy-*.parquet")) {
      for (Path copy : copies) {
        File file = copy.toFile();
        if (file.lastModified() < oldest && !file.delete()) {
          LOG.debug("{} cannot be removed", copy);
        }
      }
    }
  }
}
