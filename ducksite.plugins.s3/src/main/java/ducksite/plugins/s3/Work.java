package ducksite.plugins.s3;

import ducksite.api.Cancellation;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The threads of one call. Requests wait on virtual threads, where an interrupt closes the socket,
 * so that a call whose result is no longer wanted ends at once.
 */
final class Work implements AutoCloseable {

  private static final long LOOK_MILLIS = 50;

  private final Cancellation cancellation;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Work(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  <T> Future<T> start(Callable<T> task) {
    return threads.submit(task);
  }

  /** The outcome of a task; ends it when the call is cancelled. */
  <T> T await(Future<T> task) throws IOException {
    try {
      while (true) {
        try {
          return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          cancellation.throwIfCancelled();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the caller no longer waits for this result");
    } catch (ExecutionException e) {
      cancellation.throwIfCancelled();
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IOException("a request failed", e.getCause());
      }
    }
  }

  /** Ends what still runs. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
