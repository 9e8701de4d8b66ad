package ducksite.engine.duck;

import ducksite.engine.sql.SqlText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A Parquet file that is there whole or not at all: begun in the instance's temporary folder,
 * forced to the disk, then renamed. Both folders must lie on one file system.
 */
final class ParquetTarget {

  private final Path target;
  private final Path begun;
  private final int rowGroupRows;

  ParquetTarget(Path target, Path tempFolder, int rowGroupRows) {
    this.target = target.toAbsolutePath().normalize();
    this.rowGroupRows = rowGroupRows;
    begun = tempFolder.resolve("copy-" + UUID.randomUUID() + ".parquet");
  }

  /** The copy of a query's columns, converted to what Parquet keeps. */
  String copy(TypedSql typed) {
    return "COPY (\n"
        + typed.fitting(DuckType.Use.PARQUET)
        + "\n) TO "
        + SqlText.literal(begun.toString())
        + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE "
        + rowGroupRows
        + ")";
  }

  /** Gives the file its name. */
  void place() throws IOException {
    Files.move(begun, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Gives the file its name once its content is on the disk. */
  void publish() throws IOException {
    force(begun, StandardOpenOption.WRITE);
    place();
    Path folder = target.getParent();
    if (folder != null) {
      force(folder, StandardOpenOption.READ);
    }
  }

  void discard() throws IOException {
    Files.deleteIfExists(begun);
  }

  private static void force(Path path, StandardOpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }
}
