package ducksite.engine.datamap;

import ducksite.engine.project.FileSource;
import ducksite.engine.project.HierarchyLevel;
import ducksite.engine.project.Problems;
import java.util.regex.PatternSyntaxException;

/** The check of the patterns that choose among a source's files. */
final class SourcePatterns {

  private SourcePatterns() {}

  /** Reports patterns that are none; false when there is one. */
  static boolean areValid(FileSource source, Problems problems) {
    boolean valid = true;
    for (HierarchyLevel level : source.levels()) {
      try {
        Glob.of(level.pattern());
      } catch (PatternSyntaxException e) {
        valid = false;
        problems.add(
            level
                .position()
                .error(
                    "config/pattern",
                    source.label() + ": the pattern is not valid: " + e.getDescription(),
                    "close the bracket"));
      }
    }
    return valid;
  }
}
