package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostCheckTest {

  @ParameterizedTest
  @CsvSource({
    "localhost, localhost",
    "LocalHost:8080, localhost",
    "127.0.0.1:80, 127.0.0.1",
    "[::1]:8080, ::1",
    "[::1], ::1",
    "[::1, ''",
    ":80, ''",
    "localhost.evil.example, localhost.evil.example",
  })
  void theNameIsWhatStandsBeforeThePort(String header, String name) {
    assertEquals(name, HostCheck.nameOf(header));
  }

  @Test
  void anAbsentHeaderNamesNothing() {
    assertEquals("", HostCheck.nameOf(null));
  }
}
