package ducksite.engine.model;

import ducksite.engine.datamap.SourceLevel;
import java.util.Locale;

/**
 * What a comparison of two neighbouring levels has shown.
 *
 * @param source the file source, for people
 * @param first pattern of the level that stands first
 * @param second pattern of the next one
 * @param kind what it means
 * @param detail over what they are equal, where they differ, or why they cannot be compared
 */
public record RollupVerdict(String source, String first, String second, Kind kind, String detail) {

  /** What a comparison means. */
  public enum Kind {
    /** Both levels say the same of every period that both cover. */
    EXACT,
    /** They say different things of the same period. */
    DIFFERS,
    /** Nothing of one can be held against the other. */
    NOT_COMPARABLE;

    /** The word for programs: {@code exact}, {@code differs}, {@code not-comparable}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static RollupVerdict of(
      String source, SourceLevel first, SourceLevel second, Kind kind, String detail) {
    return new RollupVerdict(
        source, String.valueOf(first.pattern()), String.valueOf(second.pattern()), kind, detail);
  }

  /** One line for people. */
  public String line() {
    String verdict =
        switch (kind) {
          case EXACT -> "exact ";
          case DIFFERS -> "they differ ";
          case NOT_COMPARABLE -> "not comparable: ";
        };
    return source + ": " + first + " and " + second + ": " + verdict + detail;
  }
}
