package ducksite.engine.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The table {@code proxied} of a data map's SQLite file; there only when a site has such files. */
public final class ProxiedStore {

  private static final String SCHEMA =
      "CREATE TABLE proxied (http_path TEXT PRIMARY KEY, shard TEXT NOT NULL, location TEXT NOT"
          + " NULL) WITHOUT ROWID";
  private static final String EXISTS =
      "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'proxied'";
  private static final String SELECT =
      "SELECT shard, http_path, location FROM proxied ORDER BY http_path";

  private ProxiedStore() {}

  /**
   * Adds the table to a store that has just been written and is not published yet.
   *
   * @throws StoreException when it cannot be written
   */
  public static void write(Path file, List<StoredLocation> locations) {
    if (locations.isEmpty()) {
      return;
    }
    try (Connection connection = DataMapStore.open(file, false)) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(SCHEMA);
      }
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO proxied VALUES (?,?,?)")) {
        for (StoredLocation location : locations) {
          insert.setString(1, location.httpPath());
          insert.setString(2, location.shard());
          insert.setString(3, location.location());
          insert.executeUpdate();
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw new StoreException("the data map " + file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * The rows, in the order of the paths.
   *
   * @throws StoreException when the file is missing or is no data map
   */
  public static List<StoredLocation> read(Path file) {
    try (Connection connection = DataMapStore.open(file, true);
        Statement statement = connection.createStatement()) {
      List<StoredLocation> locations = new ArrayList<>();
      try (ResultSet table = statement.executeQuery(EXISTS)) {
        if (!table.next()) {
          return locations;
        }
      }
      try (ResultSet rows = statement.executeQuery(SELECT)) {
        while (rows.next()) {
          locations.add(
              new StoredLocation(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
      }
      return locations;
    } catch (SQLException e) {
      throw new StoreException("the data map " + file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
