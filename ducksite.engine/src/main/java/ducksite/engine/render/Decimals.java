package ducksite.engine.render;

import java.math.BigInteger;
import java.util.stream.LongStream;

/** 128-bit decimals as text: all digits after the point, a zero before it. */
final class Decimals {

  private static final long BILLION = 1_000_000_000L;
  private static final long LOW_HALF = 0xFFFF_FFFFL;
  private static final long[] POWERS = powers();
  private static final int[] SHIFTS = shifts();
  private static final long[] INVERSES = inverses();

  private Decimals() {}

  /** A two's complement number of 128 bits with {@code scale} digits behind the point. */
  static int signed(byte[] buffer, int at, long high, long low, int scale) {
    if (high == low >> 63 && low != Long.MIN_VALUE && scale < POWERS.length) {
      return small(buffer, at, low, scale);
    }
    if (high >= 0) {
      return wide(buffer, at, high, low, scale);
    }
    buffer[at] = '-';
    return wide(buffer, at + 1, low == 0 ? -high : ~high, -low, scale);
  }

  /** A number of 64 bits with at most 18 digits behind the point. */
  static int small(byte[] buffer, int at, long value, int scale) {
    buffer[at] = '-';
    int place = at + (int) (value >>> 63);
    long magnitude = Math.abs(value);
    if (scale == 0) {
      return Digits.positive(buffer, place, magnitude);
    }
    // Multiplying by the inverse costs a fraction of dividing by a variable.
    long whole = Math.unsignedMultiplyHigh(magnitude, INVERSES[scale]) >>> SHIFTS[scale];
    place = Digits.positive(buffer, place, whole);
    buffer[place] = '.';
    return Digits.padded(buffer, place + 1, magnitude - whole * POWERS[scale], scale);
  }

  /**
   * An unsigned number of 128 bits: four limbs of 32 bits, divided by a billion until nothing is
   * left.
   */
  static int wide(byte[] buffer, int at, long high, long low, int scale) {
    long first = high >>> 32;
    long second = high & LOW_HALF;
    long third = low >>> 32;
    long fourth = low & LOW_HALF;
    int end = at + 45;
    int start = end;
    while (start > end - 45) {
      second += first % BILLION << 32;
      first /= BILLION;
      third += second % BILLION << 32;
      second /= BILLION;
      fourth += third % BILLION << 32;
      third /= BILLION;
      start -= 9;
      Digits.padded(buffer, start, fourth % BILLION, 9);
      fourth /= BILLION;
    }
    while (start < end - 1 - scale && buffer[start] == '0') {
      start++;
    }
    int whole = end - scale - start;
    System.arraycopy(buffer, start, buffer, at, whole);
    if (scale == 0) {
      return at + whole;
    }
    // 39 digits at most were made in 45 places, so the point's place is free.
    System.arraycopy(buffer, end - scale, buffer, at + whole + 1, scale);
    buffer[at + whole] = '.';
    return at + whole + 1 + scale;
  }

  private static long[] powers() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int exponent = 1; exponent < powers.length; exponent++) {
      powers[exponent] = powers[exponent - 1] * 10;
    }
    return powers;
  }

  /** The bits of the whole quotient that stand right of the product's upper half. */
  private static int[] shifts() {
    return LongStream.of(POWERS).mapToInt(power -> 63 - Long.numberOfLeadingZeros(power)).toArray();
  }

  /**
   * For each power 1/power, scaled to 64 bits and rounded up: exact for 63 bits, as Granlund and
   * Montgomery have shown.
   */
  private static long[] inverses() {
    long[] inverses = new long[POWERS.length];
    for (int exponent = 1; exponent < inverses.length; exponent++) {
      inverses[exponent] =
          BigInteger.ONE
              .shiftLeft(64 + SHIFTS[exponent])
              .divide(BigInteger.valueOf(POWERS[exponent]))
              .add(BigInteger.ONE)
              .longValue();
    }
    return inverses;
  }
}
