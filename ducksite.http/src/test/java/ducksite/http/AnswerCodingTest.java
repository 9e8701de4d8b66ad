package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerCodingTest {

  private static Optional<AnswerCoding> of(String header, String mediaType) {
    return AnswerCoding.of(
        AcceptedCodings.of(header == null ? List.of() : List.of(header)), mediaType);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                | IDENTITY",
        "''                              | IDENTITY",
        "br                              | IDENTITY",
        "gzip                            | GZIP",
        "x-gzip                          | GZIP",
        "GZip , ZSTD                     | ZSTD",
        "gzip, deflate, br, zstd         | ZSTD",
        "gzip;q=1.0, zstd;q=0.5          | GZIP",
        "zstd;q=0, gzip;q=0.001          | GZIP",
        "zstd ; q=0.000 , br             | IDENTITY",
        "*                               | ZSTD",
        "*;q=0.5, zstd;q=0               | GZIP",
        "identity, gzip;q=0.5            | IDENTITY",
        "identity;q=0.1, gzip;q=0.5      | GZIP",
        "identity;q=0, gzip;q=0.1        | GZIP",
        "gzip;q=0                        | IDENTITY",
        "*;q=0, identity                 | IDENTITY",
        "*;q=0, gzip                     | GZIP",
        "gzip;q=2                        | IDENTITY",
        "gzip;level=9                    | IDENTITY",
        ";q=1,,=                         | IDENTITY",
      })
  void theCodingThatTheClientWantsMostIsTaken(String header, ContentCoding coding) {
    assertEquals(coding, of(header, "application/json").orElseThrow().coding());
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity;q=0", "*;q=0", "br, *;q=0", "identity;q=0, gzip;q=0, zstd;q=0"})
  void aClientMayTakeNothingThatWeHave(String header) {
    assertEquals(Optional.empty(), of(header, "text/csv; charset=utf-8"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-parquet",
        "application/vnd.apache.arrow.stream",
        "image/png",
        "application/zip",
        "application/octet-stream"
      })
  void whatIsCompactInItselfStaysAsItIs(String mediaType) {
    assertEquals(ContentCoding.IDENTITY, of("gzip, zstd", mediaType).orElseThrow().coding());
    assertEquals(Optional.empty(), of("gzip, identity;q=0", mediaType));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html; charset=utf-8",
        "application/x-ndjson",
        "application/problem+json",
        "image/svg+xml"
      })
  void textsAreCoded(String mediaType) {
    assertEquals(ContentCoding.ZSTD, of("gzip, zstd", mediaType).orElseThrow().coding());
  }

  @Test
  void aSmallBodyIsCodedOnlyForThoseWhoTakeNothingElse() {
    AnswerCoding usual = of("gzip", "text/csv").orElseThrow();
    assertFalse(usual.isWorth(511));
    assertTrue(usual.isWorth(512));
    AnswerCoding always = of("gzip, identity;q=0", "text/csv").orElseThrow();
    assertTrue(always.isWorth(1));
    assertFalse(usual.representation().equals(always.representation()));
    assertFalse(of("", "text/csv").orElseThrow().isWorth(1 << 20));
  }
}
