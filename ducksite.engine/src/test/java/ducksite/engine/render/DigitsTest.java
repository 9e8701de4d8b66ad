package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DigitsTest {

  private final byte[] buffer = new byte[Output.SCALAR];

  @Test
  void signedNumbersOfEveryLengthAreWrittenAsJavaWritesThem() {
    Random random = new Random(1);
    for (int bits = 0; bits < 64; bits++) {
      for (int round = 0; round < 200; round++) {
        long value = random.nextLong() >> bits;
        assertEquals(Long.toString(value), text(Digits.signed(buffer, 0, value)));
      }
    }
    for (long value : new long[] {0, 9, 10, 99, 100, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertEquals(Long.toString(value), text(Digits.signed(buffer, 0, value)));
    }
  }

  @Test
  void unsignedNumbersUseTheHighestBit() {
    Random random = new Random(2);
    for (int round = 0; round < 2000; round++) {
      long value = random.nextLong();
      assertEquals(Long.toUnsignedString(value), text(Digits.unsigned(buffer, 0, value)));
    }
    assertEquals("18446744073709551615", text(Digits.unsigned(buffer, 0, -1)));
  }

  @Test
  void decimalsOfEveryWidthAndScaleKeepAllTheirDigits() {
    Random random = new Random(3);
    for (int scale = 0; scale <= 38; scale++) {
      for (int bits = 1; bits <= 127; bits += 3) {
        BigInteger magnitude = new BigInteger(bits, random);
        BigInteger value = random.nextBoolean() ? magnitude : magnitude.negate();
        assertEquals(new BigDecimal(value, scale).toPlainString(), decimal(value, scale));
      }
    }
  }

  @Test
  void decimalsAtTheEdgesOf64And128BitsAreExact() {
    BigInteger two = BigInteger.TWO;
    for (int power : new int[] {31, 32, 63, 64, 65, 95, 96, 127}) {
      for (int difference = -1; difference <= 1; difference++) {
        BigInteger value = two.pow(power).add(BigInteger.valueOf(difference));
        if (value.bitLength() < 128) {
          assertEquals(value.toString(), decimal(value, 0));
        }
        if (value.negate().bitLength() < 128) {
          assertEquals(value.negate().toString(), decimal(value.negate(), 0));
        }
      }
    }
    assertEquals(
        two.pow(128).subtract(BigInteger.ONE).toString(),
        text(Decimals.wide(buffer, 0, -1, -1, 0)));
  }

  private String decimal(BigInteger value, int scale) {
    return text(
        Decimals.signed(buffer, 0, value.shiftRight(64).longValue(), value.longValue(), scale));
  }

  private String text(int end) {
    return new String(buffer, 0, end, StandardCharsets.US_ASCII);
  }
}
