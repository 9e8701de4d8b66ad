package ducksite.engine.page;

import org.jspecify.annotations.Nullable;

/**
 * The values of an input to choose from, and the one before them that stands for all.
 *
 * @param query the reference of the query with the values
 * @param valueColumn the column of the values; null for the first
 * @param labelColumn the column of their texts; null for the second, or the first
 * @param offersAll whether there is a choice that restricts nothing
 * @param allLabel its text
 * @param allValue its value
 */
public record InputOptions(
    QueryReference query,
    @Nullable String valueColumn,
    @Nullable String labelColumn,
    boolean offersAll,
    String allLabel,
    String allValue) {

  /** The most values offered. */
  static final int MOST = 1000;

  /**
   * One choice.
   *
   * @param value what the address carries
   * @param label for people
   */
  public record Choice(String value, String label) {}
}
