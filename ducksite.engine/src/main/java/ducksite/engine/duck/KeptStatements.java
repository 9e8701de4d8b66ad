package ducksite.engine.duck;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The statements of an instance that were executed lately and may be again. Bounded; guarded by
 * itself.
 */
final class KeptStatements implements AutoCloseable {

  private static final int MOST = 8;

  private final DuckDBConnection connection;
  private final Deque<KeptStatement> idle = new ArrayDeque<>();
  private boolean closed;

  /**
   * @param connection whose duplicates the statements are prepared on
   */
  KeptStatements(DuckDBConnection connection) {
    this.connection = connection;
  }

  /** A statement for a text that nobody else uses; a new connection when there is none. */
  KeptStatement take(String query) throws SQLException {
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
  void give(KeptStatement statement) throws SQLException {
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
