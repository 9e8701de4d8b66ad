package ducksite.engine.duck;

import ducksite.engine.sql.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** The birth of an instance: in memory, configured, then locked for good. */
final class DuckStartup {

  /** Spilled data may take this many times the instance's memory. */
  private static final int TEMP_PER_MEMORY = 16;

  private DuckStartup() {}

  /** The first connection of a locked instance; the others are its duplicates. */
  static DuckDBConnection start(DuckSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    try {
      Files.createDirectories(settings.tempFolder());
      DuckDBConnection connection =
          DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
      try (Statement statement = connection.createStatement()) {
        for (String set : configuration(settings)) {
          statement.execute("SET " + set);
        }
      } catch (SQLException failed) {
        connection.close();
        throw failed;
      }
      return connection;
    } catch (SQLException | IOException failed) {
      throw new DuckException(
          DuckException.Kind.FAILED,
          "DuckDB did not start with "
              + settings
              + ": "
              + failed.getMessage()
              + "; is "
              + settings.tempFolder()
              + " a folder that can be written?",
          failed);
    }
  }

  /** In order: what may be touched, then that nothing else may, then that this cannot change. */
  private static List<String> configuration(DuckSettings settings) {
    return List.of(
        "memory_limit = '" + settings.memoryBytes() / 1024 + "KiB'",
        "threads = " + settings.threads(),
        // DuckDB 2.0.0 otherwise waits for ever for its writing threads when a COPY fails.
        "async_threads = 0",
        "temp_directory = " + SqlText.literal(settings.tempFolder().toString()),
        "max_temp_directory_size = '" + TEMP_PER_MEMORY * (settings.memoryBytes() / 1024) + "KiB'",
        "preserve_insertion_order = true",
        // The same on every host, so that equal data is equal bytes.
        "TimeZone = 'UTC'",
        // Older projects write x -> x + 1, which is refused by default.
        "lambda_syntax = 'ENABLE_SINGLE_ARROW'",
        "parquet_metadata_cache = true",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "allow_community_extensions = false",
        "allow_unredacted_secrets = false",
        "allow_persistent_secrets = false",
        "allowed_directories = " + folders(settings.allowedFolders()),
        "enable_external_access = false",
        "lock_configuration = true");
  }

  private static String folders(List<Path> folders) {
    return folders.stream()
        .map(folder -> SqlText.literal(folder + "/"))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
