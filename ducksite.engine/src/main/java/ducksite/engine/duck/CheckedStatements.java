package ducksite.engine.duck;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Author's statements that have passed the gate lately: a text that is compiled again need not be
 * parsed again. Bounded by the characters of the texts; guarded by itself.
 */
final class CheckedStatements {

  private static final int MOST_CHARACTERS = 32 << 20;

  private record Key(String sql, Set<String> pathParameters) {}

  /** What came out, as long as the names that were asked for are still what they were. */
  private record Passed(CheckedSql checked, Map<String, Boolean> relations) {}

  private final Map<Key, Passed> passed = new LinkedHashMap<>(64, 0.75f, true);
  private long characters;

  /**
   * The checked statement.
   *
   * @param relation whether a name is a relation's
   * @param check checks it, asking for names only as it is told to
   */
  CheckedSql find(String sql, Set<String> pathParameters, Predicate<String> relation, Check check) {
    Key key = new Key(sql, Set.copyOf(pathParameters));
    Passed known = get(key);
    if (known != null
        && known.relations().entrySet().stream()
            .allMatch(each -> relation.test(each.getKey()) == each.getValue())) {
      return known.checked();
    }
    Map<String, Boolean> asked = new TreeMap<>();
    CheckedSql checked =
        check.check(
            name -> {
              boolean is = relation.test(name);
              synchronized (asked) {
                asked.put(name, is);
              }
              return is;
            });
    put(key, new Passed(checked, asked));
    return checked;
  }

  /** The work of the gate. */
  @FunctionalInterface
  interface Check {
    CheckedSql check(Predicate<String> relation);
  }

  private synchronized @Nullable Passed get(Key key) {
    return passed.get(key);
  }

  private synchronized void put(Key key, Passed value) {
    if (passed.put(key, value) == null) {
      characters += key.sql().length();
    }
    var eldest = passed.keySet().iterator();
    while (characters > MOST_CHARACTERS) {
      characters -= eldest.next().sql().length();
      eldest.remove();
    }
  }
}
