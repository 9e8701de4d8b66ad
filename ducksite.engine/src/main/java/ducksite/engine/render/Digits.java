package ducksite.engine.render;

/**
 * Integers as decimal digits. Every function writes at {@code at}, which must have room, and
 * returns the place behind.
 */
final class Digits {

  private static final byte[] PAIRS = pairs();
  private static final byte[] LOWEST = Ascii.bytes("-9223372036854775808");

  private Digits() {}

  /** Two digits, 00 to 99. */
  static int two(byte[] buffer, int at, int value) {
    buffer[at] = PAIRS[2 * value];
    buffer[at + 1] = PAIRS[2 * value + 1];
    return at + 2;
  }

  /**
   * A number that is not negative, with leading zeros up to {@code width} digits, which it must
   * fit.
   */
  static int padded(byte[] buffer, int at, long value, int width) {
    int place = at + width;
    long rest = value;
    for (; rest > Integer.MAX_VALUE; rest /= 100) {
      place -= 2;
      two(buffer, place, (int) (rest % 100));
    }
    int narrow = (int) rest;
    for (; place - at >= 2; narrow /= 100) {
      place -= 2;
      two(buffer, place, narrow % 100);
    }
    if (place > at) {
      buffer[at] = (byte) ('0' + narrow);
    }
    return at + width;
  }

  static int signed(byte[] buffer, int at, long value) {
    if (value >= 0) {
      return positive(buffer, at, value);
    }
    if (value == Long.MIN_VALUE) {
      return Ascii.put(buffer, at, LOWEST);
    }
    buffer[at] = '-';
    return positive(buffer, at + 1, -value);
  }

  static int unsigned(byte[] buffer, int at, long bits) {
    if (bits >= 0) {
      return positive(buffer, at, bits);
    }
    long quotient = Long.divideUnsigned(bits, 10);
    int end = positive(buffer, at, quotient);
    buffer[end] = (byte) ('0' + (bits - quotient * 10));
    return end + 1;
  }

  static int positive(byte[] buffer, int at, long value) {
    return value <= Integer.MAX_VALUE ? narrow(buffer, at, (int) value) : wide(buffer, at, value);
  }

  private static int narrow(byte[] buffer, int at, int value) {
    int end = at + count(value);
    int place = end;
    int rest = value;
    while (rest >= 100) {
      int quotient = rest / 100;
      place -= 2;
      two(buffer, place, rest - quotient * 100);
      rest = quotient;
    }
    if (rest >= 10) {
      two(buffer, place - 2, rest);
    } else {
      buffer[place - 1] = (byte) ('0' + rest);
    }
    return end;
  }

  private static int count(int value) {
    if (value < 10_000) {
      return value < 100 ? value < 10 ? 1 : 2 : value < 1000 ? 3 : 4;
    }
    if (value < 1_000_000) {
      return value < 100_000 ? 5 : 6;
    }
    return value < 100_000_000 ? value < 10_000_000 ? 7 : 8 : value < 1_000_000_000 ? 9 : 10;
  }

  private static int wide(byte[] buffer, int at, long value) {
    int end = at + count(value);
    int place = end;
    long rest = value;
    while (rest >= 100) {
      int pair = (int) (rest % 100);
      rest /= 100;
      place -= 2;
      two(buffer, place, pair);
    }
    if (rest >= 10) {
      two(buffer, place - 2, (int) rest);
    } else {
      buffer[place - 1] = (byte) ('0' + rest);
    }
    return end;
  }

  private static int count(long value) {
    int digits = 1;
    for (long limit = 10; digits < 19 && value >= limit; limit *= 10) {
      digits++;
    }
    return digits;
  }

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int value = 0; value < 100; value++) {
      pairs[2 * value] = (byte) ('0' + value / 10);
      pairs[2 * value + 1] = (byte) ('0' + value % 10);
    }
    return pairs;
  }
}
