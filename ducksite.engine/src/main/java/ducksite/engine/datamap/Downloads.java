package ducksite.engine.datamap;

import ducksite.api.Cancellation;
import ducksite.engine.project.FileAccess;
import ducksite.engine.sql.Condition;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients may download. A row filter holds for the file too: its kept rows are written once,
 * to a cache, by one writer however many ask, and served from there; a file all of whose rows are
 * kept is served itself. Safe for use by several threads.
 */
public final class Downloads {

  /** Writes the rows of a query to a Parquet file, whole or not at all. */
  @FunctionalInterface
  public interface ParquetWriter {
    /**
     * Writes the file; throws what the engine throws when the query fails, or when nobody waits for
     * it any more.
     */
    void write(String sql, Path target, Cancellation cancellation);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

  /** How often the rows of a file are written that changes meanwhile. */
  private static final int MOST_ATTEMPTS = 3;

  private final DataMap map;
  private final Path cache;
  private final ParquetWriter writer;
  private final Predicate<String> isVolatile;
  private final ConcurrentMap<String, Boolean> changing = new ConcurrentHashMap<>();
  private final Function<String, Condition> conditions;
  private final ConcurrentMap<Path, SharedWrite> running = new ConcurrentHashMap<>();

  /**
   * Downloads of a map's files, with filtered ones below a cache folder.
   *
   * @param isVolatile whether a predicate changes by itself, as with {@code now()}
   * @param conditions takes a predicate apart
   */
  public Downloads(
      DataMap map,
      Path cache,
      ParquetWriter writer,
      Predicate<String> isVolatile,
      Function<String, Condition> conditions) {
    this.isVolatile = isVolatile;
    this.conditions = conditions;
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
   * Whether the statistics of a file prove that its filter keeps every row, so that the file itself
   * may be sent, once what has been opened is seen to have the identity in the map. Looks at the
   * file.
   *
   * @throws IOException when the file cannot be looked at
   */
  public boolean keepsEveryRow(ServedFile.Filtered wanted) throws IOException {
    return map.provesAllRows(conditions.apply(wanted.predicate()), wanted.file());
  }

  /**
   * The file with the rows that a filter keeps. Blocks while it is being written; writing ends when
   * all who wait for it have gone.
   *
   * @param cancellation whether the caller has gone
   * @throws IOException when the source file cannot be looked at
   * @throws java.util.concurrent.CancellationException when the caller has gone, and waited for
   *     somebody else's writing
   */
  public Path filtered(ServedFile.Filtered wanted, Cancellation cancellation) throws IOException {
    for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        return filteredOnce(wanted, cancellation);
      } catch (MovedException e) {
        LOG.debug("{} changed while it was filtered", wanted.file().location());
      }
    }
    return filteredOnce(wanted, cancellation);
  }

  private Path filteredOnce(ServedFile.Filtered wanted, Cancellation cancellation)
      throws IOException {
    Path location = wanted.file().location();
    String key = new Digest().add(location.toString()).add(wanted.predicate()).hex();
    FileIdentity identity = FileIdentity.of(location);
    String version = new Digest().add(identity.text()).hex();
    Path target = cache.resolve(key + "-" + version + ".parquet");
    while (!Files.isRegularFile(target)) {
      SharedWrite mine = new SharedWrite(cancellation);
      SharedWrite other = running.putIfAbsent(target, mine);
      if (other == null) {
        return mine.run(
            writing -> written(wanted, identity, key, target, writing),
            () -> running.remove(target, mine));
      }
      if (other.join(cancellation)) {
        return other.await(cancellation);
      }
      // All who waited had gone before; the writing ends, and the next one begins anew.
      other.awaitEnd(cancellation);
    }
    return target;
  }

  /** The file was another one before its rows were written than it is now. */
  private static final class MovedException extends NoSuchFileException {
    private static final long serialVersionUID = 1L;

    MovedException(Path file) {
      super(file.toString(), null, "it changed while it was read");
    }
  }

  private Path written(
      ServedFile.Filtered wanted,
      FileIdentity identity,
      String key,
      Path target,
      Cancellation cancellation)
      throws IOException {
    if (!Files.isRegularFile(target)) {
      Files.createDirectories(cache);
      Path file = wanted.file().location();
      // Under a name of its own until it is known to be of one state of the file.
      Path doubtful = cache.resolve("." + target.getFileName() + ".unproven");
      try {
        writer.write(SourceSql.filtered(wanted.file(), wanted.predicate()), doubtful, cancellation);
      } catch (RuntimeException e) {
        if (!identity.equals(FileIdentity.of(file))) {
          throw new MovedException(file);
        }
        throw e;
      }
      if (!identity.equals(FileIdentity.of(file))) {
        Files.delete(doubtful);
        throw new MovedException(file);
      }
      Files.move(doubtful, target, StandardCopyOption.ATOMIC_MOVE);
      removeOthers(key, target);
    }
    return target;
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
}
