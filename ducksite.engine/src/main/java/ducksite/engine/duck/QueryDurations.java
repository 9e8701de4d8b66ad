package ducksite.engine.duck;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How long queries take, by what they took before: those of one text are taken for alike, whatever
 * their values. The oldest are forgotten. Not safe for use by several threads.
 */
final class QueryDurations {

  /** What takes less, in nanoseconds, is short. */
  static final long SHORT = 500_000_000;

  /** Each magnitude of long queries begins at so many times the one below. */
  private static final int STEP = 4;

  private static final int MOST = 4096;

  /** By the texts' hash codes: two texts that share one are expected to take the same. */
  private final Map<Integer, Long> nanos =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Long> eldest) {
          return size() > MOST;
        }
      };

  /** What the last query of this text took, in nanoseconds; empty when none has run. */
  OptionalLong of(int text) {
    Long known = nanos.get(text);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known);
  }

  /** A query of this text took so long. */
  void took(int text, long duration) {
    nanos.put(text, duration);
  }

  /** A query of this text takes so long at least. */
  void takesAtLeast(int text, long duration) {
    nanos.merge(text, duration, Math::max);
  }

  /** 0 for short queries, then one more for each time that they take four times as long. */
  static int magnitude(long duration) {
    int magnitude = 0;
    for (long times = duration / SHORT; times > 0; times /= STEP) {
      magnitude++;
    }
    return magnitude;
  }
}
