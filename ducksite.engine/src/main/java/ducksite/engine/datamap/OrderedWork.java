package ducksite.engine.datamap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Work on many small things by all cores; what comes of it is given in the order of the things, and
 * only so many are ahead that memory does not grow. Confined to the thread that adds.
 */
final class OrderedWork<T, R> implements AutoCloseable {

  private static final int BATCH = 512;

  private final ExecutorService threads;
  private final int ahead;
  private final Function<T, R> work;
  private final Consumer<R> done;
  private final Deque<Future<List<R>>> running = new ArrayDeque<>();
  private List<T> batch = new ArrayList<>();

  /**
   * @param work by other threads, several at once
   * @param done on the thread that adds
   */
  OrderedWork(Function<T, R> work, Consumer<R> done) {
    this.work = work;
    this.done = done;
    int count = Runtime.getRuntime().availableProcessors();
    this.ahead = 4 * count;
    this.threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().name("ducksite-files-", 0).daemon().factory());
  }

  void add(T thing) {
    batch.add(thing);
    if (batch.size() == BATCH) {
      submit();
    }
  }

  private void submit() {
    List<T> own = batch;
    batch = new ArrayList<>();
    running.add(threads.submit(() -> own.stream().map(work).toList()));
    if (running.size() > ahead) {
      take();
    }
  }

  private void take() {
    try {
      running.remove().get().forEach(done);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while files were looked at", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("files could not be looked at", e.getCause());
    }
  }

  /** Waits until everything is done. */
  void finish() {
    submit();
    while (!running.isEmpty()) {
      take();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
