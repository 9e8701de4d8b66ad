package ducksite.engine.render;

import ducksite.api.render.ColumnVector;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a result as Java objects, by the column's type. */
final class JavaValues {

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final int INTERVAL_BYTES = 16;

  private JavaValues() {}

  static @Nullable Object at(ColumnVector column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    return switch (column.column().type()) {
      case NULL -> null;
      case BOOLEAN -> column.longAt(row) != 0;
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> column.longAt(row);
      case UINT64 -> new BigInteger(Long.toUnsignedString(column.longAt(row)));
      case FLOAT, DOUBLE -> column.doubleAt(row);
      case DECIMAL -> column.decimalAt(row);
      case TEXT, JSON -> column.stringAt(row);
      case BINARY -> column.bytesAt(row).toArray(ValueLayout.JAVA_BYTE);
      case DATE -> LocalDate.ofEpochDay(column.longAt(row));
      case TIME -> LocalTime.ofNanoOfDay(column.longAt(row) * 1_000);
      case TIME_NANOS -> LocalTime.ofNanoOfDay(column.longAt(row));
      case TIMESTAMP_SECONDS -> local(instant(column.longAt(row), 1));
      case TIMESTAMP_MILLIS -> local(instant(column.longAt(row), MILLIS_PER_SECOND));
      case TIMESTAMP -> local(instant(column.longAt(row), MICROS_PER_SECOND));
      case TIMESTAMP_NANOS -> local(instant(column.longAt(row), NANOS_PER_SECOND));
      case TIMESTAMP_TZ -> instant(column.longAt(row), MICROS_PER_SECOND);
      case INTERVAL -> interval(column, row);
      case LIST, FIXED_LIST -> list(column.children().getFirst(), column, row);
      case STRUCT -> struct(column, row);
      case MAP -> map(column, row);
      case UNION -> at(column.children().get(column.childAt(row)), row);
    };
  }

  private static Instant instant(long value, long perSecond) {
    return Instant.ofEpochSecond(
        Math.floorDiv(value, perSecond),
        Math.floorMod(value, perSecond) * (NANOS_PER_SECOND / perSecond));
  }

  private static LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** ISO 8601: no class of {@code java.time} holds months and seconds together. */
  private static String interval(ColumnVector column, int row) {
    MemorySegment data = column.data();
    long at = (long) row * INTERVAL_BYTES;
    Period period =
        Period.of(
            0,
            data.get(ValueLayout.JAVA_INT_UNALIGNED, at),
            data.get(ValueLayout.JAVA_INT_UNALIGNED, at + 4));
    Duration time = Duration.ofNanos(data.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 8));
    String days = period.isZero() ? "P" : period.normalized().toString();
    return time.isZero() && !period.isZero() ? days : days + time.toString().substring(1);
  }

  private static List<Object> list(ColumnVector items, ColumnVector column, int row) {
    List<Object> list = new ArrayList<>();
    for (int item = column.offsetAt(row); item < column.offsetAt(row + 1); item++) {
      list.add(at(items, item));
    }
    return list;
  }

  private static Map<String, Object> struct(ColumnVector column, int row) {
    Map<String, Object> struct = new LinkedHashMap<>();
    for (ColumnVector child : column.children()) {
      struct.put(child.column().name(), at(child, row));
    }
    return struct;
  }

  private static Map<Object, Object> map(ColumnVector column, int row) {
    List<ColumnVector> parts = column.children();
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int entry = column.offsetAt(row); entry < column.offsetAt(row + 1); entry++) {
      map.put(at(parts.getFirst(), entry), at(parts.getLast(), entry));
    }
    return map;
  }
}
