package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FloatsTest {

  @Test
  void anyBitPatternReadsBackEqualAndIsNoLongerThanJavasText() {
    Random random = new Random(1);
    for (int round = 0; round < 50_000; round++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        check(value);
      }
    }
  }

  @Test
  void shortestDoublesAreAsJavaWritesThem() {
    Random random = new Random(4);
    byte[] buffer = new byte[Output.SCALAR];
    int covered = 0;
    for (int round = 0; round < 300_000; round++) {
      long bits = random.nextLong();
      double value =
          switch (round % 6) {
            case 0 -> Double.longBitsToDouble(bits);
            case 1 -> random.nextInt() / 7.0;
            case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(60) - 30);
            case 3 -> random.nextLong(1L << 1 + random.nextInt(62)) / Math.pow(10, round % 25);
            case 4 ->
                Math.nextUp(random.nextInt(1 << 1 + round % 30) * Math.pow(2, round % 90 - 45));
            default -> Math.nextDown(Double.parseDouble(bits % 100_000 + "e" + (round % 70 - 35)));
          };
      if (Double.isFinite(value) && ShortestDoubles.has(value)) {
        int end = ShortestDoubles.put(buffer, 0, value);
        assertEquals(Double.toString(value), new String(buffer, 0, end, StandardCharsets.US_ASCII));
        covered++;
      }
    }
    assertTrue(covered > 200_000, covered + " covered");
  }

  @Test
  void numbersWithFewDecimalsAndTheirNeighboursReadBackEqual() {
    Random random = new Random(2);
    for (int round = 0; round < 50_000; round++) {
      double value =
          (random.nextLong(4_000_000_000L) - 2_000_000_000L) / Math.pow(10, random.nextInt(10));
      check(value);
      check(Math.nextUp(value));
      check(random.nextDouble() * 1000);
    }
  }

  @Test
  void floatsAreAsShortAsTheirOwnPrecisionAllows() {
    Random random = new Random(3);
    for (int round = 0; round < 50_000; round++) {
      float value =
          round % 2 == 0
              ? Float.intBitsToFloat(random.nextInt())
              : random.nextInt(10_000_000) / (float) Math.pow(10, random.nextInt(8));
      if (Float.isFinite(value)) {
        String text = Encoded.text(out -> Floats.put(out, value));
        assertEquals(
            Float.floatToIntBits(value), Float.floatToIntBits(Float.parseFloat(text)), text);
        assertTrue(plainLength(text) <= plainLength(Float.toString(value)), text);
      }
    }
    assertEquals("0.1", Encoded.text(out -> Floats.put(out, 0.1f)));
  }

  @Test
  void wholeNumbersHaveAPointAndZeroKeepsItsSign() {
    assertEquals("1.0", text(1));
    assertEquals("-42.0", text(-42));
    assertEquals("0.0", text(0));
    assertEquals("-0.0", text(-0.0));
    assertEquals("1.0E10", text(1e10));
    assertEquals("1234.5", text(1234.5));
    assertEquals("4.9E-324", text(Double.MIN_VALUE));
    assertEquals("1.7976931348623157E308", text(Double.MAX_VALUE));
  }

  @Test
  void whatIsNoNumberIsWrittenByName() {
    assertEquals("nan", text(Double.NaN));
    assertEquals("inf", text(Double.POSITIVE_INFINITY));
    assertEquals("-inf", text(Double.NEGATIVE_INFINITY));
  }

  private static void check(double value) {
    String text = text(value);
    assertEquals(
        Double.doubleToLongBits(value), Double.doubleToLongBits(Double.parseDouble(text)), text);
    assertTrue(plainLength(text) <= plainLength(Double.toString(value)), text);
  }

  /** Significant digits. */
  private static int plainLength(String text) {
    return new java.math.BigDecimal(text).stripTrailingZeros().precision();
  }

  private static String text(double value) {
    return Encoded.text(out -> Floats.put(out, value));
  }
}
