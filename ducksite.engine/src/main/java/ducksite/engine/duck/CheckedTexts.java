package ducksite.engine.duck;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The statements that have passed the gate lately, each with whether some of its columns had to be
 * converted the last time. Bounded; guarded by itself.
 */
final class CheckedTexts {

  private static final int MOST = 1_000;
  private static final int LONGEST_KEPT = 200_000;

  private final SqlGate gate;
  private final Map<String, Boolean> needsCasts =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  CheckedTexts(SqlGate gate) {
    this.gate = gate;
  }

  /**
   * @throws SqlRefusedException when the statement does not pass
   */
  void requirePassed(String sql) {
    synchronized (this) {
      if (needsCasts.get(sql) != null) {
        return;
      }
    }
    gate.checkComposed(sql);
    if (sql.length() <= LONGEST_KEPT) {
      synchronized (this) {
        needsCasts.putIfAbsent(sql, false);
      }
    }
  }

  /**
   * Whether the columns of a statement had to be converted the last time: a guess, as files may
   * have changed.
   */
  synchronized boolean neededCasts(String sql) {
    return needsCasts.getOrDefault(sql, false);
  }

  synchronized void remember(String sql, boolean needed) {
    needsCasts.computeIfPresent(sql, (text, before) -> needed);
  }
}
