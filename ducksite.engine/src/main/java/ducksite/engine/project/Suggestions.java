package ducksite.engine.project;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the known name nearest to a mistyped one. */
public final class Suggestions {

  private Suggestions() {}

  /**
   * The candidate with the fewest edits (insert, delete, replace, swap of neighbours; letter case
   * is free), if it takes at most one edit for up to five letters, two for up to eight, three for
   * longer names. Equal distances go by the alphabet.
   */
  public static Optional<String> closest(String name, Collection<String> candidates) {
    int allowed = name.length() <= 5 ? 1 : name.length() <= 8 ? 2 : 3;
    record Scored(String candidate, int distance) {}
    return candidates.stream()
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= allowed)
        .map(candidate -> new Scored(candidate, distance(fold(name), fold(candidate))))
        .filter(scored -> scored.distance() <= allowed && scored.distance() < name.length())
        .min(Comparator.comparingInt(Scored::distance).thenComparing(Scored::candidate))
        .map(Scored::candidate);
  }

  /** {@code did you mean `x`?} for the closest candidate, if there is one. */
  public static Optional<String> hint(String name, Collection<String> candidates) {
    return closest(name, candidates).map(candidate -> "did you mean `" + candidate + "`?");
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static int distance(String left, String right) {
    int[][] edits = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : step(edits, left, right, i, j);
      }
    }
    return edits[left.length()][right.length()];
  }

  private static int step(int[][] edits, String left, String right, int i, int j) {
    int replaced = edits[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
  }
}
