package ducksite.http;

import ducksite.engine.duck.BoundSql;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.duck.DuckInstances;
import ducksite.engine.duck.DuckPool;
import ducksite.engine.duck.DuckSettings;
import ducksite.engine.duck.SqlGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Parquet files made and read by an engine of the tests' own, which all tests share. */
final class TestData {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Path FOLDER = folder();
  private static final DuckInstance DUCK =
      new DuckInstances(new SqlGate())
          .acquire(new DuckSettings(List.of(FOLDER), FOLDER, 512L << 20, 1), new DuckPool(2, 16))
          .instance();

  private TestData() {}

  /** Writes the rows of a query to a file. */
  static void write(Path target, String sql) throws IOException {
    Files.createDirectories(target.getParent());
    DUCK.copyToParquet(BoundSql.of(sql), target, 2048, LONG, () -> false);
  }

  /** Number of rows of a Parquet file, given as bytes, that meet a condition. */
  static long rows(byte[] parquet, String condition) throws IOException {
    return rowsOf(parquet, ".parquet", "read_parquet", condition);
  }

  /**
   * Number of rows of a file that a function of DuckDB reads, given as bytes, that meet a
   * condition; the condition may name them {@code received}.
   */
  static long rowsOf(byte[] bytes, String suffix, String function, String condition)
      throws IOException {
    Path file = Files.createTempFile(FOLDER, "received-", suffix);
    try {
      Files.write(file, bytes);
      return DUCK.count(
          BoundSql.of(
              "WITH received AS MATERIALIZED (SELECT * FROM "
                  + function
                  + "('"
                  + file
                  + "')) SELECT * FROM received WHERE "
                  + condition),
          LONG,
          () -> false);
    } finally {
      Files.delete(file);
    }
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("ducksite-test-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
