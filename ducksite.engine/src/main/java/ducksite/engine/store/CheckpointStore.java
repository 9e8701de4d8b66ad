package ducksite.engine.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * How far runs over the values of a parameter have come, and what went wrong on their way, in one
 * SQLite file. What a call has noted outlives the process and the machine. Several processes may
 * use it. Confined to one thread.
 */
public final class CheckpointStore implements AutoCloseable {

  private static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS checkpoints (
            route_id TEXT NOT NULL, cursor_param TEXT NOT NULL, cursor_value TEXT NOT NULL,
            updated_at TEXT NOT NULL, PRIMARY KEY (route_id, cursor_param)) WITHOUT ROWID
          """,
          """
          CREATE TABLE IF NOT EXISTS run_errors (
            route_id TEXT NOT NULL, cursor_param TEXT NOT NULL, cursor_value TEXT NOT NULL,
            message TEXT NOT NULL, attempts INTEGER NOT NULL, updated_at TEXT NOT NULL,
            PRIMARY KEY (route_id, cursor_param, cursor_value)) WITHOUT ROWID
          """);
  private static final String FIND =
      "SELECT cursor_value FROM checkpoints WHERE route_id = ? AND cursor_param = ?";
  private static final String REACHED =
      """
      INSERT INTO checkpoints VALUES (?,?,?,?)
      ON CONFLICT DO UPDATE SET cursor_value = excluded.cursor_value, updated_at = excluded.updated_at
      """;
  private static final String SOLVED =
      "DELETE FROM run_errors WHERE route_id = ? AND cursor_param = ? AND cursor_value = ?";
  private static final String FAILED =
      """
      INSERT INTO run_errors VALUES (?,?,?,?,1,?)
      ON CONFLICT DO UPDATE SET message = excluded.message, attempts = attempts + 1,
        updated_at = excluded.updated_at
      """;
  private static final String ERRORS =
      """
      SELECT cursor_value, message, attempts, updated_at FROM run_errors
      WHERE route_id = ? AND cursor_param = ? ORDER BY cursor_value
      """;
  private static final int BUSY_MILLIS = 10_000;

  private final Path file;
  private final Connection connection;

  private CheckpointStore(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * A value for which a run has failed and not succeeded since.
   *
   * @param attempts how often
   * @param updatedAt the last time, ISO 8601 in UTC
   */
  public record Failure(String value, String message, int attempts, String updatedAt) {}

  /**
   * The store in a file, which is made when it is missing.
   *
   * @throws StoreException when it can be neither read nor made
   */
  public static CheckpointStore open(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:file:" + file.toUri().getRawPath());
    try {
      Connection connection = source.getConnection();
      try (Statement statement = connection.createStatement()) {
        for (String table : SCHEMA) {
          statement.executeUpdate(table);
        }
        return new CheckpointStore(file, connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** The last value that a route's run has done; empty before the first. */
  public Optional<String> checkpoint(String route, String parameter) {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      bind(find, route, parameter);
      try (ResultSet row = find.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /**
   * Notes that a value is done: the checkpoint is there, and its failure is forgotten; or neither.
   */
  public void reached(String route, String parameter, String value) {
    try {
      connection.setAutoCommit(false);
      try (PreparedStatement reached = connection.prepareStatement(REACHED);
          PreparedStatement solved = connection.prepareStatement(SOLVED)) {
        bind(reached, route, parameter, value, Instant.now().toString());
        reached.executeUpdate();
        bind(solved, route, parameter, value);
        solved.executeUpdate();
        connection.commit();
      } finally {
        // Ends a transaction that has failed, too.
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** Notes that a value has failed; the checkpoint stays. */
  public void failed(String route, String parameter, String value, String message) {
    try (PreparedStatement failed = connection.prepareStatement(FAILED)) {
      bind(failed, route, parameter, value, message, Instant.now().toString());
      failed.executeUpdate();
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** The values that have failed and not succeeded since, in their order. */
  public List<Failure> failures(String route, String parameter) {
    List<Failure> failures = new ArrayList<>();
    try (PreparedStatement errors = connection.prepareStatement(ERRORS)) {
      bind(errors, route, parameter);
      try (ResultSet row = errors.executeQuery()) {
        while (row.next()) {
          failures.add(
              new Failure(row.getString(1), row.getString(2), row.getInt(3), row.getString(4)));
        }
      }
    } catch (SQLException e) {
      throw failure(file, e);
    }
    return failures;
  }

  private static void bind(PreparedStatement statement, String... texts) throws SQLException {
    for (int index = 0; index < texts.length; index++) {
      statement.setString(index + 1, texts[index]);
    }
  }

  private static StoreException failure(Path file, SQLException cause) {
    return new StoreException(
        "the checkpoints " + file + " cannot be used: " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }
}
