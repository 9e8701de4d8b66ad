package ducksite.engine.render;

/**
 * Dates, times and intervals in ISO 8601, DuckDB's infinities by name. Writes at {@code at} and
 * returns the place behind.
 */
final class Times {

  private static final long DAY = 86_400;
  private static final long MILLION = 1_000_000;
  private static final long BILLION = 1_000_000_000L;

  /** Days of 400 years. */
  private static final int DAYS_OF_ERA = 146_097;

  /** Days from the first of March of the year -400 to 1970. */
  private static final int SHIFT = 719_468 + DAYS_OF_ERA;

  /** 0000-01-01. */
  private static final int FIRST_DAY = -719_528;

  /** 9999-12-31. */
  private static final int LAST_DAY = 2_932_896;

  private static final long COLONS = (long) ':' << 16 | (long) ':' << 40;
  private static final long DASHES = (long) '-' << 32 | (long) '-' << 56;

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
    int minutes = seconds / 60;
    int hours = minutes / 60;
    Lanes.put(
        buffer,
        at,
        COLONS
            | Digits.two(hours)
            | Digits.two(minutes - hours * 60) << 24
            | Digits.two(seconds - minutes * 60) << 48);
    int place = at + 8;
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
    long days = Math.floorDiv(value, perDay);
    int place = day(buffer, at, days);
    buffer[place] = (byte) separator;
    return time(buffer, place + 1, value - days * perDay, perSecond, digits);
  }

  /** The same for moments in microseconds that are often of one month. */
  static int timestamp(byte[] buffer, int at, long micros, Month month, char separator) {
    if (isInfinite(micros)) {
      return infinity(buffer, at, micros);
    }
    long days = Math.floorDiv(micros, DAY * MILLION);
    int place = month.day(buffer, at, days);
    buffer[place] = (byte) separator;
    return time(buffer, place + 1, micros - days * (DAY * MILLION), MILLION, 6);
  }

  /** The same as {@link #date(byte[], int, int)} for days that are often of one month. */
  static int date(byte[] buffer, int at, int days, Month month) {
    return days == Integer.MAX_VALUE || days == -Integer.MAX_VALUE
        ? infinity(buffer, at, days)
        : month.day(buffer, at, days);
  }

  /** The month of the day that was written last, as text. Confined to one thread. */
  static final class Month {

    /** Days that every month has. */
    private static final int SHORTEST = 28;

    private long first;
    private int known;
    private long text;

    private int day(byte[] buffer, int at, long epochDay) {
      long index = epochDay - first;
      if (index < 0 || index >= known) {
        int end = Times.day(buffer, at, epochDay);
        if (epochDay >= FIRST_DAY && epochDay <= LAST_DAY) {
          text = Lanes.get(buffer, at);
          int dayOfMonth = (buffer[at + 8] - '0') * 10 + buffer[at + 9] - '0';
          first = epochDay - dayOfMonth + 1;
          known = Math.max(SHORTEST, dayOfMonth);
        }
        return end;
      }
      Lanes.put(buffer, at, text);
      Lanes.put(buffer, at + 8, Digits.two((int) index + 1));
      return at + 10;
    }
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

  /** A day of the proleptic Gregorian calendar, whose years are counted from the first of March. */
  private static int day(byte[] buffer, int at, long epochDay) {
    if (epochDay < FIRST_DAY || epochDay > LAST_DAY) {
      return distantDay(buffer, at, epochDay);
    }
    long digits = Digits.eight(yearMonthDay((int) epochDay + SHIFT)) | Digits.ZEROS;
    long month = digits >>> 32 & 0xFFFF;
    Lanes.put(buffer, at, digits & 0xFFFF_FFFFL | month << 40 | DASHES);
    Lanes.put(buffer, at + 8, digits >>> 48);
    return at + 10;
  }

  /** Year, month and day as the digits of one number; of days since the first of March of -400. */
  private static int yearMonthDay(int days) {
    int quarters = 4 * days + 3;
    int century = quarters / DAYS_OF_ERA;
    int ofCentury = quarters - century * DAYS_OF_ERA | 3;
    int year = ofCentury / 1461;
    int dayOfYear = ofCentury - year * 1461 >>> 2;
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int nextYear = monthFromMarch >= 10 ? 1 : 0;
    return (100 * century + year - 400 + nextYear) * 10_000
        + (monthFromMarch + 3 - 12 * nextYear) * 100
        + day;
  }

  /** A day of a year that is not 0 to 9999: 400 years have the same days everywhere. */
  private static int distantDay(byte[] buffer, int at, long epochDay) {
    long era = Math.floorDiv(epochDay - FIRST_DAY, (long) DAYS_OF_ERA);
    int likewise = yearMonthDay((int) (epochDay - era * DAYS_OF_ERA) + SHIFT);
    int yearOfEra = likewise / 10_000;
    long year = yearOfEra + era * 400;
    buffer[at] = (byte) (year < 0 ? '-' : '+');
    long magnitude = Math.abs(year);
    int place =
        magnitude < 10_000
            ? Digits.padded(buffer, at + 1, magnitude, 4)
            : Digits.positive(buffer, at + 1, magnitude);
    long digits = Digits.eight(likewise - yearOfEra * 10_000) | Digits.ZEROS;
    Lanes.put(buffer, place, '-' | (digits >>> 32 & 0xFFFF) << 8 | '-' << 24 | digits >>> 48 << 32);
    return place + 6;
  }
}
