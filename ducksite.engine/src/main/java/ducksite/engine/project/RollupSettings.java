package ducksite.engine.project;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code rollup} of a file source: what the levels of its hierarchy are compared by.
 *
 * @param period column with the day or time of a row, null for the only one there is
 * @param count column with the number of rows that a row stands for, null when each stands for
 *     itself
 * @param by columns whose values are compared apart
 * @param sum columns whose sums are compared
 * @param min columns whose least values are compared
 * @param max columns whose greatest values are compared
 */
public record RollupSettings(
    @Nullable String period,
    @Nullable String count,
    List<String> by,
    List<String> sum,
    List<String> min,
    List<String> max) {

  /** Settings with their own copies of the lists. */
  public RollupSettings {
    by = List.copyOf(by);
    sum = List.copyOf(sum);
    min = List.copyOf(min);
    max = List.copyOf(max);
  }

  static RollupSettings read(SectionReader section) {
    return new RollupSettings(
        section.optionalString("period").orElse(null),
        section.optionalString("count").orElse(null),
        section.strings("by"),
        section.strings("sum"),
        section.strings("min"),
        section.strings("max"));
  }
}
