package ducksite.engine.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * What footers have told about columns, by the file and its identity, in one SQLite file that grows
 * while footers are read: who is interrupted goes on where it stopped. Several processes may use
 * it. Safe for use by several threads.
 */
public final class StatisticsStore implements AutoCloseable {

  private static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS column_ranges (
        column_name TEXT NOT NULL, location TEXT NOT NULL, identity TEXT NOT NULL, range BLOB NOT NULL,
        PRIMARY KEY (column_name, location)) WITHOUT ROWID
      """;
  private static final String FIND =
      "SELECT range FROM column_ranges WHERE column_name = ? AND location = ? AND identity = ?";
  private static final String PUT = "INSERT OR REPLACE INTO column_ranges VALUES (?,?,?,?)";
  private static final int BUSY_MILLIS = 5000;

  private final Path file;
  private final Connection connection;
  private final PreparedStatement find;

  private StatisticsStore(Path file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    find = connection.prepareStatement(FIND);
  }

  /**
   * One range.
   *
   * @param column in lower case
   * @param location absolute path of the file
   * @param identity text of the file's identity
   */
  public record Entry(String column, String location, String identity, byte[] range) {}

  /**
   * The store in a file, which is made when it is missing.
   *
   * @throws StoreException when it can be neither read nor made
   */
  public static StatisticsStore open(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:file:" + file.toUri().getRawPath());
    try {
      Connection connection = source.getConnection();
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(SCHEMA);
        return new StatisticsStore(file, connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** The range of a file's column; null when it has not been read for this identity. */
  public synchronized byte @Nullable [] find(String column, String location, String identity) {
    try {
      find.setString(1, column);
      find.setString(2, location);
      find.setString(3, identity);
      try (ResultSet row = find.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** Keeps some ranges, all or none. */
  public synchronized void put(List<Entry> entries) {
    try (PreparedStatement put = connection.prepareStatement(PUT)) {
      connection.setAutoCommit(false);
      for (Entry entry : entries) {
        put.setString(1, entry.column());
        put.setString(2, entry.location());
        put.setString(3, entry.identity());
        put.setBytes(4, entry.range());
        put.executeUpdate();
      }
      connection.commit();
    } catch (SQLException e) {
      throw failure(file, e);
    } finally {
      reset();
    }
  }

  private void reset() {
    try {
      // Ends a transaction that has failed, too.
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  private static StoreException failure(Path file, SQLException cause) {
    return new StoreException(
        "the statistics " + file + " cannot be used: " + cause.getMessage(), cause);
  }

  @Override
  public synchronized void close() {
    try {
      find.close();
      connection.close();
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }
}
