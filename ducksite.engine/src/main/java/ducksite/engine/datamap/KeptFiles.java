package ducksite.engine.datamap;

import ducksite.engine.sql.Condition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The files that conditions left of a scan lately, each as long as the statistics that it was found
 * by are the same. Bounded; guarded by itself.
 */
final class KeptFiles {

  private static final int MOST = 16;

  /**
   * @param values of the parameters that decide the condition
   */
  private record Asked(Condition condition, Map<String, Object> values) {}

  /**
   * @param version of the statistics before the files were chosen
   */
  private record Found(long version, ChosenFiles files) {}

  private final Map<Asked, Found> lately =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Found> eldest) {
          return size() > MOST;
        }
      };

  /**
   * The files that are left.
   *
   * @param version of the statistics; another one whenever they may give another answer
   * @param choice finds the files anew
   */
  ChosenFiles find(
      Condition condition,
      Map<String, ?> parameters,
      LongSupplier version,
      Supplier<ChosenFiles> choice) {
    Map<String, Object> values = new HashMap<>();
    for (String name : Condition.parameters(condition)) {
      if (parameters.containsKey(name)) {
        values.put(name, parameters.get(name));
      }
    }
    Asked asked = new Asked(condition, values);
    long now = version.getAsLong();
    synchronized (this) {
      Found known = lately.get(asked);
      if (known != null && known.version() == now) {
        return known.files();
      }
    }
    ChosenFiles files = choice.get();
    synchronized (this) {
      // What was learned meanwhile makes the version another, so that this is not found again.
      lately.put(asked, new Found(now, files));
    }
    return files;
  }
}
