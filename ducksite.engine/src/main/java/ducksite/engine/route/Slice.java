package ducksite.engine.route;

import ducksite.api.render.ResultColumn;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a result that a request asks for.
 *
 * @param limit the most rows, null for all
 * @param offset rows skipped
 * @param columns names asked for, empty for all
 */
public record Slice(@Nullable Long limit, long offset, List<String> columns) {

  private static final int LONGEST_ECHO = 40;

  /** A slice with its own copy of the columns. */
  public Slice {
    columns = List.copyOf(columns);
  }

  /** Reads {@code limit}, {@code offset} and {@code column}; blank is absent, negative is 0. */
  static Slice of(Map<String, List<String>> query) throws RouteException {
    Mistakes mistakes = new Mistakes();
    Long limit = mistakes.in(() -> number("limit", query));
    Long offset = mistakes.in(() -> number("offset", query));
    mistakes.check();
    return new Slice(limit, offset == null ? 0 : offset, query.getOrDefault("column", List.of()));
  }

  /**
   * The slice without some columns of a result.
   *
   * @throws RouteException when none is left
   */
  Slice without(Set<String> redacted, List<ResultColumn> result) throws RouteException {
    if (redacted.isEmpty()) {
      return this;
    }
    List<String> known = result.stream().map(ResultColumn::name).toList();
    List<String> asked = columns.stream().filter(known::contains).toList();
    List<String> left =
        (asked.isEmpty() ? known : asked)
            .stream().filter(name -> redacted.stream().noneMatch(name::equalsIgnoreCase)).toList();
    if (left.isEmpty()) {
      throw RouteException.invalid("redact_columns", "No column would be left");
    }
    return new Slice(limit, offset, left);
  }

  /** The slice that exists in a result of a size: never beyond its end. */
  Slice within(long totalRows) {
    long start = Math.min(offset, totalRows);
    return new Slice(limit == null ? null : Math.min(limit, totalRows - start), start, columns);
  }

  /** The limit for those who count. */
  OptionalLong optionalLimit() {
    return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
  }

  /** Whether it is the whole result's rows. */
  boolean isWhole() {
    return limit == null && offset == 0;
  }

  private static @Nullable Long number(String key, Map<String, List<String>> query)
      throws RouteException {
    List<String> values = query.getOrDefault(key, List.of());
    String text = values.isEmpty() ? "" : values.getLast().strip();
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("[+-]?\\d{1,18}")) {
      String shown = text.length() > LONGEST_ECHO ? text.substring(0, LONGEST_ECHO) + "…" : text;
      throw RouteException.invalid(key, "Expected an integer but received '" + shown + "'");
    }
    return Math.max(0, Long.parseLong(text));
  }
}
