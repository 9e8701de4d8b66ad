package ducksite.engine.duck;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * DuckDB's own parser: text in, syntax tree out. The text is a bound value here, so nothing in it
 * runs. It works on an instance of its own that may touch no file. Confined to one thread.
 */
final class SqlParser implements AutoCloseable {

  private static final String SERIALIZE =
      "SELECT json_serialize_sql(?, skip_null := true, skip_empty := true, skip_default := true)";
  private static final String LOCK =
      """
      SET threads = 1;
      SET memory_limit = '1GB';
      SET temp_directory = '';
      SET autoinstall_known_extensions = false;
      SET autoload_known_extensions = false;
      SET allow_persistent_secrets = false;
      SET enable_external_access = false;
      SET lock_configuration = true;
      """;

  /**
   * A tree is as deep as its text; the text's own depth is limited by DuckDB (1000 expressions).
   */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(50_000)
                      .maxStringLength(Integer.MAX_VALUE)
                      .maxNumberLength(1_000)
                      .build())
              .build());

  private final Connection connection;

  SqlParser() {
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:");
      try (Statement statement = connection.createStatement()) {
        statement.execute(LOCK);
      }
    } catch (SQLException failed) {
      throw new DuckException(
          DuckException.Kind.FAILED, "the instance that parses SQL did not start", failed);
    }
  }

  /** The answer of {@code json_serialize_sql}: a tree or an error. */
  JsonNode parse(String sql) {
    try (PreparedStatement statement = connection.prepareStatement(SERIALIZE)) {
      statement.setString(1, sql);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return JSON.readTree(result.getString(1));
      }
    } catch (SQLException | JsonProcessingException failed) {
      throw new SqlRefusedException(
          "sql/syntax",
          "DuckDB's parser gave up on this statement: " + failed.getMessage(),
          -1,
          "simplify it");
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failed) {
      throw new DuckException(
          DuckException.Kind.FAILED, "the instance that parses SQL did not close", failed);
    }
  }
}
