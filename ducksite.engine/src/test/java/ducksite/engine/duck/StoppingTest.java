package ducksite.engine.duck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Cancellation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class StoppingTest {

  /** Would run for hours before it gives its first row. */
  private static final BoundSql ENDLESS =
      BoundSql.of(
          "SELECT sum(hash(a.i * b.i)) FROM range(10_000_000) a(i), range(10_000_000) b(i)");

  /** Gives rows at once, and for hours. */
  private static final BoundSql STREAM = BoundSql.of("SELECT i FROM range(1_000_000_000_000) t(i)");

  private static final BoundSql SHORT = BoundSql.of("SELECT 1 AS i");

  @TempDir Path folder;
  private TestInstances duck;

  @BeforeEach
  void start() throws Exception {
    duck = new TestInstances(folder, new DuckPool(1, 2), 256L << 20);
  }

  @AfterEach
  void stop() {
    duck.close();
  }

  @Test
  void aQueryThatGivesNoRowsEndsAtItsDeadline() {
    DuckException stopped =
        assertThrows(DuckException.class, () -> run(ENDLESS, Duration.ofMillis(200), () -> false));
    assertEquals(DuckException.Kind.TIMEOUT, stopped.kind());
    assertEquals("query/timeout", stopped.code());
    assertEquals(1, run(SHORT, TestInstances.LONG, () -> false));
  }

  @Test
  void aQueryThatStreamsEndsAtItsDeadline() {
    DuckException stopped =
        assertThrows(DuckException.class, () -> run(STREAM, Duration.ofMillis(200), () -> false));
    assertEquals(DuckException.Kind.TIMEOUT, stopped.kind());
    assertEquals(1, run(SHORT, TestInstances.LONG, () -> false));
  }

  @Test
  void aQueryThatCannotBeInterruptedIsAbandoned() {
    StringBuilder joins = new StringBuilder("SELECT 1 AS i FROM range(1) t0(i)");
    for (int table = 1; table <= 170; table++) {
      joins.append(" JOIN range(1) t%d(i) ON t%d.i = t%d.i".formatted(table, table, table - 1));
    }
    BoundSql planning = BoundSql.of(joins.toString());
    DuckException stopped =
        assertThrows(DuckException.class, () -> run(planning, Duration.ofMillis(200), () -> false));
    assertEquals(DuckException.Kind.TIMEOUT, stopped.kind());
    assertEquals(1, run(SHORT, TestInstances.LONG, () -> false));
  }

  @Test
  void aCopyAndACountEndAtTheirDeadline() {
    Duration soon = Duration.ofMillis(200);
    assertEquals(
        DuckException.Kind.TIMEOUT,
        assertThrows(DuckException.class, () -> duck.instance.count(ENDLESS, soon, () -> false))
            .kind());
    Path target = folder.resolve("x.parquet");
    assertEquals(
        DuckException.Kind.TIMEOUT,
        assertThrows(
                DuckException.class,
                () -> duck.instance.copyToParquet(ENDLESS, target, soon, () -> false))
            .kind());
    assertEquals(0, duck.temp.toFile().list().length);
  }

  @Test
  void aCancellationStopsAtAnyStage() throws Exception {
    for (BoundSql sql : List.of(ENDLESS, STREAM)) {
      AtomicBoolean gone = new AtomicBoolean();
      CompletableFuture<Long> running = submit(sql, gone::get);
      Thread.sleep(50);
      gone.set(true);
      assertEquals(DuckException.Kind.CANCELLED, failure(running).kind());
    }
    assertEquals(DuckException.Kind.CANCELLED, failure(submit(ENDLESS, () -> true)).kind());
  }

  @Test
  void cancellingTheFutureFreesTheThread() throws Exception {
    submit(ENDLESS, () -> false).cancel(true);
    assertEquals(1, run(SHORT, TestInstances.LONG, () -> false));
  }

  @Test
  void anInterruptedCallerStopsItsQuery() throws Exception {
    List<Throwable> seen = new ArrayList<>();
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    run(ENDLESS, TestInstances.LONG, () -> false);
                  } catch (DuckException stopped) {
                    seen.add(stopped);
                  }
                });
    Thread.sleep(50);
    caller.interrupt();
    caller.join();
    assertEquals(DuckException.Kind.CANCELLED, ((DuckException) seen.getFirst()).kind());
    assertEquals(1, run(SHORT, TestInstances.LONG, () -> false));
  }

  @Test
  void theQueueIsBoundedAndItsWaitersHaveDeadlinesToo() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Integer> holder = hold(release);
    CompletableFuture<Long> waiting =
        duck.instance.submit(SHORT, Duration.ofSeconds(2), () -> false, -1, StoppingTest::sum);
    CompletableFuture<Long> patient = submit(SHORT, () -> false);
    DuckOverloadedException full =
        assertThrows(DuckOverloadedException.class, () -> submit(SHORT, () -> false));
    assertEquals(DuckException.Kind.OVERLOADED, full.kind());
    assertEquals(DuckException.Kind.TIMEOUT, failure(waiting).kind());
    assertTrue(!holder.isDone() && !patient.isDone());
    CompletableFuture<Long> inItsPlace = submit(SHORT, () -> false);
    release.countDown();
    assertEquals(1, patient.get());
    assertEquals(1, inItsPlace.get());
    assertEquals(0, holder.get());
  }

  @Test
  void closingStopsWhatRunsAndWhatWaits() throws Exception {
    CompletableFuture<Long> running = submit(ENDLESS, () -> false);
    CompletableFuture<Long> waiting = submit(ENDLESS, () -> false);
    duck.instances.close();
    assertEquals(DuckException.Kind.CANCELLED, failure(running).kind());
    assertEquals(DuckException.Kind.CANCELLED, failure(waiting).kind());
  }

  private CompletableFuture<Integer> hold(CountDownLatch release) throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Integer> holder =
        duck.instance.submit(
            SHORT,
            TestInstances.LONG,
            () -> false,
            -1,
            batches -> {
              started.countDown();
              try {
                release.await();
              } catch (InterruptedException interrupted) {
                throw new java.io.InterruptedIOException();
              }
              return 0;
            });
    started.await();
    return holder;
  }

  private long run(BoundSql sql, Duration timeout, Cancellation cancellation) {
    return duck.instance.query(sql, timeout, cancellation, -1, StoppingTest::sum);
  }

  private CompletableFuture<Long> submit(BoundSql sql, Cancellation cancellation) {
    return duck.instance.submit(sql, TestInstances.LONG, cancellation, -1, StoppingTest::sum);
  }

  private static long sum(ArrowBatches batches) {
    long sum = 0;
    while (batches.next()) {
      sum += batches.longAt(0, 0);
    }
    return sum;
  }

  private static DuckException failure(CompletableFuture<?> future) throws InterruptedException {
    ExecutionException failed = assertThrows(ExecutionException.class, future::get);
    return assertInstanceOf(DuckException.class, failed.getCause());
  }
}
