package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteRangeTest {

  private static final long SIZE = 1000;

  @ParameterizedTest
  @CsvSource({
    "bytes=0-99, 0, 100, bytes 0-99/1000",
    "bytes=500-, 500, 500, bytes 500-999/1000",
    "bytes=-1, 999, 1, bytes 999-999/1000",
    "bytes=-5000, 0, 1000, bytes 0-999/1000",
    "bytes=990-5000, 990, 10, bytes 990-999/1000",
    "bytes=999-999, 999, 1, bytes 999-999/1000",
    "bytes=0-99999999999999999999999, 0, 1000, bytes 0-999/1000",
  })
  void oneRangeIsClampedToTheFile(String header, long start, long length, String contentRange) {
    ByteRange range = ByteRange.parse(header, SIZE).orElseThrow();
    assertEquals(new ByteRange(start, length), range);
    assertEquals(contentRange, range.contentRange(SIZE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1000-", "bytes=5000-6000", "bytes=-0"})
  void aRangeWithoutAnyByteIsUnsatisfiable(String header) {
    ByteRange range = ByteRange.parse(header, SIZE).orElseThrow();
    assertTrue(range.isUnsatisfiable());
    assertEquals("bytes */1000", range.contentRange(SIZE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=5",
        "bytes=9-5",
        "bytes=a-b",
        "bytes=1-b",
        "bytes=--1",
        "bytes=+1-2",
        "bytes=0-1,3-4",
        "items=0-1",
      })
  void whatIsNotOneRangeIsIgnored(String header) {
    assertEquals(Optional.empty(), ByteRange.parse(header, SIZE));
  }

  @Test
  void anAbsentHeaderAsksForEverything() {
    assertEquals(Optional.empty(), ByteRange.parse(null, SIZE));
  }

  @Test
  void anEmptyFileSatisfiesNoRange() {
    assertTrue(ByteRange.parse("bytes=0-", 0).orElseThrow().isUnsatisfiable());
    assertTrue(ByteRange.parse("bytes=-5", 0).orElseThrow().isUnsatisfiable());
  }
}
