package ducksite.engine.route;

import ducksite.api.render.ColumnType;
import ducksite.api.render.ResultColumn;
import ducksite.engine.project.Conversion;
import ducksite.engine.project.ParameterConversion;
import ducksite.engine.project.ParameterType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values of a request as texts of a column's type: one text for each value, so that {@code 10},
 * {@code +10} and {@code 010} are the same number. A value that cannot be one of the column's has
 * none: it is never rounded to one.
 */
final class TokenText {

  static final String VARCHAR = "VARCHAR";

  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,40}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,60}(\\.\\d{0,60})?|\\.\\d{1,60})([eE][+-]?\\d{1,3})?");
  private static final Set<ColumnType> INTEGERS =
      Set.of(
          ColumnType.INT8,
          ColumnType.INT16,
          ColumnType.INT32,
          ColumnType.INT64,
          ColumnType.UINT8,
          ColumnType.UINT16,
          ColumnType.UINT32,
          ColumnType.UINT64);
  private static final Set<ColumnType> TIMESTAMPS =
      Set.of(
          ColumnType.TIMESTAMP,
          ColumnType.TIMESTAMP_SECONDS,
          ColumnType.TIMESTAMP_MILLIS,
          ColumnType.TIMESTAMP_NANOS,
          ColumnType.TIMESTAMP_TZ);

  private TokenText() {}

  static Optional<String> of(ResultColumn column, Object value) {
    String text = value.toString();
    String trimmed = text.strip();
    ColumnType type = column.type();
    if (INTEGERS.contains(type)) {
      return integer(trimmed);
    }
    if (TIMESTAMPS.contains(type)) {
      return converted(ParameterType.DATETIME, trimmed)
          .map(LocalDateTime.class::cast)
          .map(moment -> type == ColumnType.TIMESTAMP_TZ ? moment + "Z" : moment.toString());
    }
    return switch (type) {
      case DECIMAL -> decimal(trimmed, column.scale());
      case FLOAT, DOUBLE -> converted(ParameterType.FLOAT, trimmed).map(Object::toString);
      case BOOLEAN -> converted(ParameterType.BOOL, trimmed).map(Object::toString);
      case DATE -> date(trimmed);
      default -> Optional.of(text);
    };
  }

  /** Whether two texts of the type are two values. */
  static boolean isExact(ResultColumn column) {
    ColumnType type = column.type();
    return INTEGERS.contains(type)
        || type == ColumnType.DECIMAL
        || type == ColumnType.BOOLEAN
        || type == ColumnType.DATE
        || castType(column).equals(VARCHAR);
  }

  /** The type that a text is read as; VARCHAR where the column is compared as text. */
  static String castType(ResultColumn column) {
    ColumnType type = column.type();
    boolean read =
        INTEGERS.contains(type)
            || TIMESTAMPS.contains(type)
            || Set.of(
                    ColumnType.DECIMAL,
                    ColumnType.FLOAT,
                    ColumnType.DOUBLE,
                    ColumnType.BOOLEAN,
                    ColumnType.DATE)
                .contains(type);
    return read ? column.sqlType() : VARCHAR;
  }

  private static Optional<String> integer(String text) {
    if (INTEGER.matcher(text).matches()) {
      return Optional.of(new BigInteger(text).toString());
    }
    return decimal(text, 0);
  }

  private static Optional<String> decimal(String text, int scale) {
    if (!NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text);
    boolean fits = number.stripTrailingZeros().scale() <= scale && number.precision() < 1000;
    return fits ? Optional.of(number.setScale(scale).toPlainString()) : Optional.empty();
  }

  /** A moment is a date when it is its beginning. */
  private static Optional<String> date(String text) {
    return converted(ParameterType.DATETIME, text)
        .map(LocalDateTime.class::cast)
        .filter(moment -> moment.toLocalTime().toNanoOfDay() == 0)
        .map(LocalDateTime::toLocalDate)
        .map(LocalDate::toString);
  }

  private static Optional<Object> converted(ParameterType type, String text) {
    return ParameterConversion.convert(type, text) instanceof Conversion.Converted(Object value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
