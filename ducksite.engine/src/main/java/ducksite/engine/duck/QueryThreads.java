package ducksite.engine.duck;

import ducksite.api.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The platform threads of an instance and the queue before them. DuckDB's native calls would pin
 * the carriers of virtual threads, so it gets threads of its own. Safe for use by several threads.
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
  private final ThreadPoolExecutor executor;
  private final Set<RunningQuery> queries = ConcurrentHashMap.newKeySet();

  QueryThreads(DuckPool pool, QueryWatch watch) {
    this.pool = pool;
    this.watch = watch;
    BlockingQueue<Runnable> queue =
        pool.queue() == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(pool.queue());
    executor =
        new ThreadPoolExecutor(
            pool.connections(),
            pool.connections(),
            30,
            TimeUnit.SECONDS,
            queue,
            QueryThreads::thread);
    executor.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "ducksite-query", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  <T> CompletableFuture<T> submit(Duration timeout, Cancellation cancellation, Query<T> query) {
    Submission<T> submission = new Submission<>(timeout, cancellation, query);
    queries.add(submission.running);
    watch.add(submission.running);
    try {
      executor.execute(submission);
    } catch (RejectedExecutionException full) {
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

    Submission(Duration timeout, Cancellation cancellation, Query<T> query) {
      this.query = query;
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
      }
    }

    private void leaveQueue() {
      if (executor.remove(this)) {
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
