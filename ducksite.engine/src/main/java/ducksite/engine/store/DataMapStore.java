package ducksite.engine.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A data map in one SQLite file. The file is written once, whole, under a name of the caller's
 * choosing and then renamed into place: a reader never meets half a map. Tables: {@code data_map},
 * {@code row_filters}, {@code meta}, and {@code packed}: the same files in the form that a server
 * keeps in memory, so that a start reads no row.
 */
public final class DataMapStore {

  private static final String SCHEMA =
      """
      CREATE TABLE data_map (
        http_path TEXT PRIMARY KEY, shard TEXT NOT NULL, physical_path TEXT NOT NULL,
        size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, inode INTEGER NOT NULL,
        version TEXT, num_rows INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE row_filters (http_path TEXT PRIMARY KEY, filter TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE packed (part INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
      """;
  private static final String INSERT_FILE = "INSERT INTO data_map VALUES (?,?,?,?,?,?,?,?,?)";
  private static final String INSERT_FILTER = "INSERT INTO row_filters VALUES (?,?)";
  private static final String INSERT_PART = "INSERT INTO packed VALUES (?,?)";
  private static final String SELECT_PARTS = "SELECT bytes FROM packed ORDER BY part";
  private static final String INSERT_META = "INSERT INTO meta VALUES (?,?)";
  private static final String SELECT_META = "SELECT key, value FROM meta ORDER BY key";
  private static final String SELECT_FILES =
      """
      SELECT m.shard, m.http_path, m.physical_path, f.filter, m.size, m.mtime_ns, m.ctime_ns, m.inode,
             m.version, m.num_rows
      FROM data_map m LEFT JOIN row_filters f USING (http_path) ORDER BY m.http_path
      """;

  private DataMapStore() {}

  /**
   * Writes a new store; rows sorted by path build fastest.
   *
   * @param files one after the other
   * @param packed the same files in the form that a server keeps in memory, in parts
   * @throws StoreException when the file exists or cannot be written
   */
  public static void write(
      Path file, Iterator<StoredFile> files, List<byte[]> packed, Map<String, String> meta) {
    try (Connection connection = open(file, false)) {
      try (Statement statement = connection.createStatement()) {
        // The file is private until it is renamed, so durability comes from the caller's fsync.
        statement.executeUpdate("PRAGMA journal_mode = OFF");
        statement.executeUpdate("PRAGMA synchronous = OFF");
        connection.setAutoCommit(false);
        statement.executeUpdate(SCHEMA);
      }
      insert(connection, files, meta);
      insertParts(connection, packed);
      connection.commit();
    } catch (SQLException e) {
      throw new StoreException("the data map " + file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * All files of a store, in the order of the paths.
   *
   * @throws StoreException when the file is missing or is no data map
   */
  public static List<StoredFile> files(Path file) {
    try (Connection connection = open(file, true);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SELECT_FILES)) {
      List<StoredFile> files = new ArrayList<>();
      while (rows.next()) {
        files.add(stored(rows));
      }
      return files;
    } catch (SQLException e) {
      throw new StoreException("the data map " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The packed form of all files, part by part.
   *
   * @throws StoreException when the file is missing or is no data map
   */
  public static List<byte[]> packed(Path file) {
    try (Connection connection = open(file, true);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SELECT_PARTS)) {
      List<byte[]> parts = new ArrayList<>();
      while (rows.next()) {
        parts.add(rows.getBytes(1));
      }
      return parts;
    } catch (SQLException e) {
      throw new StoreException("the data map " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The meta table of a store, by key.
   *
   * @throws StoreException when the file is missing or is no data map
   */
  public static Map<String, String> meta(Path file) {
    try (Connection connection = open(file, true);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SELECT_META)) {
      Map<String, String> meta = new LinkedHashMap<>();
      while (rows.next()) {
        meta.put(rows.getString(1), rows.getString(2));
      }
      return meta;
    } catch (SQLException e) {
      throw new StoreException("the data map " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void insert(
      Connection connection, Iterator<StoredFile> files, Map<String, String> meta)
      throws SQLException {
    try (PreparedStatement insertFile = connection.prepareStatement(INSERT_FILE);
        PreparedStatement insertFilter = connection.prepareStatement(INSERT_FILTER);
        PreparedStatement insertMeta = connection.prepareStatement(INSERT_META)) {
      while (files.hasNext()) {
        StoredFile file = files.next();
        bind(insertFile, file);
        insertFile.executeUpdate();
        if (file.rowFilter() != null) {
          insertFilter.setString(1, file.httpPath());
          insertFilter.setString(2, file.rowFilter());
          insertFilter.executeUpdate();
        }
      }
      for (Map.Entry<String, String> entry : meta.entrySet()) {
        insertMeta.setString(1, entry.getKey());
        insertMeta.setString(2, entry.getValue());
        insertMeta.executeUpdate();
      }
    }
  }

  private static void insertParts(Connection connection, List<byte[]> parts) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_PART)) {
      for (int index = 0; index < parts.size(); index++) {
        insert.setInt(1, index);
        insert.setBytes(2, parts.get(index));
        insert.executeUpdate();
      }
    }
  }

  private static void bind(PreparedStatement statement, StoredFile file) throws SQLException {
    statement.setString(1, file.httpPath());
    statement.setString(2, file.shard());
    statement.setString(3, file.location());
    statement.setLong(4, file.size());
    statement.setLong(5, file.modifiedNanos());
    statement.setLong(6, file.changedNanos());
    statement.setLong(7, file.inode());
    statement.setString(8, file.version());
    statement.setLong(9, file.rows());
  }

  private static StoredFile stored(ResultSet row) throws SQLException {
    @Nullable String filter = row.getString(4);
    @Nullable String version = row.getString(9);
    return new StoredFile(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        filter,
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        version,
        row.getLong(10));
  }

  /** A store to be read must exist: SQLite would make an empty one. */
  static Connection open(Path file, boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:file:" + file.toUri().getRawPath());
    return source.getConnection();
  }
}
