package ducksite.engine.route;

import ducksite.api.render.ColumnType;
import ducksite.api.render.ResultColumn;
import ducksite.engine.project.InvariantFilter;
import ducksite.engine.project.ParameterType;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.sql.SqlText;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An invariant filter and the column of the result that it selects by. The filter is part of what
 * the route means: it is applied to the rows of the SQL, of an entry and of several alike.
 *
 * @param filter the declaration
 * @param column the result's column
 * @param parameter the declared parameter of the same name, null when there is none
 */
record FilterColumn(
    InvariantFilter filter, ResultColumn column, @Nullable RouteParameter parameter) {

  /** What stands for NULL in a request. */
  static final String NULL_TOKEN = "__null__";

  /** Name of the query parameter. */
  String name() {
    return filter.parameter();
  }

  /**
   * Whether the SQL gets the parameter's value too. A parameter that may be absent means all values
   * then, so the SQL is executed without it, and the filter does the rest; one that is never absent
   * reaches the SQL as any other.
   */
  boolean isBound() {
    return parameter != null && (parameter.required() || parameter.defaultValue() != null);
  }

  /** The type of the values of a request. */
  ParameterType type() {
    return filter.type() != null
        ? filter.type()
        : parameter == null ? ParameterType.STR : parameter.type();
  }

  /** The value without a request's, null when there is none. */
  @Nullable Object defaultValue() {
    return parameter != null && parameter.defaultValue() != null
        ? parameter.defaultValue()
        : filter.defaultValue();
  }

  /**
   * The one text of a value, equal for equal values; empty for a value that no row of the column
   * has.
   */
  Optional<String> token(Object value) {
    if (value.equals(NULL_TOKEN)) {
      return Optional.of(NULL_TOKEN);
    }
    Optional<String> token = TokenText.of(column, value);
    return ignoresCase() ? token.map(text -> text.toLowerCase(Locale.ROOT)) : token;
  }

  /**
   * Whether different tokens select different rows, so that the rows of several tokens are those of
   * each, put together.
   */
  boolean isExact() {
    return !ignoresCase() && TokenText.isExact(column);
  }

  /** The condition that a row has a token, given as the numbered parameter. */
  String condition(int number) {
    String name = SqlText.identifier(column.name());
    if (ignoresCase()) {
      return "lower(CAST(" + name + " AS VARCHAR)) = lower($" + number + ")";
    }
    String type = TokenText.castType(column);
    return column.type() == ColumnType.TEXT && column.sqlType().equals(type)
        ? name + " = $" + number
        : type.equals(TokenText.VARCHAR)
            ? "CAST(" + name + " AS VARCHAR) = $" + number
            : name + " = TRY_CAST($" + number + " AS " + type + ")";
  }

  /** The condition that a row has NULL. */
  String nullCondition() {
    return SqlText.identifier(column.name()) + " IS NULL";
  }

  private boolean ignoresCase() {
    return filter.caseInsensitive();
  }
}
