package ducksite.engine.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one plugin that were left behind and still hold their threads. One that heeds its
 * interrupt ends within a moment and does not count. Safe for use by several threads.
 */
final class HeldThreads {

  /** Long enough to unwind, short against every deadline. */
  private static final long MOMENT = Duration.ofMillis(100).toNanos();

  /** A call that was left. */
  private record Left(Thread thread, String what, long nanos) {}

  private final Map<Object, Left> calls = new ConcurrentHashMap<>();

  void add(Object call, Thread thread, String what) {
    calls.put(call, new Left(thread, what, System.nanoTime()));
  }

  void remove(Object call) {
    calls.remove(call);
  }

  int count() {
    return (int) calls.values().stream().filter(HeldThreads::isHeld).count();
  }

  /** Who holds a thread, where in the plugin's code it is now, and for how long. */
  List<String> describe(@Nullable ClassLoader loader) {
    return calls.values().stream()
        .filter(HeldThreads::isHeld)
        .map(
            left ->
                left.what()
                    + (loader == null
                        ? ""
                        : Throwables.place(left.thread().getStackTrace(), loader))
                    + ", left "
                    + Duration.ofNanos(System.nanoTime() - left.nanos()).toSeconds()
                    + " s ago")
        .sorted()
        .toList();
  }

  private static boolean isHeld(Left left) {
    return System.nanoTime() - left.nanos() > MOMENT;
  }
}
