package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.plugin.PluginException.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a plugin throws, and however it behaves when it is asked about it. */
@Timeout(60)
final class HostileThrowablesTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final URLClassLoader loader = new URLClassLoader(new URL[0], null);
  private final CallLane lane =
      new CallLane("x", "plugin x", loader, new PluginLimits(1, 1, LONG, LONG, LONG));

  @AfterEach
  void close() throws Exception {
    lane.close();
    loader.close();
  }

  /** Throws anything without saying so. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private PluginException failure(CallKind kind, Throwable thrown) {
    return assertThrows(
        PluginException.class,
        () ->
            lane.call(
                kind,
                "work",
                LONG,
                _ -> {
                  throw HostileThrowablesTest.<RuntimeException>sneak(thrown);
                }));
  }

  static Stream<Throwable> throwables() {
    Throwable first = new IllegalStateException("first");
    Throwable second = new IllegalStateException("second", first);
    first.initCause(second);
    return Stream.of(
        new Exception("checked"),
        new java.io.IOException("input"),
        new InterruptedException("its own"),
        new RuntimeException((String) null),
        new StackOverflowError(),
        new OutOfMemoryError("its own"),
        new InternalError("odd"),
        new NoClassDefFoundError("lib/Names"),
        new UnsatisfiedLinkError("no such library"),
        new ExceptionInInitializerError(new IllegalStateException("inner")),
        new AbstractMethodError("older"),
        new AssertionError("assertion"),
        new Throwable("neither exception nor error"),
        new java.util.concurrent.CancellationException("its own"),
        new ThrowingMessage(),
        new ThrowingEverything(),
        new EndlessCauses(),
        first);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void itIsAFailureThatNamesItsClassAndTheNextCallIsAnswered(Throwable thrown) {
    PluginException failure = failure(CallKind.MANIFEST, thrown);
    assertEquals(Kind.FAILED, failure.kind());
    assertTrue(
        failure.getMessage().startsWith("plugin x: work failed: " + thrown.getClass().getName()),
        failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
    StringWriter printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed));
    assertTrue(printed.toString().contains(thrown.getClass().getName()));
    for (Throwable each = failure.getCause(); each != null; each = each.getCause()) {
      assertSame(RecordedThrowable.class, each.getClass());
    }
    assertEquals("next", lane.call(CallKind.MANIFEST, "work", LONG, _ -> "next"));
  }

  @Test
  void aMessageOfAMegabyteIsCutAndOneOfManyLinesIsOne() {
    PluginException failure =
        failure(CallKind.PREPROCESS, new IllegalArgumentException("a\n\r\n b\0".repeat(200_000)));
    assertEquals(Kind.REJECTED_VALUE, failure.kind());
    assertTrue(failure.getMessage().length() <= 1001);
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void aRefusalWithoutAMessageSaysNothingOfTheClass() {
    PluginException failure = failure(CallKind.PREPROCESS, new NumberFormatException());
    assertEquals("A value is not acceptable", failure.getMessage());
  }

  @Test
  void aMessageThatNeverEndsCostsTheDeadlineAndAThread() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    PluginException late =
        assertThrows(
            PluginException.class,
            () ->
                lane.call(
                    CallKind.MANIFEST,
                    "work",
                    Duration.ofSeconds(1),
                    _ -> {
                      throw new EndlessMessage(stop);
                    }));
    assertEquals(Kind.TIMEOUT, late.kind());
    while (!lane.isStuck()) {
      Thread.sleep(10);
    }
    assertTrue(lane.stuckReason().startsWith("all 1 threads are held"), lane.stuckReason());
    stop.set(true);
    while (lane.isStuck()) {
      Thread.sleep(10);
    }
    assertEquals("next", lane.call(CallKind.MANIFEST, "work", LONG, _ -> "next"));
    assertEquals(1, lane.counters().abandoned());
  }

  @Test
  void whatACallLeavesOnItsThreadDoesNotReachTheNext() {
    lane.call(
        CallKind.MANIFEST,
        "work",
        LONG,
        _ -> {
          Thread.currentThread().interrupt();
          Thread.currentThread().setContextClassLoader(null);
          return "left";
        });
    List<Object> seen =
        lane.call(
            CallKind.MANIFEST,
            "work",
            LONG,
            _ ->
                List.of(
                    Thread.currentThread().isInterrupted(),
                    Thread.currentThread().getContextClassLoader()));
    assertEquals(List.of(false, loader), seen);
  }

  @Test
  void aCallerWhoseClientHasGoneGivesTheCallUp() throws Exception {
    AtomicBoolean gone = new AtomicBoolean();
    AtomicBoolean told = new AtomicBoolean();
    PluginException given =
        assertThrows(
            PluginException.class,
            () ->
                lane.call(
                    CallKind.RENDER,
                    "work",
                    LONG,
                    gone::get,
                    cancellation -> {
                      gone.set(true);
                      while (!cancellation.isCancelled()) {
                        Thread.onSpinWait();
                      }
                      told.set(true);
                      return "too late";
                    }));
    assertEquals(Kind.CANCELLED, given.kind());
    assertFalse(Thread.currentThread().isInterrupted());
    while (!told.get()) {
      Thread.sleep(10);
    }
  }

  private static class ThrowingMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  private static final class ThrowingEverything extends ThrowingMessage {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new StackOverflowError();
    }

    @Override
    public synchronized Throwable getCause() {
      throw new OutOfMemoryError("no cause");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new LinkageError("no trace");
    }

    @Override
    public String getLocalizedMessage() {
      throw new IllegalStateException("no message");
    }
  }

  private static final class EndlessCauses extends Error {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      return new EndlessCauses();
    }
  }

  private static final class EndlessMessage extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient AtomicBoolean stop;

    EndlessMessage(AtomicBoolean stop) {
      this.stop = stop;
    }

    @Override
    public String getMessage() {
      while (!stop.get()) {
        Thread.onSpinWait();
      }
      return "at last";
    }
  }
}
