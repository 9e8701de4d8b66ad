package ducksite.engine.duck;

import ducksite.api.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The platform threads of an instance, given to queries as its {@link QueryAdmission} says.
 * DuckDB's native calls would pin the carriers of virtual threads, so it gets threads of its own.
 * Safe for use by several threads.
 */
final class QueryThreads {

  /**
   * Deep statements take DuckDB deep into the stack; with this much none of those that pass the
   * gate reaches its end.
   */
  private static final long STACK_BYTES = 16L << 20;

  private static final long CLOSE_TICK_MILLIS = 20;
  private static final long CLOSE_TICKS = 250;

  /** A query, on its thread. */
  interface Query<T> {
    T run(RunningQuery running) throws IOException;
  }

  private final DuckPool pool;
  private final QueryWatch watch;
  private final QueryAdmission admission;
  private final ExecutorService executor = Executors.newCachedThreadPool(QueryThreads::thread);
  private final Set<RunningQuery> queries = ConcurrentHashMap.newKeySet();

  QueryThreads(DuckPool pool, QueryWatch watch) {
    this.pool = pool;
    this.watch = watch;
    admission = new QueryAdmission(pool, System::nanoTime, new IdleProcessors());
    watch.add(admission);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, Courtesy.of(work), "ducksite-query", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * @param text what queries that take alike have in common
   */
  <T> CompletableFuture<T> submit(
      String text, Duration timeout, Cancellation cancellation, Query<T> query) {
    Submission<T> submission = new Submission<>(text, timeout, cancellation, query);
    queries.add(submission.running);
    watch.add(submission.running);
    if (!admission.enter(submission.entry)) {
      submission.end();
      throw new DuckOverloadedException(pool.connections(), pool.queue());
    }
    return submission.future;
  }

  /**
   * Stops all queries.
   *
   * @return whether they have ended; DuckDB may go on with one that it cannot interrupt
   */
  boolean close() {
    admission.close();
    watch.remove(admission);
    executor.shutdown();
    try {
      for (int tick = 0; tick < CLOSE_TICKS; tick++) {
        if (executor.awaitTermination(CLOSE_TICK_MILLIS, TimeUnit.MILLISECONDS)) {
          return true;
        }
        queries.forEach(running -> running.stop(DuckException.Kind.CANCELLED));
      }
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DuckException(
          DuckException.Kind.CANCELLED, "interrupted while an instance closed", interrupted);
    }
  }

  private final class Submission<T> implements Runnable {

    private final Query<T> query;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final RunningQuery running;
    private final QueryAdmission.Entry entry;

    Submission(String text, Duration timeout, Cancellation cancellation, Query<T> query) {
      this.query = query;
      entry = new QueryAdmission.Entry(text.hashCode(), this::begin);
      running = new RunningQuery(timeout, cancellation, this::leaveQueue, this::abandon);
      future.whenComplete(
          (result, failure) -> {
            if (future.isCancelled()) {
              running.stop(DuckException.Kind.CANCELLED);
            }
          });
    }

    @Override
    public void run() {
      try {
        running.start();
        future.complete(query.run(running));
      } catch (Throwable failure) {
        future.completeExceptionally(failure);
      } finally {
        end();
        admission.end(entry, running.stopped(null) == null);
      }
    }

    /** False when the operating system gives no thread; a lost one must not count as running. */
    private boolean begin() {
      try {
        executor.execute(this);
        return true;
      } catch (OutOfMemoryError none) {
        end();
        future.completeExceptionally(new DuckOverloadedException(pool.connections(), pool.queue()));
        return false;
      }
    }

    private void leaveQueue() {
      if (admission.leave(entry)) {
        end();
        abandon();
      }
    }

    private void abandon() {
      DuckException stopped = running.stopped(null);
      if (stopped != null) {
        future.completeExceptionally(stopped);
      }
    }

    private void end() {
      queries.remove(running);
      watch.remove(running);
    }
  }
}
