package ducksite.engine.duck;

import ducksite.api.Cancellation;
import ducksite.api.render.ResultColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A locked DuckDB: it reads its allowed folders and changes nothing. Each query has a connection
 * and a platform thread of its own, as many at once as the pool has; more wait in a queue, more
 * still are refused. Every statement passes the gate once more before it is prepared. Safe for use
 * by several threads; not to be called from a {@link BatchesConsumer}.
 */
public final class DuckInstance {

  /** Rows of a Parquet file's row group when nothing else is asked for. */
  public static final int ROW_GROUP_ROWS = 122_880;

  private final DuckSettings settings;
  private final DuckDBConnection connection;
  private final BufferAllocator allocator;
  private final CheckedTexts texts;
  private final QueryThreads threads;
  private final KeptStatements statements;

  DuckInstance(DuckSettings settings, DuckPool pool, SqlGate gate, QueryWatch watch) {
    this.settings = settings;
    // DuckDB's own threads take their priority from the one that starts them.
    connection = Courtesy.apart(() -> DuckStartup.start(settings));
    allocator = new RootAllocator(Math.max(64L << 20, settings.memoryBytes() / 4));
    texts = new CheckedTexts(gate);
    threads = new QueryThreads(pool, watch);
    statements = new KeptStatements(connection, allocator, texts);
  }

  /**
   * Runs a query and gives its result to a consumer.
   *
   * @param timeout from now on, time in the queue included
   * @param maxRows rows after which the result is cut; -1 for all
   * @throws DuckException when DuckDB does not answer; a {@link DuckOverloadedException} when it
   *     was not asked
   * @throws UncheckedIOException when the consumer throws an {@link IOException}
   */
  public <T> T query(
      BoundSql sql,
      Duration timeout,
      Cancellation cancellation,
      long maxRows,
      BatchesConsumer<T> consumer) {
    return await(submit(sql, timeout, cancellation, maxRows, consumer));
  }

  /**
   * Runs a query like {@link #query(BoundSql, Duration, Cancellation, long, BatchesConsumer)}.
   *
   * @param holds asked after rows have been read and before they are given: the query fails when it
   *     does not hold any more; null when nothing has to be asked
   * @param whenStarted called on the query's thread when the query has left the queue
   */
  public <T> T query(
      BoundSql sql,
      @Nullable BooleanSupplier holds,
      Duration timeout,
      Cancellation cancellation,
      long maxRows,
      Runnable whenStarted,
      BatchesConsumer<T> consumer) {
    return await(
        start(
            sql.sql(),
            timeout,
            cancellation,
            execution -> {
              whenStarted.run();
              return execution.query(sql, maxRows, holds, consumer);
            }));
  }

  /**
   * Runs a query like {@link #query(BoundSql, BooleanSupplier, Duration, Cancellation, long,
   * Runnable, BatchesConsumer)}, of which every file is the value of a parameter: it stays prepared
   * for the next time.
   */
  public <T> T queryOfBoundFiles(
      BoundSql sql,
      BooleanSupplier holds,
      Duration timeout,
      Cancellation cancellation,
      long maxRows,
      Runnable whenStarted,
      BatchesConsumer<T> consumer) {
    return await(
        threads.submit(
            sql.sql(),
            timeout,
            cancellation,
            running ->
                statements.execute(
                    sql.sql(),
                    running,
                    whenStarted,
                    execution -> execution.query(sql, maxRows, holds, consumer))));
  }

  /**
   * Runs a query without waiting for it. Cancelling the future stops the query.
   *
   * @throws DuckOverloadedException when the queue is full
   */
  public <T> CompletableFuture<T> submit(
      BoundSql sql,
      Duration timeout,
      Cancellation cancellation,
      long maxRows,
      BatchesConsumer<T> consumer) {
    return start(
        sql.sql(),
        timeout,
        cancellation,
        execution -> execution.query(sql, maxRows, () -> true, consumer));
  }

  /**
   * The columns of a query, found by binding it: its files must exist, none of its rows are read.
   */
  public List<ResultColumn> describe(BoundSql sql, Duration timeout, Cancellation cancellation) {
    return await(
        start(
            "DESCRIBE " + sql.sql(),
            timeout,
            cancellation,
            execution -> execution.describe(sql).columns()));
  }

  /** How DuckDB would run a query, for people; none of its rows are read. */
  public String plan(BoundSql sql, Duration timeout, Cancellation cancellation) {
    return await(
        start("EXPLAIN " + sql.sql(), timeout, cancellation, execution -> execution.plan(sql)));
  }

  /** Number of rows of a query. */
  public long count(BoundSql sql, Duration timeout, Cancellation cancellation) {
    return await(
        start("count " + sql.sql(), timeout, cancellation, execution -> execution.count(sql)));
  }

  /**
   * {@link #copyToParquet(BoundSql, Path, int, Duration, Cancellation)} with row groups of {@link
   * #ROW_GROUP_ROWS}.
   */
  public long copyToParquet(
      BoundSql sql, Path target, Duration timeout, Cancellation cancellation) {
    return copyToParquet(sql, target, ROW_GROUP_ROWS, timeout, cancellation);
  }

  /**
   * Writes a query's result as a Parquet file, ZSTD, whole or not at all; an existing file is
   * replaced. HUGEINT becomes DECIMAL(38,0) and types that Parquet does not keep become text or
   * JSON, as in {@link ArrowBatches}.
   *
   * @param target on the file system of the instance's temporary folder
   * @param rowGroupRows rows of a row group, rounded up to a multiple of 2048
   * @return the number of rows
   */
  public long copyToParquet(
      BoundSql sql, Path target, int rowGroupRows, Duration timeout, Cancellation cancellation) {
    return await(
        start(
            sql.sql(),
            timeout,
            cancellation,
            execution -> {
              ParquetTarget file = new ParquetTarget(target, settings.tempFolder(), rowGroupRows);
              try {
                long rows =
                    execution.update(
                        new BoundSql(file.copy(execution.describe(sql)), sql.values()));
                file.publish();
                return rows;
              } finally {
                file.discard();
              }
            }));
  }

  /**
   * Writes a query's result as a Parquet file like {@link #copyToParquet(BoundSql, Path, int,
   * Duration, Cancellation)}, for a keeper that has checksums of its own: the file is whole, but
   * not forced to the disk.
   *
   * @param reader wants rows as soon as they are made, null when nobody does. It is not called when
   *     they do not fit into memory and have to go straight into the file.
   */
  public Materialized materialize(
      BoundSql sql,
      Path target,
      int rowGroupRows,
      Duration timeout,
      Cancellation cancellation,
      MadeRows.@Nullable Reader reader) {
    Materialization work =
        new Materialization(
            sql, new ParquetTarget(target, settings.tempFolder(), rowGroupRows), reader);
    return await(start(sql.sql(), timeout, cancellation, work::run));
  }

  /** Statements that stay prepared while nobody executes them. */
  int keptStatements() {
    return statements.size();
  }

  /** Bytes that results on their way hold outside the heap. */
  public long resultBytes() {
    return allocator.getAllocatedMemory();
  }

  /**
   * Runs nothing more, stops what runs, and frees everything; not while DuckDB goes on with what it
   * cannot interrupt.
   */
  void close() {
    if (!threads.close()) {
      throw new DuckException(
          DuckException.Kind.FAILED, "an instance stays open: a query cannot be interrupted");
    }
    allocator.close();
    try {
      statements.close();
      connection.close();
    } catch (SQLException failed) {
      throw new DuckException(
          DuckException.Kind.FAILED, "an instance did not close: " + failed.getMessage(), failed);
    }
  }

  /** What is done with an execution. */
  interface Work<T> {
    T run(QueryExecution execution) throws IOException;
  }

  private <T> CompletableFuture<T> start(
      String text, Duration timeout, Cancellation cancellation, Work<T> work) {
    return threads.submit(
        text,
        timeout,
        cancellation,
        running -> {
          try (DuckDBConnection own = connection.duplicate().unwrap(DuckDBConnection.class)) {
            return work.run(new QueryExecution(own, allocator, texts, running));
          } catch (SQLException failed) {
            throw running.failure(failed);
          }
        });
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException interrupted) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new DuckException(
          DuckException.Kind.CANCELLED, "interrupted while a query ran", interrupted);
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case IOException cause -> throw new UncheckedIOException(cause);
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw new DuckException(DuckException.Kind.FAILED, "a query failed", failed);
      }
    }
  }
}
