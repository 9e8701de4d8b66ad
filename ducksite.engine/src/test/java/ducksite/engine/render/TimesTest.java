package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimesTest {

  private static final long MILLION = 1_000_000;

  private final byte[] buffer = new byte[Output.SCALAR];

  @Test
  void everyDayOfTwoThousandYearsIsWrittenAsJavaWritesIt() {
    long first = LocalDate.of(0, 1, 1).toEpochDay();
    for (long day = first; day < first + 800_000; day++) {
      assertEquals(LocalDate.ofEpochDay(day).toString(), text(Times.date(buffer, 0, (int) day)));
    }
  }

  @Test
  void yearsBeyondFourDigitsAreSigned() {
    Random random = new Random(1);
    for (int round = 0; round < 10_000; round++) {
      int day = random.nextInt();
      assertEquals(LocalDate.ofEpochDay(day).toString(), text(Times.date(buffer, 0, day)));
    }
    assertEquals(
        "+10000-01-01", text(Times.date(buffer, 0, (int) LocalDate.of(10_000, 1, 1).toEpochDay())));
    assertEquals(
        "-0001-12-31", text(Times.date(buffer, 0, (int) LocalDate.of(-1, 12, 31).toEpochDay())));
  }

  @Test
  void infinitiesAreWrittenByName() {
    assertEquals("infinity", text(Times.date(buffer, 0, Integer.MAX_VALUE)));
    assertEquals("-infinity", text(Times.date(buffer, 0, -Integer.MAX_VALUE)));
    assertEquals("infinity", text(Times.timestamp(buffer, 0, Long.MAX_VALUE, MILLION, 6, 'T')));
    assertEquals("-infinity", text(Times.timestamp(buffer, 0, -Long.MAX_VALUE, MILLION, 6, 'T')));
  }

  @Test
  void momentsBeforeAndAfter1970HaveAFractionOnlyWhereThereIsOne() {
    assertEquals(
        "1969-12-31T23:59:59.999999", text(Times.timestamp(buffer, 0, -1, MILLION, 6, 'T')));
    assertEquals("1970-01-01 00:00:01", text(Times.timestamp(buffer, 0, MILLION, MILLION, 6, ' ')));
    assertEquals("1970-01-01T00:00:00.007", text(Times.timestamp(buffer, 0, 7, 1000, 3, 'T')));
    assertEquals(
        "1970-01-01T00:00:00.000000007",
        text(Times.timestamp(buffer, 0, 7, 1000 * MILLION, 9, 'T')));
    Random random = new Random(2);
    for (int round = 0; round < 10_000; round++) {
      long seconds = random.nextLong() >> 28;
      String expected =
          LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC)
              .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
      assertEquals(expected, text(Times.timestamp(buffer, 0, seconds, 1, 0, 'T')));
    }
  }

  @Test
  void intervalsKeepMonthsDaysAndTimeApart() {
    assertEquals("PT0S", text(Times.interval(buffer, 0, 0, 0, 0)));
    assertEquals("P1Y2M3DT4H5M6.7S", text(Times.interval(buffer, 0, 14, 3, 14_706_700_000_000L)));
    assertEquals("P-1M", text(Times.interval(buffer, 0, -1, 0, 0)));
    assertEquals("P1M-2DT-0.5S", text(Times.interval(buffer, 0, 1, -2, -500_000_000L)));
    assertEquals("PT2H", text(Times.interval(buffer, 0, 0, 0, 7_200_000_000_000L)));
  }

  @Test
  void aTimeSpanReadsBackAsTheSameDuration() {
    Random random = new Random(3);
    for (int round = 0; round < 10_000; round++) {
      long nanos = random.nextLong() >> random.nextInt(60);
      assertEquals(
          Duration.ofNanos(nanos), Duration.parse(text(Times.interval(buffer, 0, 0, 0, nanos))));
    }
  }

  private String text(int end) {
    return new String(buffer, 0, end, StandardCharsets.US_ASCII);
  }
}
