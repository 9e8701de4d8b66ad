package ducksite.engine.datamap;

import ducksite.engine.project.FileAccess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * What clients may download. A row filter holds for the file too: its kept rows are written once,
 * to a cache, by one writer however many ask, and served from there. Safe for use by several
 * threads.
 */
public final class Downloads {

  /** Writes the rows of a query to a Parquet file, whole or not at all. */
  @FunctionalInterface
  public interface ParquetWriter {
    /** Writes the file; throws what the engine throws when the query fails. */
    void write(String sql, Path target);
  }

  private final DataMap map;
  private final Path cache;
  private final ParquetWriter writer;
  private final Predicate<String> isVolatile;
  private final ConcurrentMap<String, Boolean> changing = new ConcurrentHashMap<>();
  private final ConcurrentMap<Path, CompletableFuture<Path>> running = new ConcurrentHashMap<>();

  /**
   * Downloads of a map's files, with filtered ones below a cache folder.
   *
   * @param isVolatile whether a predicate changes by itself, as with {@code now()}
   */
  public Downloads(DataMap map, Path cache, ParquetWriter writer, Predicate<String> isVolatile) {
    this.isVolatile = isVolatile;
    this.map = map;
    this.cache = cache.resolve("filtered");
    this.writer = writer;
  }

  /** What a client gets for a file; costs no look at the disk. */
  public ServedFile serve(MappedFile file) {
    SourceFiles source = map.sourceOf(file);
    if (source.access() == FileAccess.NONE) {
      return new ServedFile.Refused("The files of this source are not offered for download.");
    }
    String predicate = source.filterOf(file);
    if (predicate != null
        && source.access() == FileAccess.FILTERED
        && changing.computeIfAbsent(predicate, isVolatile::test)) {
      return new ServedFile.Refused(
          "The filter of this file changes by itself, so that no file can hold its rows.");
    }
    return predicate == null || source.access() == FileAccess.RAW
        ? new ServedFile.Whole(file.location())
        : new ServedFile.Filtered(file, predicate);
  }

  /**
   * The file with the rows that a filter keeps. Blocks while it is being written.
   *
   * @throws IOException when the source file cannot be looked at
   */
  public Path filtered(ServedFile.Filtered wanted) throws IOException {
    Path location = wanted.file().location();
    String key = new Digest().add(location.toString()).add(wanted.predicate()).hex();
    String version = new Digest().add(FileIdentity.of(location).text()).hex();
    Path target = cache.resolve(key + "-" + version + ".parquet");
    if (Files.isRegularFile(target)) {
      return target;
    }
    CompletableFuture<Path> mine = new CompletableFuture<>();
    CompletableFuture<Path> other = running.putIfAbsent(target, mine);
    if (other != null) {
      return joined(other);
    }
    try {
      if (!Files.isRegularFile(target)) {
        Files.createDirectories(cache);
        writer.write(SourceSql.filtered(wanted.file(), wanted.predicate()), target);
        removeOthers(key, target);
      }
      mine.complete(target);
      return target;
    } catch (IOException | RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      running.remove(target);
    }
  }

  /** Earlier versions of the same file are of no use any more; who still sends one has it open. */
  private void removeOthers(String key, Path current) throws IOException {
    try (DirectoryStream<Path> versions = Files.newDirectoryStream(cache, key + "-*.parquet")) {
      for (Path version : versions) {
        if (!version.equals(current)) {
          Files.deleteIfExists(version);
        }
      }
    }
  }

  private static Path joined(CompletableFuture<Path> other) throws IOException {
    try {
      return other.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw new IOException(cause.getMessage(), cause);
        case RuntimeException cause -> throw cause;
        default -> throw e;
      }
    }
  }
}
