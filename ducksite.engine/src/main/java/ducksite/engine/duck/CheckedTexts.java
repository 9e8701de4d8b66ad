package ducksite.engine.duck;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statements that have passed the gate lately, each with the form in which it runs once that is known to differ. Bounded;
 * guarded by itself.
 */
final class CheckedTexts {

  private static final int MOST = 1_000;
  private static final int LONGEST_KEPT = 200_000;

  private final SqlGate gate;
  private final Map<String, TypedSql> converted = new LinkedHashMap<>();
  private final Map<String, Boolean> passed =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          boolean remove = size() > MOST;
          if (remove) {
            converted.remove(eldest.getKey());
          }
          return remove;
        }
      };

  CheckedTexts(SqlGate gate) {
    this.gate = gate;
  }

  /** @throws SqlRefusedException when the statement does not pass */
  void requirePassed(String sql) {
    synchronized (this) {
      if (passed.get(sql) != null) {
        return;
      }
    }
    gate.checkComposed(sql);
    if (sql.length() <= LONGEST_KEPT) {
      synchronized (this) {
        passed.put(sql, true);
      }
    }
  }

  /** What is known of a statement whose columns have to be converted. */
  synchronized @Nullable TypedSql converted(String sql) {
    return converted.get(sql);
  }

  synchronized void remember(TypedSql typed) {
    if (passed.containsKey(typed.sql())) {
      converted.put(typed.sql(), typed);
    }
  }
}
