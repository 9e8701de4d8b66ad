package ducksite.api.manifest;

import ducksite.api.ApiStatus;
import ducksite.api.Cancellation;
import ducksite.api.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link VirtualParquetPlugin} may know and use while it builds one source's manifest. Valid
 * inside the call.
 */
@ApiStatus(stability = ApiStatus.Stability.STABLE, role = ApiStatus.Role.TO_CALL)
public interface ManifestContext {

  /** The project's root folder. */
  Path projectRoot();

  /** The {@code name} of the file source that asks. */
  String sourceName();

  /** The source's own {@code [file_sources.options]}. */
  Options options();

  /** A folder of this plugin's own that survives builds: downloads and caches go here. */
  Path scratchFolder();

  /**
   * A hint that only rows satisfying this SQL predicate will be asked for; a plugin may ignore it.
   */
  Optional<String> filterExpr();

  /** Tells the person who waits what is being done, in one short line. */
  void progress(String message);

  /** Whether the result is still wanted. */
  Cancellation cancellation();

  /** The plugin's log, as {@link ducksite.api.PluginContext#log}. */
  System.Logger log();

  /**
   * The files of another source under a new prefix: {@code data/<name>/x} becomes {@code
   * <httpPrefix>/x}, with its filters.
   *
   * @throws IllegalArgumentException when no such source precedes this one or it has no files
   */
  VirtualParquetManifest manifestFromFileSource(String sourceName, String httpPrefix);

  /**
   * The Parquet files that the given models read, under a new prefix, with their filters.
   *
   * @throws IllegalArgumentException when the list is empty, a model is unknown, or it reads no
   *     Parquet
   */
  VirtualParquetManifest manifestFromModelViews(List<String> modelNames, String httpPrefix);

  /**
   * The {@code .parquet} files of a folder under a prefix, sorted by path; links to folders are not
   * followed.
   *
   * @throws IOException when the folder is missing or cannot be read
   * @throws IllegalArgumentException when it holds no Parquet file
   */
  VirtualParquetManifest manifestFromParquetDirectory(
      Path directory, String httpPrefix, boolean recursive) throws IOException;
}
