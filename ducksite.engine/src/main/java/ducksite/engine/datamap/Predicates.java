package ducksite.engine.datamap;

import org.jspecify.annotations.Nullable;

/** Row filters as SQL text: how several of them become one. */
public final class Predicates {

  /** The predicate of every row. */
  static final String ALWAYS = "TRUE";

  private Predicates() {}

  /**
   * The predicate that holds when both hold, each in parentheses; null when neither says anything.
   * Line breaks end comments that they may end with.
   */
  public static @Nullable String and(@Nullable String left, @Nullable String right) {
    if (isVacuous(left)) {
      return isVacuous(right) ? null : right;
    }
    return isVacuous(right) ? left : "(" + left + "\n) AND (" + right + "\n)";
  }

  /** Whether a predicate keeps every row, as it is written. */
  static boolean isVacuous(@Nullable String predicate) {
    return predicate == null || predicate.isBlank() || predicate.strip().equalsIgnoreCase(ALWAYS);
  }
}
