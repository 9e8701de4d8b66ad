package ducksite.engine.datamap;

import ducksite.api.Options;
import ducksite.engine.project.FileSource;
import ducksite.engine.sql.SqlText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hint to a plugin about the rows that will be asked for: {@code filter_expr}, and the table
 * {@code time_window} with {@code column}, {@code from} (included) and {@code to} (excluded).
 */
final class TimeWindow {

  private TimeWindow() {}

  static Optional<String> filter(FileSource source) {
    Options window = source.timeWindow();
    Object column = window.asMap().get("column");
    @Nullable String own =
        column == null
            ? null
            : Predicates.and(
                bound(column.toString(), ">=", window.asMap().get("from")),
                bound(column.toString(), "<", window.asMap().get("to")));
    return Optional.ofNullable(Predicates.and(source.filterExpr(), own));
  }

  private static @Nullable String bound(String column, String operator, @Nullable Object value) {
    return value == null
        ? null
        : SqlText.identifier(column) + " " + operator + " " + SqlText.literal(value.toString());
  }
}
