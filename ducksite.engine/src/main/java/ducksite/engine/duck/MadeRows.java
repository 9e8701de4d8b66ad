package ducksite.engine.duck;

import java.io.IOException;
import java.util.function.Function;

/**
 * The rows of a query in a temporary table of their connection, before they become a Parquet file:
 * who waits for some of them need not wait for the file. Valid inside the call that gets it.
 */
public final class MadeRows {

  private static final String TABLE = "ducksite_rows";

  private final QueryExecution execution;
  private final TypedSql typed;
  private final long count;

  private MadeRows(QueryExecution execution, TypedSql typed, long count) {
    this.execution = execution;
    this.typed = typed;
    this.count = count;
  }

  /** Runs a query into the table. */
  static MadeRows of(QueryExecution execution, BoundSql sql) {
    long count = execution.store(sql, TABLE);
    return new MadeRows(execution, execution.own("SELECT * FROM " + TABLE), count);
  }

  /** The number of rows. */
  public long count() {
    return count;
  }

  /** Whether reading these rows gives the same columns as reading the file. */
  public boolean areAsInTheFile() {
    return typed.types().stream()
        .map(type -> type.fitting(DuckType.Use.PARQUET))
        .allMatch(DuckType::isSameInParquet);
  }

  /**
   * Reads them as a reader of the file would.
   *
   * @param query makes a query of checked parts over a relation
   * @param maxRows rows after which the result is cut; -1 for all
   */
  public <T> T read(Function<String, BoundSql> query, long maxRows, BatchesConsumer<T> consumer)
      throws IOException {
    return execution.own(query.apply("(\n" + fitting().sql() + "\n)"), maxRows, consumer);
  }

  /** The rows as the file keeps them. */
  TypedSql fitting() {
    return new TypedSql(
        typed.fitting(DuckType.Use.PARQUET),
        typed.names(),
        typed.types().stream().map(type -> type.fitting(DuckType.Use.PARQUET)).toList());
  }

  /** Takes what it wants of rows while they become a file. */
  @FunctionalInterface
  public interface Reader {

    /**
     * Called once, on the query's thread, before the file is written.
     *
     * @param queueNanos time that the query waited for a connection
     * @param queryNanos time that it ran
     */
    void read(MadeRows rows, long queueNanos, long queryNanos) throws IOException;
  }
}
