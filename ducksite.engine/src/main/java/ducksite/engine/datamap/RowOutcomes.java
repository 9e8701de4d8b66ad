package ducksite.engine.datamap;

import ducksite.engine.parquet.ColumnRange;
import ducksite.engine.sql.Condition;
import ducksite.engine.sql.Condition.Operand;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a condition can be for the rows of a file, by the rules of SQL's three values: a set of
 * TRUE, FALSE and NULL, never smaller than the real one.
 */
final class RowOutcomes {

  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int NULL = 4;
  private static final int ANYTHING = TRUE | FALSE | NULL;

  private final Function<String, ColumnRange> ranges;
  private final Map<String, ?> parameters;
  private final boolean sameTypes;

  /**
   * @param ranges of the file's columns, by name in lower case
   * @param parameters values of the query's parameters
   * @param sameTypes whether the columns have the same types in all files of the scan; if not, a
   *     number here may be compared as text
   */
  RowOutcomes(Function<String, ColumnRange> ranges, Map<String, ?> parameters, boolean sameTypes) {
    this.ranges = ranges;
    this.parameters = parameters;
    this.sameTypes = sameTypes;
  }

  int of(Condition condition) {
    return switch (condition) {
      case Condition.Unknown _, Condition.Named _ -> ANYTHING;
      case Condition.Fixed(Boolean value) -> value == null ? NULL : value ? TRUE : FALSE;
      case Condition.Not(Condition part) -> not(of(part));
      case Condition.And(List<Condition> parts) -> and(parts);
      case Condition.Or(List<Condition> parts) -> or(parts);
      case Condition.IsNull(String column) -> isNull(range(column));
      case Condition.Compare(String column, Condition.Operator operator, Operand operand) ->
          compare(range(column), operator, operand);
      case Condition.In in -> in(in);
    };
  }

  private ColumnRange range(String column) {
    return ranges.apply(column.toLowerCase(java.util.Locale.ROOT));
  }

  private static int not(int outcomes) {
    return outcomes & NULL
        | ((outcomes & TRUE) != 0 ? FALSE : 0)
        | ((outcomes & FALSE) != 0 ? TRUE : 0);
  }

  private int and(List<Condition> parts) {
    int result = TRUE;
    for (Condition part : parts) {
      result = not(either(not(result), not(of(part))));
    }
    return result;
  }

  private int or(List<Condition> parts) {
    int result = FALSE;
    for (Condition part : parts) {
      result = either(result, of(part));
    }
    return result;
  }

  private static int isNull(ColumnRange range) {
    if (range.nulls() < 0) {
      return TRUE | FALSE;
    }
    int some = range.nulls() > 0 ? TRUE : 0;
    return range.nulls() == range.values() ? some : some | FALSE;
  }

  private int compare(ColumnRange range, Condition.Operator operator, Operand operand) {
    @Nullable Bounds bounds = null;
    switch (operand) {
      case Operand.Value(Object value) -> {
        if (value == null) {
          return NULL;
        }
        bounds = isDoubtful(range, value) ? null : Bounds.ofLiteral(range.kind(), value);
      }
      case Operand.Parameter parameter -> {
        if (!parameters.containsKey(parameter.name())) {
          return ANYTHING;
        }
        @Nullable Object value = parameters.get(parameter.name());
        if (value == null) {
          return NULL;
        }
        bounds = bounds(range, value, parameter);
      }
    }
    return compare(range, operator, bounds);
  }

  private @Nullable Bounds bounds(ColumnRange range, Object value, Operand.Parameter parameter) {
    return parameter.type() == null && isDoubtful(range, value)
        ? null
        : Bounds.ofParameter(range.kind(), value, parameter.type());
  }

  /** Whether a text may be compared with the texts of other files' values. */
  private boolean isDoubtful(ColumnRange range, Object value) {
    return !sameTypes
        && value instanceof String
        && switch (range.kind()) {
          case NUMBER, FLOAT, DOUBLE, BOOLEAN -> true;
          case TEXT, DIGITS, DATE, TIMESTAMP, INSTANT, NONE -> false;
        };
  }

  private static int compare(
      ColumnRange range, Condition.Operator operator, @Nullable Bounds bounds) {
    if (range.nulls() >= 0 && range.nulls() == range.values()) {
      return NULL;
    }
    int nulls = range.nulls() == 0 ? 0 : NULL;
    return bounds == null || range.min() == null || range.max() == null
        ? TRUE | FALSE | nulls
        : bounds.outcomes(range, operator) | nulls;
  }

  private int in(Condition.In in) {
    ColumnRange range = range(in.column());
    int result = FALSE;
    for (Operand operand : in.operands()) {
      int own =
          operand instanceof Operand.Parameter parameter
                  && parameters.get(parameter.name()) instanceof List<?> list
              ? in(range, list, parameter)
              : in.listOnly() ? ANYTHING : compare(range, Condition.Operator.EQUAL, operand);
      result = either(result, own);
    }
    return result;
  }

  private int in(ColumnRange range, List<?> list, Operand.Parameter parameter) {
    int result = FALSE;
    for (Object value : list) {
      int own =
          value == null
              ? NULL
              : compare(range, Condition.Operator.EQUAL, bounds(range, value, parameter));
      result = either(result, own);
    }
    return result;
  }

  /** OR: TRUE needs one, FALSE both; the set is the product of the parts' sets. */
  private static int either(int left, int right) {
    int result = (left | right) & TRUE;
    if ((left & FALSE) != 0 && (right & FALSE) != 0) {
      result |= FALSE;
    }
    boolean leftNull = (left & NULL) != 0 && (right & (FALSE | NULL)) != 0;
    boolean rightNull = (right & NULL) != 0 && (left & (FALSE | NULL)) != 0;
    return leftNull || rightNull ? result | NULL : result;
  }
}
