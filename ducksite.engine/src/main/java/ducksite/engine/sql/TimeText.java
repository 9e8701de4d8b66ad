package ducksite.engine.sql;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times in the one form in which everybody reads them alike: {@code 2024-01-31}, {@code
 * 2024-01-31 10:00:00.5}, and this with an offset.
 */
public final class TimeText {

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?");
  private static final Pattern OFFSET =
      Pattern.compile(TIME.pattern() + "(Z|[+-]\\d{2}(:\\d{2})?)");
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter(java.util.Locale.ROOT);
  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .append(LOCAL)
          .appendOffset("+HH:mm", "Z")
          .toFormatter(java.util.Locale.ROOT);

  private TimeText() {}

  /** LocalDate, LocalDateTime or OffsetDateTime; null for any other text. */
  public static @Nullable Object parse(String text) {
    try {
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text);
      }
      if (TIME.matcher(text).matches()) {
        return LocalDateTime.parse(text, LOCAL);
      }
      if (OFFSET.matcher(text).matches()) {
        boolean hoursOnly = text.charAt(text.length() - 3) != ':' && !text.endsWith("Z");
        return OffsetDateTime.parse(hoursOnly ? text + ":00" : text, WITH_OFFSET);
      }
      return null;
    } catch (DateTimeException e) {
      // 2024-02-30 has the form and is no date.
      return null;
    }
  }

  /**
   * What a value is after a cast of SQL; null when that is not known for sure.
   *
   * @param type in capitals
   */
  public static @Nullable Object cast(Object value, String type) {
    Object time = value instanceof String text ? parse(text) : value;
    return switch (type) {
      case "DATE" -> time instanceof LocalDate ? time : null;
      case "TIMESTAMP", "DATETIME" ->
          switch (time) {
            case LocalDate date -> date.atStartOfDay();
            case LocalDateTime local -> local;
            case null, default -> null;
          };
      case "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE" ->
          time instanceof OffsetDateTime ? time : null;
      default -> null;
    };
  }
}
