package ducksite.engine.route;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The part of a result that a request asks for.
 *
 * @param limit the most rows, null for all
 * @param offset rows skipped
 * @param columns names asked for, empty for all
 */
public record Slice(@Nullable Long limit, long offset, List<String> columns) {

  /** A slice with its own copy of the columns. */
  public Slice {
    columns = List.copyOf(columns);
  }

  /** Reads {@code limit}, {@code offset} and {@code column}; blank is absent, negative is 0. */
  static Slice of(Map<String, List<String>> query) throws RouteException {
    Long limit = number("limit", query);
    Long offset = number("offset", query);
    return new Slice(limit, offset == null ? 0 : offset, query.getOrDefault("column", List.of()));
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
      throw RouteException.invalid(key, "Expected an integer but received '" + text + "'");
    }
    return Math.max(0, Long.parseLong(text));
  }
}
