package ducksite.engine.duck;

import ducksite.api.render.ResultException;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;

/** One statement on one connection, which it owns. Confined to the thread that runs it. */
final class QueryExecution {

  /**
   * Rows of a batch: four of DuckDB's own vectors, small enough for a core's cache at common row
   * widths.
   */
  static final int BATCH_ROWS = 8192;

  private static final String MESSAGE_LOST = "Invalid result set";

  private final DuckDBConnection connection;
  private final BufferAllocator allocator;
  private final CheckedTexts texts;
  private final RunningQuery running;
  private final @Nullable KeptStatement kept;
  private boolean exhausted;

  QueryExecution(
      DuckDBConnection connection,
      BufferAllocator allocator,
      CheckedTexts texts,
      RunningQuery running) {
    this(connection, null, allocator, texts, running);
  }

  /** An execution of a query whose statement belongs to somebody else. */
  QueryExecution(
      KeptStatement kept, BufferAllocator allocator, CheckedTexts texts, RunningQuery running) {
    this(kept.connection(), kept, allocator, texts, running);
  }

  private QueryExecution(
      DuckDBConnection connection,
      @Nullable KeptStatement kept,
      BufferAllocator allocator,
      CheckedTexts texts,
      RunningQuery running) {
    this.connection = connection;
    this.kept = kept;
    this.allocator = allocator;
    this.texts = texts;
    this.running = running;
  }

  /** Whether a query has given its last row, so that nothing of it is left in DuckDB. */
  boolean isExhausted() {
    return exhausted;
  }

  /** A statement, and whether it outlives its execution. */
  private record Prepared(PreparedStatement statement, boolean stays) implements AutoCloseable {
    @Override
    public void close() throws SQLException {
      if (!stays) {
        statement.close();
      }
    }
  }

  private Prepared prepared(BoundSql sql) throws SQLException {
    if (kept == null) {
      return new Prepared(prepare(sql), false);
    }
    PreparedStatement statement = kept.prepare(sql.sql());
    running.use(statement);
    running.requireWanted();
    return new Prepared(statement, true);
  }

  /**
   * Runs an author's query.
   *
   * @param holds whether rows that have just been read may be given to the consumer; null when they
   *     always may
   */
  <T> T query(
      BoundSql sql, long maxRows, @Nullable BooleanSupplier holds, BatchesConsumer<T> consumer)
      throws IOException {
    texts.requirePassed(sql.sql());
    TypedSql typed = texts.neededCasts(sql.sql()) ? describe(sql) : null;
    while (true) {
      BoundSql fitting =
          typed == null ? sql : new BoundSql(typed.fitting(DuckType.Use.RESULT), sql.values());
      try (Prepared prepared = prepared(fitting);
          ResultSet result = execute(prepared.statement(), fitting)) {
        TypedSql found = typed(sql.sql(), result.getMetaData());
        if (!found.needsCasts(DuckType.Use.RESULT)) {
          return consume(result, typed == null ? found : typed, maxRows, holds, consumer);
        }
        typed = found;
      } catch (SQLException failed) {
        throw running.failure(failed);
      } finally {
        running.use(null);
      }
      texts.remember(sql.sql(), true);
    }
  }

  private <T> T consume(
      ResultSet result,
      TypedSql typed,
      long maxRows,
      @Nullable BooleanSupplier holds,
      BatchesConsumer<T> consumer)
      throws SQLException, IOException {
    try (BufferAllocator memory = allocator.newChildAllocator("query", 0, Long.MAX_VALUE);
        ArrowReader reader =
            (ArrowReader)
                result.unwrap(DuckDBResultSet.class).arrowExportStream(memory, BATCH_ROWS);
        DuckBatches batches = new DuckBatches(reader, typed.columns(), running, maxRows, holds)) {
      running.deliver(true);
      T consumed = consumer.consume(batches);
      exhausted = batches.isAtEnd();
      return consumed;
    } catch (ResultException failed) {
      throw failed.getCause() instanceof DuckException cause ? cause : failed;
    } finally {
      running.deliver(false);
    }
  }

  /**
   * Runs a query that the engine wrote itself over rows that it made; none of its columns has to be
   * converted.
   */
  <T> T own(BoundSql sql, long maxRows, BatchesConsumer<T> consumer) throws IOException {
    try (PreparedStatement statement = prepare(sql);
        ResultSet result = execute(statement, sql)) {
      return consume(result, typed(sql.sql(), result.getMetaData()), maxRows, null, consumer);
    } catch (SQLException failed) {
      throw running.failure(failed);
    } finally {
      running.use(null);
    }
  }

  /** Names and types of a query without parameters that the engine wrote itself. */
  TypedSql own(String sql) {
    try (PreparedStatement statement = prepare(BoundSql.of(sql))) {
      return typed(sql, statement.getMetaData());
    } catch (SQLException failed) {
      throw running.failure(failed);
    } finally {
      running.use(null);
    }
  }

  /** Names and types of a query's columns, by binding it only. */
  TypedSql describe(BoundSql sql) {
    texts.requirePassed(sql.sql());
    BoundSql describe = new BoundSql("DESCRIBE " + sql.sql(), sql.values());
    try (PreparedStatement statement = prepare(describe);
        ResultSet rows = execute(statement, describe)) {
      List<String> names = new ArrayList<>();
      List<DuckType> types = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
        types.add(DuckType.parse(rows.getString(2)));
      }
      return new TypedSql(sql.sql(), names, types);
    } catch (SQLException failed) {
      throw running.failure(failed);
    } finally {
      running.use(null);
    }
  }

  long count(BoundSql sql) {
    texts.requirePassed(sql.sql());
    BoundSql count = new BoundSql("SELECT count(*) FROM (\n" + sql.sql() + "\n)", sql.values());
    try (PreparedStatement statement = prepare(count);
        ResultSet rows = execute(statement, count)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failed) {
      throw running.failure(failed);
    } finally {
      running.use(null);
    }
  }

  /** How DuckDB would run a query, as it draws it. */
  String plan(BoundSql sql) {
    texts.requirePassed(sql.sql());
    BoundSql explain = new BoundSql("EXPLAIN " + sql.sql(), sql.values());
    try (PreparedStatement statement = prepare(explain);
        ResultSet rows = execute(statement, explain)) {
      return rows.next() ? rows.getString(2) : "";
    } catch (SQLException failed) {
      throw running.failure(failed);
    } finally {
      running.use(null);
    }
  }

  /**
   * Puts the rows of a query into a temporary table of the connection, with the names, types and
   * order that the query gives them.
   *
   * @return the number of rows
   */
  long store(BoundSql sql, String table) {
    texts.requirePassed(sql.sql());
    return update(
        new BoundSql("CREATE TEMPORARY TABLE " + table + " AS\n" + sql.sql(), sql.values()));
  }

  /**
   * Runs a statement that the engine wrote itself around a query that has passed the gate, for its
   * number of rows.
   */
  long update(BoundSql sql) {
    try (PreparedStatement statement = prepare(sql)) {
      ParameterValues.bind(statement, sql.values());
      statement.execute();
      running.requireWanted();
      return statement.getLargeUpdateCount();
    } catch (SQLException failed) {
      throw running.failure(failed);
    } finally {
      running.use(null);
    }
  }

  private PreparedStatement prepare(BoundSql sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql.sql());
    running.use(statement);
    running.requireWanted();
    return statement;
  }

  private ResultSet execute(PreparedStatement statement, BoundSql sql) throws SQLException {
    try {
      ParameterValues.bind(statement, sql.values());
      return statement.executeQuery();
    } catch (SQLException failed) {
      throw withMessage(failed, sql);
    }
  }

  /**
   * The driver loses DuckDB's message when a streamed query fails before its first batch. Running
   * it once more without a result tells it.
   */
  private SQLException withMessage(SQLException failed, BoundSql sql) throws SQLException {
    if (running.stopped(failed) != null
        || !String.valueOf(failed.getMessage()).contains(MESSAGE_LOST)) {
      return failed;
    }
    try (PreparedStatement again = connection.prepareStatement("EXPLAIN ANALYZE " + sql.sql())) {
      running.use(again);
      ParameterValues.bind(again, sql.values());
      again.execute();
    } catch (SQLException told) {
      return told;
    }
    return failed;
  }

  private static TypedSql typed(String sql, ResultSetMetaData metadata) throws SQLException {
    List<String> names = new ArrayList<>();
    List<DuckType> types = new ArrayList<>();
    for (int column = 1; column <= metadata.getColumnCount(); column++) {
      names.add(metadata.getColumnName(column));
      types.add(DuckType.parse(metadata.getColumnTypeName(column)));
    }
    return new TypedSql(sql, names, types);
  }
}
