package ducksite.engine.render;

/**
 * Dates, times and intervals in ISO 8601, DuckDB's infinities by name. Writes at {@code at} and
 * returns the place behind.
 */
final class Times {

  private static final long DAY = 86_400;
  private static final long MILLION = 1_000_000;
  private static final long BILLION = 1_000_000_000L;

  /** Days from the first of March of the year 0 to 1970. */
  private static final int SHIFT = 719_468;

  private static final int DAYS_OF_ERA = 146_097;

  private Times() {}

  /** A date; years outside 0 to 9999 with a sign. */
  static int date(byte[] buffer, int at, int days) {
    if (days == Integer.MAX_VALUE || days == -Integer.MAX_VALUE) {
      return infinity(buffer, at, days);
    }
    return day(buffer, at, days);
  }

  /**
   * A time of day in units of which {@code perSecond} make a second, with {@code digits} digits
   * where there is a fraction.
   */
  static int time(byte[] buffer, int at, long value, long perSecond, int digits) {
    // Dividing by a constant costs a tenth of dividing by a variable.
    int seconds = (int) (perSecond == MILLION ? value / MILLION : value / perSecond);
    int place = Digits.two(buffer, at, seconds / 3600);
    buffer[place] = ':';
    place = Digits.two(buffer, place + 1, seconds / 60 % 60);
    buffer[place] = ':';
    place = Digits.two(buffer, place + 1, seconds % 60);
    long fraction = value - seconds * perSecond;
    if (fraction == 0) {
      return place;
    }
    buffer[place] = '.';
    return Digits.padded(buffer, place + 1, fraction, digits);
  }

  /** A moment without a zone, date and time parted by {@code separator}. */
  static int timestamp(
      byte[] buffer, int at, long value, long perSecond, int digits, char separator) {
    if (isInfinite(value)) {
      return infinity(buffer, at, value);
    }
    long perDay = DAY * perSecond;
    long days =
        perSecond == MILLION ? Math.floorDiv(value, DAY * MILLION) : Math.floorDiv(value, perDay);
    int place = day(buffer, at, days);
    buffer[place] = (byte) separator;
    return time(buffer, place + 1, value - days * perDay, perSecond, digits);
  }

  static boolean isInfinite(long timestamp) {
    return timestamp == Long.MAX_VALUE || timestamp == -Long.MAX_VALUE;
  }

  /** A duration such as {@code P1Y2M3DT4H5M6.7S}; each part keeps its own sign. */
  static int interval(byte[] buffer, int at, int months, int days, long nanos) {
    buffer[at] = 'P';
    int place = part(buffer, at + 1, months / 12, 'Y');
    place = part(buffer, place, months % 12, 'M');
    place = part(buffer, place, days, 'D');
    if (nanos == 0 && place > at + 1) {
      return place;
    }
    buffer[place++] = 'T';
    long seconds = nanos / BILLION;
    place = part(buffer, place, seconds / 3600, 'H');
    place = part(buffer, place, seconds / 60 % 60, 'M');
    if (nanos != 0 && seconds % 60 == 0 && nanos % BILLION == 0) {
      return place;
    }
    return seconds(buffer, place, seconds % 60, nanos % BILLION);
  }

  private static int seconds(byte[] buffer, int at, long seconds, long nanos) {
    int place = at;
    if (seconds < 0 || nanos < 0) {
      buffer[place++] = '-';
    }
    place = Digits.positive(buffer, place, Math.abs(seconds));
    if (nanos != 0) {
      buffer[place] = '.';
      place = Digits.padded(buffer, place + 1, Math.abs(nanos), 9);
      while (buffer[place - 1] == '0') {
        place--;
      }
    }
    buffer[place] = 'S';
    return place + 1;
  }

  private static int part(byte[] buffer, int at, long value, char unit) {
    if (value == 0) {
      return at;
    }
    int place = Digits.signed(buffer, at, value);
    buffer[place] = (byte) unit;
    return place + 1;
  }

  private static int infinity(byte[] buffer, int at, long sign) {
    return Ascii.put(buffer, at, sign > 0 ? Ascii.INFINITY : Ascii.MINUS_INFINITY);
  }

  /**
   * A day of the proleptic Gregorian calendar, counted in eras of 400 years that start on a first
   * of March.
   */
  private static int day(byte[] buffer, int at, long epochDay) {
    long shifted = epochDay + SHIFT;
    long era =
        shifted >= 0 && shifted <= Integer.MAX_VALUE
            ? (int) shifted / DAYS_OF_ERA
            : Math.floorDiv(shifted, (long) DAYS_OF_ERA);
    int dayOfEra = (int) (shifted - era * DAYS_OF_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    int place = year(buffer, at, year);
    buffer[place] = '-';
    place = Digits.two(buffer, place + 1, month);
    buffer[place] = '-';
    return Digits.two(buffer, place + 1, dayOfMonth);
  }

  private static int year(byte[] buffer, int at, long year) {
    if (year >= 0 && year <= 9999) {
      return Digits.two(buffer, Digits.two(buffer, at, (int) year / 100), (int) year % 100);
    }
    buffer[at] = (byte) (year < 0 ? '-' : '+');
    long magnitude = Math.abs(year);
    return magnitude < 10_000
        ? Digits.padded(buffer, at + 1, magnitude, 4)
        : Digits.positive(buffer, at + 1, magnitude);
  }
}
