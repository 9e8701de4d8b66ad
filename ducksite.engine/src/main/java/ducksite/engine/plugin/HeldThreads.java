package ducksite.engine.plugin;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls of one plugin that were left behind and still hold their threads. One that heeds its
 * interrupt ends within a moment and does not count. Safe for use by several threads.
 */
final class HeldThreads {

  /** Long enough to unwind, short against every deadline. */
  private static final long MOMENT = Duration.ofMillis(100).toNanos();

  private final Map<Object, Long> leftAt = new ConcurrentHashMap<>();

  void add(Object call) {
    leftAt.put(call, System.nanoTime());
  }

  void remove(Object call) {
    leftAt.remove(call);
  }

  int count() {
    long now = System.nanoTime();
    return (int) leftAt.values().stream().filter(time -> now - time > MOMENT).count();
  }
}
