package ducksite.engine.project;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The typed meaning of a parameter's text, the same for requests, command lines and defaults.
 * Blanks around a value do not count, except in {@code str}.
 */
public final class ParameterConversion {

  private static final Set<String> TRUE = Set.of("1", "true", "t", "yes", "y");
  private static final Set<String> FALSE = Set.of("0", "false", "f", "no", "n");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern DATETIME =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt"
              + " ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)([Zz]|[+-][0-9]{2}:[0-9]{2})?");
  private static final int SHOWN = 60;
  private static final int MOST_DIGITS = 38;

  private ParameterConversion() {}

  /** The value that a text stands for. */
  public static Conversion convert(ParameterType type, String text) {
    String trimmed = text.strip();
    return switch (type) {
      case STR -> new Conversion.Converted(text);
      case INT -> integer(trimmed, text);
      case FLOAT -> floating(trimmed, text);
      case BOOL -> bool(trimmed, text);
      case DATE -> date(trimmed, text);
      case DATETIME -> datetime(trimmed, text);
    };
  }

  /**
   * The value that a TOML default stands for: text is converted as a request's would be, a value of
   * another type must fit without loss, a list is converted item by item.
   */
  public static Conversion convertDefault(ParameterType type, Object value) {
    return switch (value) {
      case List<?> list -> items(type, list);
      case String text -> convert(type, text);
      case Long number when type == ParameterType.INT -> new Conversion.Converted(number);
      case Number number when type == ParameterType.FLOAT ->
          floating(number.toString(), number.toString());
      case Boolean bool when type == ParameterType.BOOL -> new Conversion.Converted(bool);
      case LocalDate date when type == ParameterType.DATE -> new Conversion.Converted(date);
      case LocalDate date when type == ParameterType.DATETIME ->
          new Conversion.Converted(date.atStartOfDay());
      case LocalDateTime time when type == ParameterType.DATETIME -> new Conversion.Converted(time);
      case OffsetDateTime time when type == ParameterType.DATETIME ->
          new Conversion.Converted(utc(time));
      case Object other when type == ParameterType.STR ->
          new Conversion.Converted(other.toString());
      default -> refused(expectation(type), value.toString());
    };
  }

  private static Conversion items(ParameterType type, List<?> list) {
    List<Object> values = new ArrayList<>();
    for (Object item : list) {
      switch (convertDefault(type, item)) {
        case Conversion.Converted converted -> values.add(converted.value());
        case Conversion.Refused refused -> {
          return refused;
        }
      }
    }
    return new Conversion.Converted(List.copyOf(values));
  }

  private static Conversion integer(String trimmed, String text) {
    if (!INTEGER.matcher(trimmed).matches()) {
      return refused(expectation(ParameterType.INT), text);
    }
    BigInteger value = new BigInteger(trimmed.length() > SHOWN ? "1".repeat(SHOWN) : trimmed);
    return value.bitLength() > 63
        ? refused("a whole number between " + Long.MIN_VALUE + " and " + Long.MAX_VALUE, text)
        : new Conversion.Converted(value.longValueExact());
  }

  private static Conversion floating(String trimmed, String text) {
    if (!FLOAT.matcher(trimmed).matches()) {
      return refused(expectation(ParameterType.FLOAT), text);
    }
    double value = Double.parseDouble(trimmed);
    return Double.isInfinite(value)
        ? refused("a number that fits a double", text)
        : new Conversion.Converted(value);
  }

  private static Conversion bool(String trimmed, String text) {
    String word = trimmed.toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return new Conversion.Converted(Boolean.TRUE);
    }
    return FALSE.contains(word)
        ? new Conversion.Converted(Boolean.FALSE)
        : refused(expectation(ParameterType.BOOL), text);
  }

  private static Conversion date(String trimmed, String text) {
    try {
      return DATE.matcher(trimmed).matches()
          ? new Conversion.Converted(LocalDate.parse(trimmed))
          : refused(expectation(ParameterType.DATE), text);
    } catch (DateTimeException e) {
      return refused("a date that exists", text);
    }
  }

  private static Conversion datetime(String trimmed, String text) {
    if (DATE.matcher(trimmed).matches()) {
      Conversion day = date(trimmed, text);
      return day instanceof Conversion.Converted(LocalDate date)
          ? new Conversion.Converted(date.atStartOfDay())
          : day;
    }
    Matcher matcher = DATETIME.matcher(trimmed);
    if (!matcher.matches()) {
      return refused(expectation(ParameterType.DATETIME), text);
    }
    try {
      LocalDateTime local = LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2));
      String offset = matcher.group(3);
      return new Conversion.Converted(
          offset == null
              ? local
              : utc(local.atOffset(ZoneOffset.of(offset.toUpperCase(Locale.ROOT)))));
    } catch (DateTimeException e) {
      return refused("a date and time that exist", text);
    }
  }

  private static LocalDateTime utc(OffsetDateTime time) {
    return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
  }

  private static String expectation(ParameterType type) {
    return switch (type) {
      case STR -> "a text";
      case INT -> "a whole number";
      case FLOAT -> "a number";
      case BOOL -> "true or false (also 1, 0, yes, no, y, n, t, f)";
      case DATE -> "a date such as 2024-01-31";
      case DATETIME -> "a date and time such as 2024-01-31T08:15:00";
    };
  }

  private static Conversion refused(String expectation, String text) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return new Conversion.Refused("expected " + expectation + " but received '" + shown + "'");
  }

  /** The number that a text stands for, exactly, when DuckDB has one; for constants. */
  static Conversion decimal(String text) {
    String trimmed = text.strip();
    if (!FLOAT.matcher(trimmed).matches() || trimmed.length() > SHOWN) {
      return refused(expectation(ParameterType.FLOAT), text);
    }
    BigDecimal number = new BigDecimal(trimmed);
    BigDecimal plain = number.scale() < 0 && number.scale() > -SHOWN ? number.setScale(0) : number;
    return plain.precision() > MOST_DIGITS || plain.scale() > MOST_DIGITS || plain.scale() < 0
        ? refused("a number of at most " + MOST_DIGITS + " digits", text)
        : new Conversion.Converted(plain);
  }
}
