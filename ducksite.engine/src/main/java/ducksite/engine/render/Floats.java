package ducksite.engine.render;

/**
 * Floating-point numbers as the shortest text that reads back equal, whole numbers with {@code .0}.
 * Numbers with few digits behind the point, most of those in real tables, are written as scaled
 * integers; the rest by the JDK.
 */
final class Floats {

  private static final byte[] NAN = Ascii.bytes("nan");
  private static final byte[] INF = Ascii.bytes("inf");
  private static final byte[] MINUS_INF = Ascii.bytes("-inf");
  private static final double[] DOUBLE_SCALES = {1, 1e3, 1e6};
  private static final float[] FLOAT_SCALES = {1, 1e2f, 1e4f};

  private Floats() {}

  /** Writes at {@code out.at}, which must have room for a scalar. */
  static void put(Output out, double value) {
    double magnitude = Math.abs(value);
    if (magnitude < 1e9 && magnitude >= 1e-3) {
      // Up to 15 digits the quotient of two exact numbers is that decimal's double, and no shorter
      // decimal has it.
      for (int step = 0; step < DOUBLE_SCALES.length; step++) {
        long scaled = (long) Math.rint(value * DOUBLE_SCALES[step]);
        if (scaled / DOUBLE_SCALES[step] == value) {
          out.at = trimmed(out.buffer, out.at, scaled, 3 * step);
          return;
        }
      }
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
