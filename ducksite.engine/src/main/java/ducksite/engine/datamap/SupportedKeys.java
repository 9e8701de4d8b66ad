package ducksite.engine.datamap;

import ducksite.engine.project.FileSource;
import ducksite.engine.project.Problems;
import java.util.List;

/**
 * Keys of a file source that are read and checked but do nothing in this version. Those whose
 * absence would show more rows than the author wants are errors: a filter must never be ignored in
 * silence.
 */
final class SupportedKeys {

  private static final List<String> FILTERING =
      List.of("hierarchy", "hierarchy_before", "hierarchy_after");
  private static final List<String> DERIVING =
      List.of(
          "template_name",
          "row_filter_template",
          "template_values",
          "template_values_sql",
          "time_window");

  private SupportedKeys() {}

  /** Reports such keys; false when the source must not be used. */
  static boolean check(FileSource source, Problems problems) {
    boolean usable = true;
    for (String key : FILTERING) {
      if (source.positions().containsKey(key)) {
        usable = false;
        problems.add(
            source
                .position(key)
                .error(
                    "config/not-supported",
                    source.label() + ": " + key + " cannot be used in this version",
                    "make each level a file source of its own, and a model that combines them"));
      }
    }
    for (String key : DERIVING) {
      if (source.positions().containsKey(key)) {
        problems.add(
            source
                .position(key)
                .warning(
                    "config/key-without-effect",
                    source.label() + ": " + key + " has no effect in this version",
                    "leave it, or take it out"));
      }
    }
    return usable;
  }
}
