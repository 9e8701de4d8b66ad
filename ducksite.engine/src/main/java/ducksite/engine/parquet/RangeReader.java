package ducksite.engine.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Joins the statistics of a column's row groups. One row group without bounds leaves the file
 * without bounds. Confined to one thread.
 */
final class RangeReader {

  /** A longer bound would cost more than it saves. */
  private static final int LONGEST_TEXT = 200;

  /** A file with more different row groups is not worth remembering them. */
  private static final int MOST_CONSTANTS = 256;

  private static final long MICROS_OF_DAY = 86_400_000_000L;

  private final ColumnRange.Kind kind;
  private final Function<Object, @Nullable Object> low;
  private final Function<Object, @Nullable Object> high;
  private @Nullable Object min;
  private @Nullable Object max;
  private boolean unbounded;
  private long nulls;
  private long values;
  private @Nullable TreeSet<Object> constants;

  private RangeReader(
      ColumnRange.Kind kind,
      Function<Object, @Nullable Object> low,
      Function<Object, @Nullable Object> high) {
    this.kind = kind;
    this.low = low;
    this.high = high;
    this.constants =
        switch (kind) {
          case NUMBER, TEXT, BOOLEAN, DATE -> new TreeSet<>(RangeReader::compare);
          // Bounds of the others are rounded, or tell nothing of NaN.
          case NONE, FLOAT, DOUBLE, TIMESTAMP, INSTANT, DIGITS -> null;
        };
  }

  private RangeReader(ColumnRange.Kind kind, Function<Object, @Nullable Object> bound) {
    this(kind, bound, bound);
  }

  /** A reader for a column; null for a type whose order is not known. */
  static @Nullable RangeReader of(PrimitiveType type) {
    @Nullable LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    PrimitiveTypeName physical = type.getPrimitiveTypeName();
    return switch (logical) {
      case null -> plain(physical);
      case IntLogicalTypeAnnotation integer -> integer(integer.isSigned());
      case DecimalLogicalTypeAnnotation decimal -> decimal(decimal.getScale());
      case StringLogicalTypeAnnotation _ ->
          new RangeReader(ColumnRange.Kind.TEXT, RangeReader::text, RangeReader::text);
      case DateLogicalTypeAnnotation _ ->
          new RangeReader(
              ColumnRange.Kind.DATE, days -> times(((Number) days).longValue(), MICROS_OF_DAY));
      case TimestampLogicalTypeAnnotation time ->
          physical == PrimitiveTypeName.INT64 ? time(time) : null;
      default -> null;
    };
  }

  private static @Nullable RangeReader plain(PrimitiveTypeName physical) {
    return switch (physical) {
      case INT32, INT64 -> integer(true);
      case BOOLEAN -> new RangeReader(ColumnRange.Kind.BOOLEAN, value -> value);
      case FLOAT -> new RangeReader(ColumnRange.Kind.FLOAT, RangeReader::floating);
      case DOUBLE -> new RangeReader(ColumnRange.Kind.DOUBLE, RangeReader::floating);
      case INT96, BINARY, FIXED_LEN_BYTE_ARRAY -> null;
    };
  }

  private static RangeReader integer(boolean signed) {
    return new RangeReader(
        ColumnRange.Kind.NUMBER,
        value ->
            signed
                ? BigDecimal.valueOf(((Number) value).longValue())
                : new BigDecimal(
                    value instanceof Integer narrow
                        ? Integer.toUnsignedString(narrow)
                        : Long.toUnsignedString((Long) value)));
  }

  private static RangeReader decimal(int scale) {
    return new RangeReader(
        ColumnRange.Kind.NUMBER,
        value ->
            switch (value) {
              case Binary bytes -> new BigDecimal(new BigInteger(bytes.getBytes()), scale);
              case Number number -> new BigDecimal(BigInteger.valueOf(number.longValue()), scale);
              default -> null;
            });
  }

  private static RangeReader time(TimestampLogicalTypeAnnotation time) {
    ColumnRange.Kind kind =
        time.isAdjustedToUTC() ? ColumnRange.Kind.INSTANT : ColumnRange.Kind.TIMESTAMP;
    return switch (time.getUnit()) {
      case MILLIS -> new RangeReader(kind, value -> times((Long) value, 1000));
      case MICROS -> new RangeReader(kind, value -> value);
      case NANOS ->
          new RangeReader(
              kind,
              value -> Math.floorDiv((Long) value, 1000L),
              value -> Math.ceilDiv((Long) value, 1000L));
    };
  }

  private static @Nullable Object times(long value, long factor) {
    long product = value * factor;
    return Math.multiplyHigh(value, factor) == product >> 63 ? product : null;
  }

  private static @Nullable Object floating(Object value) {
    double number = ((Number) value).doubleValue();
    return Double.isNaN(number) ? null : number;
  }

  private static @Nullable Object text(Object value) {
    byte[] bytes = ((Binary) value).getBytes();
    return bytes.length > LONGEST_TEXT ? null : bytes;
  }

  /** Takes in a row group. */
  void add(@Nullable Statistics<?> statistics, long count) {
    if (count < 0 || values < 0) {
      values = -1;
    } else {
      values += count;
    }
    if (statistics == null || statistics.isEmpty()) {
      nulls = -1;
      unbounded |= count != 0;
      constants = count == 0 ? constants : null;
      return;
    }
    boolean counted = statistics.isNumNullsSet();
    nulls = counted && nulls >= 0 ? nulls + statistics.getNumNulls() : -1;
    if (!statistics.hasNonNullValue()) {
      boolean onlyNulls = counted && statistics.getNumNulls() == count;
      unbounded |= !onlyNulls;
      constants = onlyNulls ? constants : null;
      return;
    }
    @Nullable Object least = low.apply(statistics.genericGetMin());
    @Nullable Object greatest = high.apply(statistics.genericGetMax());
    if (least == null || greatest == null) {
      unbounded = true;
      constants = null;
      return;
    }
    addConstant(least, greatest);
    min = min == null || compare(least, min) < 0 ? least : min;
    max = max == null || compare(greatest, max) > 0 ? greatest : max;
  }

  private void addConstant(Object least, Object greatest) {
    if (constants != null) {
      constants.add(least);
      boolean few = compare(least, greatest) == 0 && constants.size() <= MOST_CONSTANTS;
      constants = few ? constants : null;
    }
  }

  ColumnRange range() {
    boolean bounded = !unbounded && min != null && max != null && compare(min, max) <= 0;
    return new ColumnRange(
        kind,
        bounded ? min : null,
        bounded ? max : null,
        nulls,
        values,
        constants == null ? null : List.copyOf(constants));
  }

  private static int compare(Object left, Object right) {
    return switch (left) {
      case BigDecimal number -> number.compareTo((BigDecimal) right);
      case Double number -> number.compareTo((Double) right);
      case Boolean bool -> bool.compareTo((Boolean) right);
      case Long time -> time.compareTo((Long) right);
      case byte[] text -> Arrays.compareUnsigned(text, (byte[]) right);
      default -> throw new IllegalArgumentException("no bound: " + left.getClass());
    };
  }
}
