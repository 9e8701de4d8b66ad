package ducksite.engine.render;

/**
 * Floating-point numbers as the shortest text that reads back equal, whole numbers with {@code .0}.
 * Numbers with few digits behind the point, most of those in real tables, are written as scaled
 * integers, most others by {@link ShortestDoubles}, the rest by the JDK.
 */
final class Floats {

  private static final byte[] NAN = Ascii.bytes("nan");
  private static final byte[] INF = Ascii.bytes("inf");
  private static final byte[] MINUS_INF = Ascii.bytes("-inf");
  private static final int MILLION = 1_000_000;
  private static final float[] FLOAT_SCALES = {1, 1e2f, 1e4f};

  private Floats() {}

  /** Writes at {@code out.at}, which must have room for a scalar. */
  static void put(Output out, double value) {
    double magnitude = Math.abs(value);
    if (magnitude < 1e9 && magnitude >= 1e-3) {
      long whole = (long) magnitude;
      if (whole == magnitude) {
        out.at = trimmed(out, value, whole, 0);
        return;
      }
      // The quotient of two exact numbers below 2^53 is that decimal's double, and no shorter
      // decimal has it.
      long millionths = (long) Math.rint(magnitude * MILLION);
      if (millionths / 1e6 == magnitude) {
        whole = millionths / MILLION;
        out.at = trimmed(out, value, whole, (int) (millionths - whole * MILLION));
        return;
      }
    }
    if (ShortestDoubles.has(value)) {
      out.at = ShortestDoubles.put(out.buffer, out.at, value);
      return;
    }
    if (Double.isFinite(value)) {
      out.digits.setLength(0);
      out.digits.append(value);
      copyDigits(out);
    } else {
      out.at = notFinite(out.buffer, out.at, value);
    }
  }

  /** Writes at {@code out.at}, which must have room for a scalar. */
  static void put(Output out, float value) {
    float magnitude = Math.abs(value);
    if (magnitude < 1e5f && magnitude >= 1e-3f) {
      for (int step = 0; step < FLOAT_SCALES.length; step++) {
        float scaled = (float) Math.rint((double) value * FLOAT_SCALES[step]);
        if (Math.abs(scaled) < 1e6f && scaled / FLOAT_SCALES[step] == value) {
          out.at = trimmed(out.buffer, out.at, (long) scaled, 2 * step);
          return;
        }
      }
    }
    if (Float.isFinite(value)) {
      out.digits.setLength(0);
      out.digits.append(value);
      copyDigits(out);
    } else {
      out.at = notFinite(out.buffer, out.at, value);
    }
  }

  /** Whole part and millionths, without the zeros at the end but for one digit. */
  private static int trimmed(Output out, double sign, long whole, int millionths) {
    byte[] buffer = out.buffer;
    buffer[out.at] = '-';
    int place = Digits.positive(buffer, out.at + (sign < 0 ? 1 : 0), whole);
    buffer[place] = '.';
    long digits = Digits.eight(millionths) >>> 16;
    Lanes.put(buffer, place + 1, digits | Digits.ZEROS);
    return place + 1 + Math.max(1, Digits.withoutZeros(digits));
  }

  private static int trimmed(byte[] buffer, int at, long scaled, int scale) {
    long value = scaled;
    int digits = scale;
    while (digits > 0 && value % 10 == 0) {
      value /= 10;
      digits--;
    }
    int end = Decimals.small(buffer, at, value, digits);
    if (digits > 0) {
      return end;
    }
    buffer[end] = '.';
    buffer[end + 1] = '0';
    return end + 2;
  }

  private static void copyDigits(Output out) {
    for (int index = 0; index < out.digits.length(); index++) {
      out.buffer[out.at++] = (byte) out.digits.charAt(index);
    }
  }

  private static int notFinite(byte[] buffer, int at, double value) {
    return Ascii.put(buffer, at, Double.isNaN(value) ? NAN : value > 0 ? INF : MINUS_INF);
  }
}
