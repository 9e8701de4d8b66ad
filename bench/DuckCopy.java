import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * DuckDB's own COPY of a query, as a plain JDBC program runs it: what an answer is compared with.
 */
final class DuckCopy {

  private DuckCopy() {}

  /** Seconds to write a query's result into a file, with the threads that a server has. */
  static double seconds(String query, Path target, String options, String memory)
      throws SQLException, IOException {
    Files.deleteIfExists(target);
    try (java.sql.Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET memory_limit = '" + memory + "'");
      statement.execute("SET threads = " + Runtime.getRuntime().availableProcessors());
      statement.execute("SET temp_directory = '" + target.resolveSibling("spill") + "'");
      long started = System.nanoTime();
      statement.execute("COPY (" + query + ") TO '" + target + "' (" + options + ")");
      return Server.secondsSince(started);
    }
  }
}
