package ducksite.engine.duck;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Which of an instance's waiting queries goes next. Short ones go in turn, as many at once as there
 * are connections. Of long ones of a like duration one goes at a time, with all of DuckDB's
 * threads, while the processors are busy: more at once would be done no sooner, would need memory
 * each, and would let what answers at once wait for its processor. How long a query takes is told
 * by the last one of the same text; until one of a text has run, no other is started beside it.
 * Guarded by itself.
 */
final class QueryAdmission {

  /** A query that waits or runs. */
  static final class Entry {
    private final int text;
    private final BooleanSupplier start;
    private long started;

    /**
     * @param text tells queries of one text
     * @param start gives the query to its thread, at once; false when it gets none, and has failed
     */
    Entry(int text, BooleanSupplier start) {
      this.text = text;
      this.start = start;
    }
  }

  private final DuckPool pool;
  private final LongSupplier clock;
  private final IntSupplier idle;
  private final QueryDurations durations = new QueryDurations();
  private final List<Entry> waiting = new ArrayList<>();
  private final List<Entry> running = new ArrayList<>();
  private boolean closed;

  /**
   * @param clock nanoseconds
   * @param idle for how many long queries more there are idle processors, asked again and again
   *     while queries wait
   */
  QueryAdmission(DuckPool pool, LongSupplier clock, IntSupplier idle) {
    this.pool = pool;
    this.clock = clock;
    this.idle = idle;
  }

  /** Takes a query, now or later; false when too many wait. */
  synchronized boolean enter(Entry entry) {
    if (closed || waiting.size() + running.size() >= pool.connections() + pool.queue()) {
      return false;
    }
    waiting.add(entry);
    startNext(0);
    return true;
  }

  /** Lets go of a query that waits; false when it does not wait any more. */
  synchronized boolean leave(Entry entry) {
    return waiting.remove(entry);
  }

  /**
   * A query has ended.
   *
   * @param whole false when it was stopped, and might have taken longer
   */
  synchronized void end(Entry entry, boolean whole) {
    running.remove(entry);
    long duration = clock.getAsLong() - entry.started;
    if (whole) {
      durations.took(entry.text, duration);
    } else {
      durations.takesAtLeast(entry.text, duration);
    }
    startNext(0);
  }

  /** Looks at what has changed without a query's beginning or end; to be called again and again. */
  synchronized void look() {
    if (!waiting.isEmpty()) {
      startNext(idle.getAsInt());
    }
  }

  /** Nothing is started any more. */
  synchronized void close() {
    closed = true;
  }

  /**
   * @param spare how many may go that otherwise had to wait
   */
  private void startNext(int spare) {
    if (closed || waiting.isEmpty()) {
      return;
    }
    running.forEach(this::learn);
    int left = spare;
    Iterator<Entry> next = waiting.iterator();
    while (running.size() < pool.connections() && next.hasNext()) {
      Entry entry = next.next();
      boolean goes = mayGo(entry);
      if (goes || left > 0) {
        left -= goes ? 0 : 1;
        next.remove();
        running.add(entry);
        entry.started = clock.getAsLong();
        if (!entry.start.getAsBoolean()) {
          running.remove(entry);
        }
      }
    }
  }

  /** What runs for long is long, before it ends. */
  private void learn(Entry entry) {
    long duration = clock.getAsLong() - entry.started;
    if (duration >= QueryDurations.SHORT) {
      durations.takesAtLeast(entry.text, duration);
    }
  }

  private boolean mayGo(Entry entry) {
    OptionalLong known = durations.of(entry.text);
    if (known.isEmpty()) {
      return running.stream().noneMatch(other -> other.text == entry.text);
    }
    int magnitude = QueryDurations.magnitude(known.getAsLong());
    return magnitude == 0 || running.stream().noneMatch(other -> magnitude(other) == magnitude);
  }

  private int magnitude(Entry entry) {
    return QueryDurations.magnitude(durations.of(entry.text).orElse(0));
  }
}
