package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Cancellation;
import ducksite.engine.plugin.PluginException.Kind;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CallLaneTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final URLClassLoader loader = new URLClassLoader(new URL[0], null);
  private final CallLane lane = lane(1, 1);

  private CallLane lane(int threads, int queue) {
    return new CallLane(
        "x", "plugin x", loader, new PluginLimits(threads, queue, LONG, LONG, LONG));
  }

  @AfterEach
  void close() throws Exception {
    lane.close();
    loader.close();
  }

  private <T> T call(Duration deadline, CallLane.Work<T> work) {
    return lane.call(CallKind.MANIFEST, "work", deadline, work);
  }

  private PluginException failure(Duration deadline, CallLane.Work<?> work) {
    return assertThrows(PluginException.class, () -> call(deadline, work));
  }

  @Test
  void workRunsOnAThreadOfThePluginWithItsLoader() {
    assertEquals("plugin-x-1", call(LONG, _ -> Thread.currentThread().getName()));
    assertSame(loader, call(LONG, _ -> Thread.currentThread().getContextClassLoader()));
  }

  @Test
  void whateverIsThrownIsAFailureWithItsCause() {
    for (Throwable thrown :
        new Throwable[] {
          new Exception("no"),
          new IllegalArgumentException("no"),
          new StackOverflowError("no"),
          new Odd()
        }) {
      PluginException failure =
          failure(
              LONG,
              _ -> {
                switch (thrown) {
                  case Exception e -> throw e;
                  case Error e -> throw e;
                  default -> throw new AssertionError(thrown);
                }
              });
      assertEquals(Kind.FAILED, failure.kind());
      assertEquals(thrown.getClass().getName(), failure.getCause().toString().split(":")[0]);
      assertTrue(
          failure.getMessage().startsWith("plugin x: work failed: " + thrown.getClass().getName()));
    }
    assertEquals(4, lane.counters().failures());
  }

  @Test
  void aRefusedValueOfAPreprocessorIsNoFailure() {
    PluginException refused =
        assertThrows(
            PluginException.class,
            () ->
                lane.call(
                    CallKind.PREPROCESS,
                    "work",
                    LONG,
                    _ -> {
                      throw new IllegalArgumentException("too far");
                    }));
    assertEquals(Kind.REJECTED_VALUE, refused.kind());
    assertEquals("too far", refused.getMessage());
  }

  @Test
  void nullIsAFailure() {
    assertEquals(Kind.FAILED, failure(LONG, _ -> null).kind());
  }

  @Test
  void workThatOverrunsIsToldAndInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicReference<Cancellation> seen = new AtomicReference<>();
    PluginException late =
        failure(
            SHORT,
            cancellation -> {
              seen.set(cancellation);
              try {
                return new CountDownLatch(1).getCount() + sleepLong();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            });
    assertEquals(Kind.TIMEOUT, late.kind());
    assertTrue(seen.get().isCancelled());
    interrupted.await();
    assertEquals("next", call(LONG, _ -> "next"));
    assertEquals(1, lane.counters().timeouts());
  }

  @Test
  void aLaneWhoseThreadsAreAllHeldIsStuckUntilOneComesBack() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    assertEquals(Kind.TIMEOUT, failure(SHORT, _ -> awaitStubbornly(release)).kind());
    while (!lane.isStuck()) {
      Thread.onSpinWait();
    }
    assertEquals(1, lane.counters().stuckThreads());
    assertEquals(Kind.STUCK, failure(LONG, _ -> "never").kind());
    release.countDown();
    while (lane.isStuck()) {
      Thread.onSpinWait();
    }
    assertEquals("again", call(LONG, _ -> "again"));
  }

  @Test
  void aCallWithoutRoomIsRefusedAtOnceAndOneWithoutAThreadAtItsDeadline() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    FutureTask<String> first =
        inBackground(
            () ->
                call(
                    LONG,
                    _ -> {
                      running.countDown();
                      release.await();
                      return "first";
                    }));
    running.await();
    assertEquals(Kind.OVERLOADED, failure(SHORT, _ -> "waits in vain").kind());
    FutureTask<String> second = inBackground(() -> call(LONG, _ -> "second"));
    while (lane.counters().calls() < 3) {
      Thread.onSpinWait();
    }
    assertEquals(Kind.OVERLOADED, failure(LONG, _ -> "no room").kind());
    assertFalse(lane.isStuck());
    release.countDown();
    assertEquals("first", first.get());
    assertEquals("second", second.get());
  }

  @Test
  void aCallerThatIsInterruptedGivesItsCallUp() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    AtomicReference<Boolean> flag = new AtomicReference<>();
    AtomicReference<Kind> kind = new AtomicReference<>();
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  kind.set(
                      failure(
                              LONG,
                              _ -> {
                                running.countDown();
                                return sleepLong();
                              })
                          .kind());
                  flag.set(Thread.currentThread().isInterrupted());
                });
    running.await();
    caller.interrupt();
    caller.join();
    assertEquals(Kind.CANCELLED, kind.get());
    assertTrue(flag.get());
    assertEquals("free", call(LONG, _ -> "free"));
  }

  @Test
  void aClosedLaneRefuses() {
    lane.close();
    assertEquals(Kind.NOT_AVAILABLE, failure(LONG, _ -> "x").kind());
  }

  private static String sleepLong() throws InterruptedException {
    Thread.sleep(Duration.ofMinutes(10));
    return "slept";
  }

  private static String awaitStubbornly(CountDownLatch release) {
    while (true) {
      try {
        release.await();
        return "released";
      } catch (InterruptedException e) {
        Thread.onSpinWait();
      }
    }
  }

  private static <T> FutureTask<T> inBackground(java.util.concurrent.Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().start(task);
    return task;
  }

  private static final class Odd extends Exception {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("odd");
    }
  }
}
