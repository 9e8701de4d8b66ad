package ducksite.engine.datamap;

import ducksite.engine.project.FileSource;
import ducksite.engine.project.HierarchyLevel;
import ducksite.engine.project.Position;
import ducksite.engine.project.Problems;
import java.util.regex.PatternSyntaxException;

/** The check of the patterns that choose among a source's files. */
final class SourcePatterns {

  private SourcePatterns() {}

  /** Reports patterns that are none; false when there is one. */
  static boolean areValid(FileSource source, Problems problems) {
    boolean valid = true;
    if (source.upstreamGlob() != null && source.plugin() == null) {
      valid = isValid(source.upstreamGlob(), source, source.position("upstream_glob"), problems);
    }
    for (HierarchyLevel level : source.levels()) {
      valid &= isValid(level.pattern(), source, level.position(), problems);
    }
    return valid;
  }

  private static boolean isValid(
      String pattern, FileSource source, Position place, Problems problems) {
    try {
      Glob.of(pattern);
      return true;
    } catch (PatternSyntaxException e) {
      problems.add(
          place.error(
              "config/pattern",
              source.label() + ": the pattern is not valid: " + e.getDescription(),
              "close the bracket"));
      return false;
    }
  }
}
