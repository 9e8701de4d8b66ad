package ducksite.engine.duck;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The thread that looks after deadlines, cancellations and turns of all queries. It sleeps while
 * there are none.
 */
final class QueryWatch implements AutoCloseable {

  private static final long TICK_MILLIS = 10;

  private final Set<RunningQuery> queries = ConcurrentHashMap.newKeySet();
  private final Set<QueryAdmission> admissions = ConcurrentHashMap.newKeySet();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("ducksite-query-watch").unstarted(this::run);
  private volatile boolean closed;

  QueryWatch() {
    thread.start();
  }

  void add(RunningQuery query) {
    queries.add(query);
    synchronized (this) {
      notifyAll();
    }
  }

  void remove(RunningQuery query) {
    queries.remove(query);
  }

  void add(QueryAdmission admission) {
    admissions.add(admission);
  }

  void remove(QueryAdmission admission) {
    admissions.remove(admission);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    try {
      while (!closed) {
        synchronized (this) {
          while (queries.isEmpty()) {
            wait();
          }
        }
        queries.forEach(RunningQuery::watch);
        admissions.forEach(QueryAdmission::look);
        Thread.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException end) {
      // only close() interrupts this thread
    }
  }
}
