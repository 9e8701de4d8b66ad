package ducksite.engine.duck;

import java.nio.file.Path;
import java.util.List;

/**
 * What an instance is locked to. Equal settings share an instance.
 *
 * @param allowedFolders folders whose files SQL may read; DuckDB itself would also let it write
 *     there
 * @param tempFolder where results are spilled and Parquet files are begun; created when it is
 *     missing
 * @param memoryBytes limit of DuckDB's memory; a quarter of it more may be held by results on their
 *     way
 * @param threads DuckDB's own threads
 */
public record DuckSettings(
    List<Path> allowedFolders, Path tempFolder, long memoryBytes, int threads) {

  public DuckSettings {
    allowedFolders = allowedFolders.stream().map(DuckSettings::plain).distinct().sorted().toList();
    tempFolder = plain(tempFolder);
    if (memoryBytes < 16L << 20 || threads < 1) {
      throw new IllegalArgumentException(
          "an instance needs 16 MiB and a thread at least, not "
              + memoryBytes
              + " bytes and "
              + threads
              + " threads");
    }
  }

  private static Path plain(Path folder) {
    return folder.toAbsolutePath().normalize();
  }
}
