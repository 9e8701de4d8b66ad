package ducksite.engine.duck;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A connection and one statement that stays prepared on it. Only for statements of which every file
 * is the value of a parameter: DuckDB binds these anew at each execution, so that nothing of the
 * files is remembered, neither names nor columns. Used by one thread at a time.
 */
final class KeptStatement implements AutoCloseable {

  private final String query;
  private final DuckDBConnection connection;
  private String sql = "";
  private @Nullable PreparedStatement statement;

  /**
   * @param query the text that is asked for, whatever it takes to execute it
   */
  KeptStatement(String query, DuckDBConnection connection) {
    this.query = query;
    this.connection = connection;
  }

  /** The text that is asked for. */
  String query() {
    return query;
  }

  DuckDBConnection connection() {
    return connection;
  }

  /** The statement of a text; what was prepared before is closed if it is another. */
  PreparedStatement prepare(String text) throws SQLException {
    PreparedStatement prepared = statement;
    if (prepared != null && text.equals(sql) && !prepared.isClosed()) {
      return prepared;
    }
    if (prepared != null) {
      prepared.close();
    }
    prepared = connection.prepareStatement(text);
    statement = prepared;
    sql = text;
    return prepared;
  }

  /** Forgets the values of the last execution. */
  void clear() throws SQLException {
    if (statement != null) {
      statement.clearParameters();
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      if (statement != null) {
        statement.close();
      }
    }
  }
}
