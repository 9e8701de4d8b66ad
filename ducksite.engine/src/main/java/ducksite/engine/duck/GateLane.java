package ducksite.engine.duck;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the gate with a parser of its own, which starts when it is first needed. Statements
 * are checked one after the other. Safe for use by several threads.
 */
final class GateLane implements AutoCloseable {

  private static final long STACK_BYTES = 128L << 20;

  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(null, task, "ducksite-sql-gate", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger waiting = new AtomicInteger();
  private @Nullable SqlParser parser;

  /** The parser, started now if it has not been. */
  synchronized SqlParser open() {
    @Nullable SqlParser started = parser;
    if (started == null) {
      started = new SqlParser();
      parser = started;
    }
    return started;
  }

  /**
   * Begins to start the parser on the lane's own thread: loading the engine takes a while. When it
   * does not start, whoever checks the first statement is told.
   */
  void begin() {
    worker.submit(this::open);
  }

  /** How many statements are being checked or wait for it. */
  int waiting() {
    return waiting.get();
  }

  /** Begins a check as soon as those before it have ended. */
  Future<CheckedSql> submit(Function<SqlParser, CheckedSql> check) {
    waiting.incrementAndGet();
    return worker.submit(
        () -> {
          try {
            return check.apply(open());
          } finally {
            waiting.decrementAndGet();
          }
        });
  }

  @Override
  public void close() {
    worker.close();
    synchronized (this) {
      if (parser != null) {
        parser.close();
      }
    }
  }
}
