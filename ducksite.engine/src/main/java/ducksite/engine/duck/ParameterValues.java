package ducksite.engine.duck;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts values into a prepared statement. A list becomes an array of the DuckDB type of its
 * elements.
 */
final class ParameterValues {

  private static final int MOST_DIGITS = 38;

  private ParameterValues() {}

  static void bind(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
    Connection connection = statement.getConnection();
    for (int index = 0; index < values.size(); index++) {
      Object value = values.get(index);
      if (value instanceof List<?> list) {
        statement.setArray(index + 1, connection.createArrayOf(elementType(list), elements(list)));
      } else {
        statement.setObject(index + 1, value == null ? null : plain(value));
      }
    }
  }

  private static Object[] elements(List<?> list) {
    return list.stream()
        .map(element -> element instanceof Integer number ? (Object) number.longValue() : element)
        .map(element -> element == null ? null : plain(element))
        .toArray();
  }

  /** The value itself when the driver takes it. */
  private static Object plain(Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean bool -> bool;
      case Integer number -> number;
      case Long number -> number;
      case Double number -> number;
      case BigDecimal number -> number;
      case BigInteger number -> number;
      case LocalDate date -> date;
      case LocalDateTime timestamp -> timestamp;
      case LocalTime time -> time;
      case OffsetDateTime timestamp -> timestamp;
      case UUID uuid -> uuid;
      case byte[] bytes -> bytes;
      default ->
          throw new IllegalArgumentException(
              "a query's parameter cannot be a " + value.getClass().getName());
    };
  }

  private static String elementType(List<?> list) {
    String type = "NULL";
    int scale = 0;
    for (Object element : list) {
      if (element == null) {
        continue;
      }
      String own = typeOf(element);
      if (element instanceof BigDecimal number) {
        scale = Math.max(scale, Math.max(0, number.scale()));
      }
      if (type.equals("NULL")) {
        type = own;
      } else if (!type.equals(own)) {
        throw new IllegalArgumentException("a list parameter mixes " + type + " and " + own);
      }
    }
    return type.equals("DECIMAL") ? "DECIMAL(" + MOST_DIGITS + "," + scale + ")" : type;
  }

  private static String typeOf(Object element) {
    return switch (element) {
      case String text -> "VARCHAR";
      case Boolean bool -> "BOOLEAN";
      case Integer number -> "BIGINT";
      case Long number -> "BIGINT";
      case Double number -> "DOUBLE";
      case BigDecimal number -> "DECIMAL";
      case BigInteger number -> "HUGEINT";
      case LocalDate date -> "DATE";
      case LocalDateTime timestamp -> "TIMESTAMP";
      case LocalTime time -> "TIME";
      case OffsetDateTime timestamp -> "TIMESTAMP WITH TIME ZONE";
      case UUID uuid -> "UUID";
      case byte[] bytes -> "BLOB";
      default ->
          throw new IllegalArgumentException(
              "an element of a list parameter cannot be a " + element.getClass().getName());
    };
  }
}
