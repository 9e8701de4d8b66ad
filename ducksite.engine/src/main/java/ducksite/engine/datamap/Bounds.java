package ducksite.engine.datamap;

import ducksite.engine.parquet.ColumnRange;
import ducksite.engine.sql.Condition;
import ducksite.engine.sql.TimeText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a constant lies among the values of a column's kind: one point when DuckDB compares it as
 * it is, a little stretch when it may round or when a time zone decides.
 */
record Bounds(Object low, Object high) {

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(?:\\.\\d{1,9})?");
  private static final Map<String, Boolean> BOOLEANS = Map.of("true", true, "false", false);

  /** No zone is further from UTC. */
  private static final long ZONE_MICROS = 24L * 3600 * 1_000_000;

  /**
   * A constant of the text; null when it is not known how DuckDB compares it. A string is read as
   * the column's type; where that would round it, it is left alone.
   */
  static @Nullable Bounds ofLiteral(ColumnRange.Kind kind, Object value) {
    boolean asText = kind == ColumnRange.Kind.TEXT || kind == ColumnRange.Kind.DIGITS;
    if (value instanceof String text && !asText) {
      @Nullable Object read =
          switch (kind) {
            case DATE -> TimeText.parse(text) instanceof LocalDate date ? date : null;
            case TIMESTAMP ->
                TimeText.parse(text) instanceof OffsetDateTime ? null : TimeText.parse(text);
            case INSTANT -> TimeText.parse(text);
            case BOOLEAN -> BOOLEANS.get(text);
            case NUMBER -> WHOLE.matcher(text).matches() ? new BigDecimal(text) : null;
            case FLOAT, DOUBLE -> DECIMAL.matcher(text).matches() ? Double.valueOf(text) : null;
            case TEXT, DIGITS, NONE -> null;
          };
      return read == null ? null : of(kind, read);
    }
    return of(kind, value);
  }

  /**
   * A parameter's value; null when it is not known how DuckDB compares it.
   *
   * @param type what the query casts it to, null for no cast
   */
  static @Nullable Bounds ofParameter(ColumnRange.Kind kind, Object value, @Nullable String type) {
    if (type == null) {
      return ofLiteral(kind, value);
    }
    @Nullable Object cast = TimeText.cast(value, type);
    return cast == null ? null : of(kind, cast);
  }

  /** The value of a folder such as {@code year=2024}, as the kind that all such values have. */
  static ColumnRange ofFolder(ColumnRange.Kind kind, String text) {
    Object bound =
        kind == ColumnRange.Kind.DATE
            ? (Object) micros(LocalDate.parse(text).atStartOfDay())
            : text.getBytes(StandardCharsets.UTF_8);
    ColumnRange.Kind compared = kind == ColumnRange.Kind.NUMBER ? ColumnRange.Kind.DIGITS : kind;
    return new ColumnRange(compared, bound, bound, 0, 1);
  }

  static boolean isWhole(String text) {
    return WHOLE.matcher(text).matches();
  }

  private static @Nullable Bounds of(ColumnRange.Kind kind, Object value) {
    return switch (kind) {
      case NONE -> null;
      case NUMBER -> number(value);
      case FLOAT -> floating(value, true);
      case DOUBLE -> floating(value, false);
      case TEXT ->
          value instanceof String text ? point(text.getBytes(StandardCharsets.UTF_8)) : null;
      case DIGITS ->
          value instanceof String text
              ? isWhole(text) ? point(text.getBytes(StandardCharsets.UTF_8)) : null
              : number(value);
      case BOOLEAN -> value instanceof Boolean ? point(value) : null;
      case DATE, TIMESTAMP, INSTANT -> time(kind, value);
    };
  }

  private static Bounds point(Object value) {
    return new Bounds(value, value);
  }

  private static @Nullable Bounds number(Object value) {
    return switch (value) {
      case BigDecimal number -> point(number);
      case BigInteger number -> point(new BigDecimal(number));
      case Long number -> point(BigDecimal.valueOf(number));
      case Integer number -> point(BigDecimal.valueOf(number));
      case Double number when Double.isFinite(number) ->
          // The column's values are rounded to binary ones before they are compared.
          new Bounds(
              new BigDecimal(Math.nextDown(Math.nextDown(number))),
              new BigDecimal(Math.nextUp(Math.nextUp(number))));
      default -> null;
    };
  }

  private static @Nullable Bounds floating(Object value, boolean single) {
    if (!(value instanceof Number number)) {
      return null;
    }
    double nearest = single ? number.floatValue() : number.doubleValue();
    if (!Double.isFinite(nearest)) {
      return null;
    }
    return single
        ? new Bounds((double) Math.nextDown((float) nearest), (double) Math.nextUp((float) nearest))
        : new Bounds(Math.nextDown(nearest), Math.nextUp(nearest));
  }

  private static @Nullable Bounds time(ColumnRange.Kind kind, Object value) {
    boolean moment = kind == ColumnRange.Kind.INSTANT;
    return switch (value) {
      case LocalDate date -> around(micros(date.atStartOfDay()), 0, moment);
      case LocalDateTime time -> around(micros(time), time.getNano() % 1000 == 0 ? 0 : 1, moment);
      case OffsetDateTime time ->
          around(
              micros(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()),
              time.getNano() % 1000 == 0 ? 0 : 1,
              !moment);
      default -> null;
    };
  }

  private static Bounds around(long micros, long rest, boolean zoned) {
    long slack = zoned ? ZONE_MICROS : 0;
    return new Bounds(micros - slack, micros + rest + slack);
  }

  private static long micros(LocalDateTime time) {
    return ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), time);
  }

  /** What a comparison can be for values within a range, NULL aside. */
  int outcomes(ColumnRange range, Condition.Operator operator) {
    if (range.kind() != ColumnRange.Kind.DIGITS
        || !(range.min() instanceof byte[] folder)
        || !(asNumber(low) instanceof BigDecimal from)
        || !(asNumber(high) instanceof BigDecimal to)) {
      return plainOutcomes(range, operator);
    }
    Object number = asNumber(folder);
    int asNumbers =
        new Bounds(from, to)
            .plainOutcomes(new ColumnRange(range.kind(), number, number, 0, 1), operator);
    // Beside a text, the whole column decides whether they are numbers or texts.
    return low instanceof byte[] ? asNumbers | plainOutcomes(range, operator) : asNumbers;
  }

  private static Object asNumber(Object bound) {
    return bound instanceof byte[] digits
        ? new BigDecimal(new String(digits, StandardCharsets.UTF_8))
        : bound;
  }

  private int plainOutcomes(ColumnRange range, Condition.Operator operator) {
    boolean mayBeNaN =
        range.kind() == ColumnRange.Kind.FLOAT || range.kind() == ColumnRange.Kind.DOUBLE;
    int minLow = compare(range.min(), low);
    int minHigh = compare(range.min(), high);
    int maxLow = compare(range.max(), low);
    int maxHigh = compare(range.max(), high);
    boolean canEqual = minHigh <= 0 && maxLow >= 0;
    boolean mustEqual = minLow == 0 && minHigh == 0 && maxLow == 0 && maxHigh == 0 && !mayBeNaN;
    return switch (operator) {
      case EQUAL -> set(canEqual, !mustEqual);
      case NOT_EQUAL -> set(!mustEqual, canEqual);
      case LESS -> set(minHigh < 0, maxLow >= 0 || mayBeNaN);
      case LESS_OR_EQUAL -> set(minHigh <= 0, maxLow > 0 || mayBeNaN);
      case GREATER -> set(maxLow > 0 || mayBeNaN, minHigh <= 0);
      case GREATER_OR_EQUAL -> set(maxLow >= 0 || mayBeNaN, minHigh < 0);
    };
  }

  private static int set(boolean canBeTrue, boolean canBeFalse) {
    return (canBeTrue ? RowOutcomes.TRUE : 0) | (canBeFalse ? RowOutcomes.FALSE : 0);
  }

  private static int compare(Object left, Object right) {
    return switch (left) {
      case BigDecimal number -> number.compareTo((BigDecimal) right);
      // Not Double.compare: both zeros are one.
      case Double number -> number < (Double) right ? -1 : number > (Double) right ? 1 : 0;
      case Boolean bool -> bool.compareTo((Boolean) right);
      case Long time -> time.compareTo((Long) right);
      case byte[] text -> Arrays.compareUnsigned(text, (byte[]) right);
      default -> throw new IllegalArgumentException("no bound: " + left.getClass());
    };
  }
}
