package ducksite.engine.render;

import java.math.BigInteger;

/**
 * Doubles as {@link Double#toString(double)} writes them, straight into bytes. The shortest decimal
 * of a double's rounding interval is found by Raffaele Giulietti's Schubfach: three products with a
 * 126-bit power of ten, of which only whether they have a remainder is kept beside their whole
 * part. Doubles of extraordinary size, and powers of two, whose interval is not symmetric, are left
 * to the JDK.
 */
final class ShortestDoubles {

  private static final int FRACTION_BITS = 52;
  private static final long FRACTION = (1L << FRACTION_BITS) - 1;
  private static final int EXPONENT = 0x7FF;
  private static final int BIAS = 1023 + FRACTION_BITS;

  /** Sizes between 10<sup>-37</sup> and 10<sup>35</sup> are covered. */
  private static final int LOWEST_POWER = -20;

  private static final int HIGHEST_POWER = 55;
  private static final long[] UPPER = new long[HIGHEST_POWER - LOWEST_POWER + 1];
  private static final long[] LOWER = new long[UPPER.length];

  private static final long ZERO_POINT = Lanes.of(Ascii.bytes("0.000000"), 0);
  private static final long TEN_TO_16 = 10_000_000_000_000_000L;
  private static final int TEN_TO_8 = 100_000_000;

  static {
    for (int index = 0; index < UPPER.length; index++) {
      BigInteger power = power(LOWEST_POWER + index);
      UPPER[index] = power.shiftRight(64).longValue();
      LOWER[index] = power.longValue();
    }
  }

  private ShortestDoubles() {}

  /** Whether {@link #put} can write a number. */
  static boolean has(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> FRACTION_BITS) & EXPONENT;
    int power = -decimalExponent(exponent - BIAS);
    return (bits & FRACTION) != 0 && power >= LOWEST_POWER && power <= HIGHEST_POWER;
  }

  /** Writes at {@code at}, which must have room for a scalar, and returns the place behind. */
  static int put(byte[] buffer, int at, double value) {
    long bits = Double.doubleToRawLongBits(value);
    buffer[at] = '-';
    int place = at + (int) (bits >>> 63);
    int exponent = ((int) (bits >>> FRACTION_BITS) & EXPONENT) - BIAS;
    long decimal = shortest(bits & FRACTION | FRACTION + 1, exponent);
    int point = decimalExponent(exponent) + 17;
    if (decimal < TEN_TO_16) {
      decimal *= 10;
      point--;
    }
    long first = decimal / TEN_TO_16;
    long rest = decimal - first * TEN_TO_16;
    long middle = rest / TEN_TO_8;
    return text(
        buffer,
        place,
        first | Digits.ZEROS & 0xFF,
        Digits.eight((int) middle),
        Digits.eight((int) (rest - middle * TEN_TO_8)),
        point);
  }

  /**
   * The shortest decimal that rounds to {@code fraction * 2^exponent}, of those the nearest, as a
   * multiple of {@code 10^decimalExponent}: 16 or 17 digits.
   */
  private static long shortest(long fraction, int exponent) {
    int decimalExponent = decimalExponent(exponent);
    int index = -decimalExponent - LOWEST_POWER;
    long upper = UPPER[index];
    long lower = LOWER[index];
    int shift = exponent + binaryExponent(-decimalExponent) + 1;
    // Everything fourfold, so that the interval's ends are whole numbers.
    long four = fraction << 2;
    long odd = fraction & 1;
    long middle = scaled(upper, lower, four << shift);
    long from = scaled(upper, lower, four - 2 << shift) + odd;
    long to = scaled(upper, lower, four + 2 << shift) - odd;
    long down = middle >> 2;
    long shortDown = down / 10 * 10;
    boolean shortDownFits = from <= shortDown << 2;
    boolean shortUpFits = shortDown + 10 << 2 <= to;
    if (shortDownFits != shortUpFits) {
      return shortDownFits ? shortDown : shortDown + 10;
    }
    boolean downFits = from <= down << 2;
    boolean upFits = down + 1 << 2 <= to;
    if (downFits != upFits) {
      return downFits ? down : down + 1;
    }
    long half = (down << 2) + 2;
    return middle > half || middle == half && (down & 1) == 1 ? down + 1 : down;
  }

  /** The product's upper 64 of 192 bits; the lowest is set where there is a remainder. */
  private static long scaled(long upper, long lower, long factor) {
    long carried = Math.unsignedMultiplyHigh(lower, factor);
    long low = upper * factor + carried;
    long high = Math.unsignedMultiplyHigh(upper, factor);
    high += Long.compareUnsigned(low, carried) < 0 ? 1 : 0;
    return Long.compareUnsigned(low, 1) > 0 ? high | 1 : high;
  }

  /** Seventeen digits with a point behind the first {@code point} of them, or an exponent. */
  private static int text(byte[] buffer, int at, long first, long middle, long last, int point) {
    long head = first | (middle | Digits.ZEROS) << 8;
    if (point > 0 && point <= 7) {
      Lanes.put(buffer, at, head);
      buffer[at + point] = '.';
      Lanes.put(buffer, at + point + 1, head >>> 8 * point);
      buffer[at + 9] = (byte) ('0' + (middle >>> 56));
      Lanes.put(buffer, at + 10, last | Digits.ZEROS);
      return end(buffer, at + 10, last);
    }
    if (point <= 0 && point > -3) {
      Lanes.put(buffer, at, ZERO_POINT);
      int place = at + 2 - point;
      buffer[place] = (byte) first;
      Lanes.put(buffer, place + 1, middle | Digits.ZEROS);
      Lanes.put(buffer, place + 9, last | Digits.ZEROS);
      return end(buffer, place + 9, last);
    }
    buffer[at] = (byte) first;
    buffer[at + 1] = '.';
    Lanes.put(buffer, at + 2, middle | Digits.ZEROS);
    Lanes.put(buffer, at + 10, last | Digits.ZEROS);
    int place = end(buffer, at + 10, last);
    buffer[place] = 'E';
    return Digits.signed(buffer, place + 1, point - 1L);
  }

  /** The place behind the last digit that is not a zero, but for one behind the point. */
  private static int end(byte[] buffer, int last, long digits) {
    int end = last + Digits.withoutZeros(digits);
    while (buffer[end - 1] == '0' && buffer[end - 2] != '.') {
      end--;
    }
    return end;
  }

  /** The power of ten at or below a power of two. */
  private static int decimalExponent(int exponent) {
    return exponent * 315_653 >> 20;
  }

  /** The power of two at or below a power of ten. */
  private static int binaryExponent(int exponent) {
    return exponent * 1_741_647 >> 19;
  }

  /** A power of ten as 128 bits of which the highest is set, rounded up. */
  private static BigInteger power(int exponent) {
    BigInteger ten = BigInteger.TEN.pow(Math.abs(exponent));
    int shift = 127 - binaryExponent(exponent);
    if (exponent >= 0) {
      return shift >= 0
          ? ten.shiftLeft(shift)
          : ten.add(BigInteger.ONE.shiftLeft(-shift)).subtract(BigInteger.ONE).shiftRight(-shift);
    }
    BigInteger one = BigInteger.ONE.shiftLeft(shift);
    return one.add(ten).subtract(BigInteger.ONE).divide(ten);
  }
}
