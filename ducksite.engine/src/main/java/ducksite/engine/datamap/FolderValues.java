package ducksite.engine.datamap;

import ducksite.engine.parquet.ColumnRange;
import ducksite.engine.sql.TimeText;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values in the names of a file's folders, as in {@code year=2024/region=emea}: what DuckDB
 * makes columns of.
 */
final class FolderValues {

  /** Words that are dates or times to DuckDB. */
  private static final Set<String> SPECIAL = Set.of("epoch", "infinity", "today", "now", "null");

  /** What kind of column a value alone would make; null when that is not certain. */
  static ColumnRange.@Nullable Kind kind(String value) {
    if (Bounds.isWhole(value)) {
      if (value.startsWith("-0")) {
        return null;
      }
      return value.length() > 1 && value.startsWith("0")
          ? ColumnRange.Kind.DIGITS
          : ColumnRange.Kind.NUMBER;
    }
    if (TimeText.parse(value) instanceof LocalDate) {
      return ColumnRange.Kind.DATE;
    }
    boolean word =
        value.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_')
            && !value.startsWith("_")
            && !SPECIAL.contains(value.toLowerCase(Locale.ROOT));
    return word ? ColumnRange.Kind.TEXT : null;
  }

  /** What kind of column values of two kinds make together. */
  static ColumnRange.Kind together(ColumnRange.Kind one, ColumnRange.Kind other) {
    if (one == other || one == ColumnRange.Kind.NONE) {
      return one;
    }
    boolean whole =
        EnumSet.of(ColumnRange.Kind.NUMBER, ColumnRange.Kind.DIGITS)
            .containsAll(EnumSet.of(one, other));
    return whole ? ColumnRange.Kind.DIGITS : ColumnRange.Kind.TEXT;
  }

  /** The folders' values by their names, in the order of the path; null when a name is doubtful. */
  static @Nullable Map<String, String> of(String location) {
    Map<String, String> values = new LinkedHashMap<>();
    int start = 0;
    for (int end = location.indexOf('/'); end >= 0; end = location.indexOf('/', start)) {
      String folder = location.substring(start, end);
      start = end + 1;
      int sign = folder.indexOf('=');
      if (sign < 0) {
        continue;
      }
      String name = folder.substring(0, sign).toLowerCase(Locale.ROOT);
      String value = folder.substring(sign + 1);
      boolean plain =
          sign > 0
              && !value.isEmpty()
              && folder.indexOf('=', sign + 1) < 0
              && folder.chars().noneMatch(c -> "%?&\n".indexOf(c) >= 0);
      if (!plain || values.put(name, value) != null) {
        return null;
      }
    }
    return values;
  }

  /** The names that folders may make columns of, in lower case, doubtful ones too. */
  static Set<String> names(String location) {
    Set<String> names = new LinkedHashSet<>();
    for (String folder : location.substring(0, location.lastIndexOf('/') + 1).split("/")) {
      int sign = folder.indexOf('=');
      if (sign > 0) {
        names.add(folder.substring(0, sign).toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private FolderValues() {}
}
