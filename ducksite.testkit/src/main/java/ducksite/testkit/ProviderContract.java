package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.PluginContext;
import ducksite.api.PluginService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every provider of whatever service does, as tests: the host calls one instance from several
 * threads of its own, interrupts calls that overrun, and puts a new instance beside an old one.
 * Extend one of the contracts of the services instead.
 *
 * @param <S> the service interface
 */
public abstract class ProviderContract<S extends PluginService> {

  private static final int CALLERS = 4;

  private final List<S> started = new ArrayList<>();
  private @Nullable Path folder;

  /** For the contracts of the services. */
  ProviderContract() {}

  /** A new provider. */
  abstract S provider();

  /** One call that succeeds; equal calls give equal answers. */
  abstract Object call(S provider) throws Exception;

  /** What the provider is started with: by default no options, in an empty folder of the test. */
  protected PluginContext pluginContext() {
    return TestPluginContext.in(folder());
  }

  /** An empty folder of the running test. */
  protected final Path folder() {
    if (folder == null) {
      throw new IllegalStateException("there is a folder only while a test runs");
    }
    return folder;
  }

  /**
   * Whether equal calls give equal answers: true unless overridden, for a provider whose answer is
   * of the moment.
   */
  protected boolean supportsEqualAnswers() {
    return true;
  }

  /** Keeps the test's folder. Called by JUnit. */
  @BeforeEach
  public final void useFolder(@TempDir Path temporary) {
    folder = temporary;
  }

  /**
   * Closes every provider that the test has started. Called by JUnit.
   *
   * @throws Exception when a provider cannot be closed
   */
  @AfterEach
  public final void closeProviders() throws Exception {
    for (S provider : started) {
      close(provider);
    }
    started.clear();
  }

  /** A new provider that has its context. */
  final S started() throws Exception {
    S provider = provider();
    provider.start(pluginContext());
    started.add(provider);
    return provider;
  }

  private static void close(Object provider) throws Exception {
    if (provider instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  /** Nothing changed, so the second answer equals the first. */
  @Test
  public void answersTheSameTwice() throws Exception {
    S provider = started();
    Object first = answer(provider);
    Object second = answer(provider);
    if (supportsEqualAnswers()) {
      assertEquals(first, second, "the second answer is another");
    }
  }

  /** One instance is called by several threads at once. */
  @Test
  public void answersTheSameToSeveralThreads() throws Exception {
    S provider = started();
    Callable<Object> call = () -> answer(provider);
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Callable<Object>> calls = java.util.Collections.nCopies(2 * CALLERS, call);
      List<Future<Object>> answers = threads.invokeAll(calls);
      for (Future<Object> answer : answers) {
        if (supportsEqualAnswers()) {
          assertEquals(
              get(answers.getFirst()), get(answer), "answers to several threads are different");
        } else {
          get(answer);
        }
      }
    }
  }

  private static Object get(Future<Object> answer) throws Exception {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a call beside others failed: " + e.getCause(), e.getCause());
    }
  }

  /**
   * The thread is the host's: its context class loader and its interrupt flag stay as they were.
   */
  @Test
  public void leavesItsThreadAsItFoundIt() throws Exception {
    S provider = started();
    ObservedCall call = new ObservedCall().run(() -> answer(provider), false);
    assertNull(call.thrown(), () -> "the call failed: " + call.thrown());
    assertTrue(call.keptItsLoader(), "the call replaced the context class loader of its thread");
    assertFalse(call.isInterrupted(), "the call left its thread interrupted");
  }

  /** Threads are started once, if at all, and not by each call. */
  @Test
  public void leavesNoThreadBehindEachCall() throws Exception {
    S provider = started();
    ObservedCall calls = new ObservedCall();
    calls.run(() -> answer(provider), false);
    int first = calls.threads().size();
    for (int i = 0; i < CALLERS; i++) {
      calls.run(() -> answer(provider), false);
    }
    for (int i = 0; i < 100 && calls.threads().size() > first; i++) {
      LockSupport.parkNanos(20_000_000);
    }
    assertTrue(
        calls.threads().size() <= first,
        () -> "each call leaves a thread behind: " + calls.threads());
  }

  /** An interrupted call ends, with an answer or an exception, and the next one works again. */
  @Test
  public void endsWhenItIsInterrupted() throws Exception {
    S provider = started();
    new ObservedCall().run(() -> answer(provider), true);
    ObservedCall next = new ObservedCall().run(() -> answer(provider), false);
    assertNull(next.thrown(), () -> "the call after an interrupted one failed: " + next.thrown());
  }

  /** A replaced plugin is closed while its successor works already. */
  @Test
  public void worksBesideOneThatIsClosed() throws Exception {
    S old = provider();
    old.start(pluginContext());
    answer(old);
    S replacement = started();
    Assumptions.assumeTrue(
        !(old instanceof AutoCloseable) || old != replacement,
        "the test gives the same provider again; give a new one at each call");
    close(old);
    answer(replacement);
  }

  private Object answer(S provider) throws Exception {
    return assertNotNull(call(provider));
  }

  private static Object assertNotNull(@Nullable Object answer) {
    org.junit.jupiter.api.Assertions.assertNotNull(answer, "the provider returned null");
    return answer;
  }
}
