package ducksite.http;

import ducksite.engine.CurrentSite;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The answers that are given again to the very bytes that were asked before, without parsing them
 * anew: whatever made the first answer right, from the host's check to the framing of the request,
 * was found by looking at these bytes. Bounded; what changes is not in here, see {@link
 * Repeat.Standing}. Safe for use by several threads.
 */
final class Repeats implements AutoCloseable {

  /** Bytes of a request that can be repeated. */
  static final int LONGEST_REQUEST = 4 * 1024;

  /** Bytes of the body of an answer that can be. */
  static final int LONGEST_BODY = 128 * 1024;

  /** Bytes of the answer with its head. */
  static final int LONGEST_ANSWER = LONGEST_BODY + 32 * 1024;

  static final int CAPACITY = 8 << 20;
  private static final int MEMORY_OF_SEEN = 4096;

  private final CurrentSite current;
  private final AccessLog log;
  private final Counter given;
  private final Map<RequestBytes, Repeat> byRequest = new ConcurrentHashMap<>();
  private final AtomicInteger unsent = new AtomicInteger();
  private volatile boolean closed;
  private volatile long state;

  // Guarded by this.
  private final Deque<Repeat> eldest = new ArrayDeque<>();
  private final int[] seen = new int[MEMORY_OF_SEEN];
  private long bytes;

  /**
   * No answers yet.
   *
   * @param given counts the answers that are given again
   */
  Repeats(CurrentSite current, AccessLog log, Counter given) {
    this.current = current;
    this.log = log;
    this.given = given;
    this.state = current.state();
    current.watch(this::clear);
  }

  /** Whether an answer may be given now. */
  boolean isGood(@Nullable Repeat repeat) {
    return repeat != null && !closed && state == current.state() && repeat.stands();
  }

  /** The answer to a request, if it is known. */
  @Nullable Repeat find(RequestBytes request) {
    return byRequest.get(request);
  }

  /** Counts and logs an answer that was given again. */
  void given(Repeat repeat, long nanos, byte[] client) {
    given.inc();
    repeat.given(nanos, log, client, ThreadLocalRandom.current().nextLong());
  }

  /**
   * Whether an answer is worth keeping: its request comes for the second time, as far as is known,
   * so that requests that never come again push out no others.
   */
  synchronized boolean isWorthKeeping(RequestBytes request) {
    int place = Math.floorMod(request.hashCode(), MEMORY_OF_SEEN);
    boolean again = seen[place] == request.hashCode();
    seen[place] = request.hashCode();
    return again;
  }

  /**
   * Keeps an answer, if it was made in the {@linkplain CurrentSite#state() state} that still is.
   */
  synchronized void put(Repeat repeat, long madeIn) {
    if (closed || !repeat.isDated() || repeat.length() > LONGEST_ANSWER || madeIn != state) {
      return;
    }
    Repeat former = byRequest.put(repeat.request(), repeat);
    if (former != null) {
      forget(former);
    }
    eldest.add(repeat);
    bytes += repeat.weight();
    while (bytes > CAPACITY) {
      Repeat last = eldest.element();
      byRequest.remove(last.request());
      forget(last);
    }
  }

  private void forget(Repeat repeat) {
    eldest.remove(repeat);
    bytes -= repeat.weight();
    repeat.retire();
  }

  /** Forgets everything: another site is served. */
  private synchronized void clear() {
    state = current.state();
    byRequest.values().forEach(Repeat::retire);
    byRequest.clear();
    eldest.clear();
    bytes = 0;
  }

  /** Bytes of requests and answers that are kept. */
  synchronized long bytes() {
    return bytes;
  }

  /** Answers whose clients have not taken them yet. */
  AtomicInteger unsent() {
    return unsent;
  }

  /** Gives no answer from now on: all requests take the usual way. */
  @Override
  public void close() {
    closed = true;
    clear();
  }
}
