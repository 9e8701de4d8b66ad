package ducksite.engine.render;

import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultColumn;
import ducksite.engine.duck.ArrowBatches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.duckdb.DuckDBResultSet;

/** The result of a query on a fresh DuckDB, as the engine would present it. */
final class DuckQuery implements ArrowBatches, AutoCloseable {

  private final Connection connection;
  private final Statement statement;
  private final ResultSet resultSet;
  private final BufferAllocator allocator = new RootAllocator();
  private final ArrowReader reader;
  private final VectorSchemaRoot root;
  private final List<ResultColumn> columns = new ArrayList<>();
  private final List<ArrowColumn> current = new ArrayList<>();
  private final boolean truncated;
  private long delivered;

  /** Runs the last of the statements for its result, those before it for their effect. */
  DuckQuery(String... statements) {
    this(false, statements);
  }

  DuckQuery(boolean truncated, String... statements) {
    this.truncated = truncated;
    try {
      Properties properties = new Properties();
      properties.put("jdbc_stream_results", "true");
      connection = DriverManager.getConnection("jdbc:duckdb:", properties);
      statement = connection.createStatement();
      statement.execute("SET TimeZone = 'UTC'");
      for (int index = 0; index < statements.length - 1; index++) {
        statement.execute(statements[index]);
      }
      resultSet = statement.executeQuery(statements[statements.length - 1]);
      reader = (ArrowReader) ((DuckDBResultSet) resultSet).arrowExportStream(allocator, 2048);
      root = reader.getVectorSchemaRoot();
      ResultSetMetaData names = resultSet.getMetaData();
      List<Field> fields = root.getSchema().getFields();
      for (int index = 0; index < fields.size(); index++) {
        columns.add(ArrowColumn.column(fields.get(index), names.getColumnTypeName(index + 1)));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    release();
    try {
      if (!reader.loadNextBatch()) {
        return false;
      }
      List<FieldVector> vectors = root.getFieldVectors();
      for (int index = 0; index < vectors.size(); index++) {
        current.add(ArrowColumn.of(columns.get(index), vectors.get(index), reader));
      }
      delivered += rowCount();
      return true;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public int rowCount() {
    return current.isEmpty() ? 0 : root.getRowCount();
  }

  @Override
  public ColumnVector column(int column) {
    return current.get(column);
  }

  @Override
  public boolean truncated() {
    return truncated;
  }

  @Override
  public VectorSchemaRoot root() {
    return root;
  }

  @Override
  public long delivered() {
    return delivered;
  }

  @Override
  public DictionaryProvider dictionaries() {
    return reader;
  }

  /** The first value of the first row, as DuckDB's driver prints it. */
  static String value(String query) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet result = statement.executeQuery(query)) {
        result.next();
        return result.getString(1);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void release() {
    current.forEach(ArrowColumn::close);
    current.clear();
  }

  @Override
  public void close() {
    release();
    try (connection;
        statement;
        resultSet;
        allocator;
        reader) {
      // Closed in the reverse order.
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
