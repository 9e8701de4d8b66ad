package ducksite.engine.duck;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The statements of an instance that were executed lately and may be again. Bounded; guarded by
 * itself.
 */
final class KeptStatements implements AutoCloseable {

  private static final int MOST = 8;

  private final DuckDBConnection connection;
  private final BufferAllocator allocator;
  private final CheckedTexts texts;
  private final Deque<KeptStatement> idle = new ArrayDeque<>();
  private boolean closed;

  /**
   * @param connection whose duplicates the statements are prepared on
   */
  KeptStatements(DuckDBConnection connection, BufferAllocator allocator, CheckedTexts texts) {
    this.connection = connection;
    this.allocator = allocator;
    this.texts = texts;
  }

  /** Runs one query; its statement is kept when all its rows have been given. */
  <T> T execute(String query, RunningQuery running, Runnable whenStarted, DuckInstance.Work<T> work)
      throws IOException {
    whenStarted.run();
    try {
      KeptStatement statement = take(query);
      boolean again = false;
      try {
        QueryExecution execution = new QueryExecution(statement, allocator, texts, running);
        T result = work.run(execution);
        again = execution.isExhausted() && running.stopped(null) == null;
        return result;
      } finally {
        if (again) {
          give(statement);
        } else {
          statement.close();
        }
      }
    } catch (SQLException failed) {
      throw running.failure(failed);
    }
  }

  /** A statement for a text that nobody else uses; a new connection when there is none. */
  private KeptStatement take(String query) throws SQLException {
    synchronized (this) {
      Iterator<KeptStatement> each = idle.iterator();
      while (each.hasNext()) {
        KeptStatement statement = each.next();
        if (statement.query().equals(query)) {
          each.remove();
          return statement;
        }
      }
    }
    return new KeptStatement(query, connection.duplicate().unwrap(DuckDBConnection.class));
  }

  /** Takes a statement back that has ended well and that nobody uses any more. */
  private void give(KeptStatement statement) throws SQLException {
    statement.clear();
    @Nullable KeptStatement surplus;
    synchronized (this) {
      if (closed) {
        surplus = statement;
      } else {
        idle.addFirst(statement);
        surplus = idle.size() > MOST ? idle.removeLast() : null;
      }
    }
    if (surplus != null) {
      surplus.close();
    }
  }

  /** How many wait for their next execution. */
  synchronized int size() {
    return idle.size();
  }

  @Override
  public synchronized void close() throws SQLException {
    closed = true;
    while (!idle.isEmpty()) {
      idle.removeFirst().close();
    }
  }
}
