package ducksite.engine.model;

import ducksite.engine.project.RollupSettings;
import ducksite.engine.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One figure that two levels must agree on.
 *
 * @param label for people: {@code sum(amount)}
 * @param left its SQL over the first level
 * @param right its SQL over the second
 * @param floating whether the order of additions may change the last digits
 */
record RollupMeasure(String label, String left, String right, boolean floating) {

  private static final Pattern NUMERIC =
      Pattern.compile("U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL\\(.*|FLOAT|DOUBLE");
  private static final Pattern FLOATING = Pattern.compile("FLOAT|DOUBLE");

  /** The figures of two levels: those that the project names, or of every shared number. */
  static List<RollupMeasure> of(
      RollupLevel left, RollupLevel right, @Nullable RollupSettings settings) {
    List<RollupMeasure> measures = new ArrayList<>();
    @Nullable String count = settings == null ? null : settings.count();
    measures.add(new RollupMeasure("count", count(left, count), count(right, count), false));
    boolean named =
        settings != null
            && !(settings.sum().isEmpty() && settings.min().isEmpty() && settings.max().isEmpty());
    List<String> shared =
        named
            ? List.of()
            : left.columns().stream()
                .filter(each -> NUMERIC.matcher(each.sqlType()).matches())
                .map(each -> each.name())
                .filter(name -> isNumeric(right.type(name)) && !name.equalsIgnoreCase(count))
                .toList();
    add(measures, "sum", named ? settings.sum() : shared, left, right);
    add(measures, "min", named ? settings.min() : shared, left, right);
    add(measures, "max", named ? settings.max() : shared, left, right);
    return measures;
  }

  private static void add(
      List<RollupMeasure> measures,
      String function,
      List<String> columns,
      RollupLevel left,
      RollupLevel right) {
    for (String column : columns) {
      String call = function + "(" + SqlText.identifier(column) + ")";
      boolean floating =
          function.equals("sum") && (isFloating(left, column) || isFloating(right, column));
      measures.add(
          new RollupMeasure(
              function + "(" + column.toLowerCase(Locale.ROOT) + ")", call, call, floating));
    }
  }

  private static String count(RollupLevel level, @Nullable String column) {
    return column == null || level.type(column) == null
        ? "count(*)"
        : "sum(coalesce(" + SqlText.identifier(column) + ", 1))";
  }

  private static boolean isNumeric(@Nullable String type) {
    return type != null && NUMERIC.matcher(type).matches();
  }

  private static boolean isFloating(RollupLevel level, String column) {
    String type = level.type(column);
    return type != null && FLOATING.matcher(type).matches();
  }

  /** The condition under which the figures {@code x.<name>} and {@code y.<name>} disagree. */
  String differs(String name) {
    return floating
        ? "((x.%1$s IS NULL) <> (y.%1$s IS NULL) OR abs(x.%1$s - y.%1$s) > 1e-9 * greatest(abs(x.%1$s), abs(y.%1$s)))"
            .formatted(name)
        : "x.%1$s IS DISTINCT FROM y.%1$s".formatted(name);
  }
}
