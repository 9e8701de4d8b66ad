package ducksite.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The same work on many things, on as many threads as there are cores; results in their order. */
final class InParallel {

  private InParallel() {}

  /**
   * What a function makes of each item.
   *
   * @param function safe for use by several threads
   */
  static <T, R> List<R> map(List<T> items, Function<T, R> function) {
    int threads = Math.min(items.size(), Runtime.getRuntime().availableProcessors());
    if (threads <= 1) {
      return items.stream().map(function).toList();
    }
    List<R> results = new ArrayList<>(items.size());
    try (ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("ducksite-compile-", 0).factory())) {
      List<Future<R>> running = new ArrayList<>(items.size());
      items.forEach(item -> running.add(pool.submit(() -> function.apply(item))));
      try {
        for (Future<R> each : running) {
          results.add(each.get());
        }
      } catch (InterruptedException e) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
        throw (CancellationException)
            new CancellationException("interrupted while queries were compiled").initCause(e);
      } catch (ExecutionException e) {
        pool.shutdownNow();
        switch (e.getCause()) {
          case RuntimeException failure -> throw failure;
          case Error failure -> throw failure;
          default -> throw new IllegalStateException("nothing else can be thrown", e);
        }
      }
    }
    return results;
  }
}
