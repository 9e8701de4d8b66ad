package ducksite.engine.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a lane counts of its calls. Safe for use by several threads. */
final class LaneFigures {

  private final HeldThreads held = new HeldThreads();
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder timeouts = new LongAdder();
  private final LongAdder abandoned = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final List<LongAdder> buckets =
      Stream.generate(LongAdder::new).limit(PluginCounters.SECONDS.size() + 1L).toList();

  HeldThreads held() {
    return held;
  }

  void accepted() {
    calls.increment();
  }

  void failed() {
    failures.increment();
  }

  void late() {
    timeouts.increment();
    abandoned.increment();
  }

  /** A running call whose caller has gone. */
  void left() {
    abandoned.increment();
  }

  void rejected() {
    rejected.increment();
  }

  void took(long duration) {
    nanos.add(duration);
    double seconds = duration / (double) TimeUnit.SECONDS.toNanos(1);
    int bucket =
        IntStream.range(0, PluginCounters.SECONDS.size())
            .filter(index -> seconds <= PluginCounters.SECONDS.get(index))
            .findFirst()
            .orElse(PluginCounters.SECONDS.size());
    buckets.get(bucket).increment();
  }

  PluginCounters counters(int queued, int active) {
    List<Long> durations = new ArrayList<>();
    buckets.forEach(bucket -> durations.add(bucket.sum()));
    return new PluginCounters(
        calls.sum(),
        failures.sum(),
        timeouts.sum(),
        abandoned.sum(),
        rejected.sum(),
        nanos.sum(),
        durations,
        queued,
        active,
        held.count());
  }
}
