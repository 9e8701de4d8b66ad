package ducksite.engine.route;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last lists of values that forms have offered, by what names the rows they come from: a page
 * that is opened again asks for none of them. Safe for use by several threads.
 */
public final class KnownChoices {

  private static final int MOST = 64;

  private final Map<Key, UniqueValues.Values> lists =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, UniqueValues.Values> eldest) {
          return size() > MOST;
        }
      };

  /** The choices of a site that has offered none yet. */
  public KnownChoices() {}

  /**
   * A column of rows.
   *
   * @param entry of the rows, with the identity of all that they are made of
   */
  record Key(String entry, String column) {}

  synchronized Optional<UniqueValues.Values> find(Key key) {
    return Optional.ofNullable(lists.get(key));
  }

  synchronized void put(Key key, UniqueValues.Values values) {
    lists.put(key, values);
  }
}
