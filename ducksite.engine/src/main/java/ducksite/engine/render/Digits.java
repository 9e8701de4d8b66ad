package ducksite.engine.render;

/**
 * Integers as decimal digits, eight at a time. Every function writes at {@code at} and returns the
 * place behind; it may spoil eight bytes behind that, so {@link Output#SCALAR} is the room to have.
 */
final class Digits {

  /** Turns eight digits into characters. */
  static final long ZEROS = Lanes.each('0');

  private static final int EIGHT = 100_000_000;
  private static final char[] PAIRS = pairs();
  private static final byte[] LOWEST = Ascii.bytes("-9223372036854775808");

  private Digits() {}

  /**
   * The eight digits of a number below 10<sup>8</sup> as bytes 0 to 9, the highest digit lowest:
   * halves, quarters and single digits are parted side by side.
   */
  static long eight(int value) {
    int high = value / 10_000;
    long halves = high | (long) (value - high * 10_000) << 32;
    long hundreds = halves * 10_486 >>> 20 & 0x7F_0000_007FL;
    long quarters = hundreds | halves - hundreds * 100 << 16;
    long tens = quarters * 103 >>> 10 & 0xF_000F_000F_000FL;
    return tens | quarters - tens * 10 << 8;
  }

  /** Two characters, 00 to 99, the first lowest. */
  static long two(int value) {
    return PAIRS[value];
  }

  /** How many of {@link #eight} digits are left when the zeros at the end are not. */
  static int withoutZeros(long digits) {
    return 8 - (Long.numberOfLeadingZeros(digits) >>> 3);
  }

  /**
   * A number that is not negative, with leading zeros up to {@code width} digits, at most 18, which
   * it must fit.
   */
  static int padded(byte[] buffer, int at, long value, int width) {
    if (width <= 8) {
      Lanes.put(buffer, at, (eight((int) value) | ZEROS) >>> 64 - 8 * width);
      return at + width;
    }
    long high = value / EIGHT;
    int place = padded(buffer, at, high, width - 8);
    return all(buffer, place, (int) (value - high * EIGHT));
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
    if (value < EIGHT) {
      return first(buffer, at, (int) value);
    }
    long high = value / EIGHT;
    int place = positive(buffer, at, high);
    return all(buffer, place, (int) (value - high * EIGHT));
  }

  /** Digits without leading zeros. */
  private static int first(byte[] buffer, int at, int value) {
    long digits = eight(value);
    int zeros = Long.numberOfTrailingZeros(digits | 1L << 56) >>> 3;
    Lanes.put(buffer, at, (digits | ZEROS) >>> 8 * zeros);
    return at + 8 - zeros;
  }

  private static int all(byte[] buffer, int at, int value) {
    Lanes.put(buffer, at, eight(value) | ZEROS);
    return at + 8;
  }

  private static char[] pairs() {
    char[] pairs = new char[100];
    for (int value = 0; value < 100; value++) {
      pairs[value] = (char) ('0' + value / 10 | '0' + value % 10 << 8);
    }
    return pairs;
  }
}
