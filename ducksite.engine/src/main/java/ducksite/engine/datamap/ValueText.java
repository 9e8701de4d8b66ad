package ducksite.engine.datamap;

import ducksite.engine.parquet.ColumnRange;
import ducksite.engine.sql.TimeText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts of values as DuckDB writes them, for a column of one type. Of types, and of values,
 * whose text is not certain there is none.
 *
 * @param type DuckDB's name of the column's type
 */
record ValueText(String type) {

  private static final Pattern WHOLE = Pattern.compile("U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER");
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\(\\d+, ?(\\d+)\\)");
  private static final Pattern DIGITS = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
  private static final String TEXT = "VARCHAR";
  private static final String DAY = "DATE";
  private static final String TRUTH = "BOOLEAN";
  private static final long MICROS_OF_DAY = 86_400_000_000L;
  private static final int LAST_YEAR = 9999;

  /** Whether there are texts of the type at all. */
  boolean isKnown() {
    return type.equals(TEXT) || type.equals(DAY) || type.equals(TRUTH) || isNumber();
  }

  private boolean isNumber() {
    return WHOLE.matcher(type).matches() || DECIMAL.matcher(type).matches();
  }

  /** The text of a value that is told as text; null when it is not certain. */
  @Nullable String of(String told) {
    if (type.equals(TEXT)) {
      return told;
    }
    if (type.equals(DAY)) {
      return TimeText.parse(told) instanceof LocalDate date ? date(date) : null;
    }
    if (type.equals(TRUTH)) {
      return told.equals("true") || told.equals("false") ? told : null;
    }
    return DIGITS.matcher(told).matches() ? number(new BigDecimal(told)) : null;
  }

  /** The text of a value that a footer tells; null when it is not certain. */
  @Nullable String of(ColumnRange.Kind kind, Object value) {
    return switch (kind) {
      case NUMBER ->
          type.equals(TEXT) ? ((BigDecimal) value).toPlainString() : number((BigDecimal) value);
      case TEXT -> type.equals(TEXT) ? text((byte[]) value) : null;
      case BOOLEAN -> type.equals(TRUTH) || type.equals(TEXT) ? value.toString() : null;
      case DATE ->
          type.equals(DAY) || type.equals(TEXT)
              ? date(LocalDate.ofEpochDay(Math.floorDiv((Long) value, MICROS_OF_DAY)))
              : null;
      case NONE, FLOAT, DOUBLE, TIMESTAMP, INSTANT, DIGITS -> null;
    };
  }

  /** The order of the values of such texts. */
  Comparator<String> order() {
    return isNumber()
        ? Comparator.comparing(BigDecimal::new)
        : (left, right) ->
            Arrays.compareUnsigned(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable String number(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    if (WHOLE.matcher(type).matches()) {
      return plain.scale() > 0 ? null : new BigInteger(plain.toPlainString()).toString();
    }
    Matcher decimal = DECIMAL.matcher(type);
    if (!decimal.matches()) {
      return null;
    }
    int scale = Integer.parseInt(decimal.group(1));
    return plain.scale() > scale ? null : plain.setScale(scale).toPlainString();
  }

  private static @Nullable String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      // What DuckDB makes of it is DuckDB's to say.
      return null;
    }
  }

  private static @Nullable String date(LocalDate date) {
    return date.getYear() > 0 && date.getYear() <= LAST_YEAR ? date.toString() : null;
  }
}
