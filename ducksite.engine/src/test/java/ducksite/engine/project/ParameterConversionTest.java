package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParameterConversionTest {

  private static Object value(ParameterType type, String text) {
    return assertInstanceOf(Conversion.Converted.class, ParameterConversion.convert(type, text))
        .value();
  }

  private static String refusal(ParameterType type, String text) {
    return assertInstanceOf(Conversion.Refused.class, ParameterConversion.convert(type, text))
        .detail();
  }

  private static Conversion fromToml(ParameterType type, Object value) {
    return ParameterConversion.convertDefault(type, value);
  }

  @Test
  void a_text_is_kept_as_it_is() {
    assertEquals("  a ", value(ParameterType.STR, "  a "));
    assertEquals("", value(ParameterType.STR, ""));
  }

  @Test
  void whole_numbers_may_have_signs_and_blanks_around() {
    assertEquals(7L, value(ParameterType.INT, " 7 "));
    assertEquals(-7L, value(ParameterType.INT, "-7"));
    assertEquals(7L, value(ParameterType.INT, "+007"));
    assertEquals(Long.MAX_VALUE, value(ParameterType.INT, "9223372036854775807"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "", "1_000", "1.0", "0x10", "٣", "1e3", "9223372036854775808", "--1"})
  void what_is_no_whole_number_is_refused(String text) {
    assertInstanceOf(
        Conversion.Refused.class, ParameterConversion.convert(ParameterType.INT, text));
  }

  @Test
  void a_huge_number_of_digits_is_refused_at_once() {
    String detail = refusal(ParameterType.INT, "9".repeat(1_000_000));
    assertTrue(detail.length() < 200, detail);
  }

  @Test
  void numbers_may_have_fractions_and_exponents() {
    assertEquals(1.5, value(ParameterType.FLOAT, "1.5"));
    assertEquals(-0.5, value(ParameterType.FLOAT, " -.5 "));
    assertEquals(1000.0, value(ParameterType.FLOAT, "1e3"));
    assertEquals(1.0, value(ParameterType.FLOAT, "1."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nan", "inf", "-Infinity", "1e999", "1_0", "1d", "0x1p3", ".", ""})
  void what_is_no_finite_number_is_refused(String text) {
    assertInstanceOf(
        Conversion.Refused.class, ParameterConversion.convert(ParameterType.FLOAT, text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", " TRUE ", "t", "Yes", "y"})
  void words_for_true(String text) {
    assertEquals(true, value(ParameterType.BOOL, text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "False", "f", "NO", " n"})
  void words_for_false(String text) {
    assertEquals(false, value(ParameterType.BOOL, text));
  }

  @Test
  void other_words_are_no_truth_values() {
    assertEquals(
        "expected true or false (also 1, 0, yes, no, y, n, t, f) but received 'definitely'",
        refusal(ParameterType.BOOL, "definitely"));
  }

  @Test
  void dates_are_iso_and_must_exist() {
    assertEquals(LocalDate.of(2024, 1, 2), value(ParameterType.DATE, "2024-01-02"));
    assertEquals(
        "expected a date that exists but received '2023-02-29'",
        refusal(ParameterType.DATE, "2023-02-29"));
    refusal(ParameterType.DATE, "02/01/2024");
    refusal(ParameterType.DATE, "2024-01-02T00:00:00");
    refusal(ParameterType.DATE, "+12024-01-02");
  }

  @Test
  void times_are_iso_and_an_offset_moves_them_to_utc() {
    LocalDateTime expected = LocalDateTime.of(2024, 1, 2, 3, 4, 5);
    assertEquals(expected, value(ParameterType.DATETIME, "2024-01-02T03:04:05"));
    assertEquals(expected, value(ParameterType.DATETIME, "2024-01-02 03:04:05Z"));
    assertEquals(expected, value(ParameterType.DATETIME, "2024-01-02T05:04:05+02:00"));
    assertEquals(expected.withSecond(0), value(ParameterType.DATETIME, "2024-01-02T03:04"));
    assertEquals(
        expected.withNano(250_000_000), value(ParameterType.DATETIME, "2024-01-02T03:04:05.25"));
    assertEquals(LocalDateTime.of(2024, 1, 2, 0, 0), value(ParameterType.DATETIME, "2024-01-02"));
    refusal(ParameterType.DATETIME, "2024-01-02T25:00:00");
    refusal(ParameterType.DATETIME, "2024-13-02");
    refusal(ParameterType.DATETIME, "yesterday");
  }

  @Test
  void a_refusal_names_the_value_but_not_all_of_it() {
    assertEquals("expected a whole number but received 'abc'", refusal(ParameterType.INT, "abc"));
    assertTrue(refusal(ParameterType.INT, "x".repeat(100_000)).length() < 200);
  }

  @Test
  void defaults_are_converted_as_requests_are() {
    assertEquals(new Conversion.Converted(5L), fromToml(ParameterType.INT, "5"));
    assertEquals(new Conversion.Converted(5L), fromToml(ParameterType.INT, 5L));
    assertEquals(new Conversion.Converted(5.0), fromToml(ParameterType.FLOAT, 5L));
    assertEquals(new Conversion.Converted("5"), fromToml(ParameterType.STR, 5L));
    assertEquals(
        new Conversion.Converted(List.of(1L, 2L)), fromToml(ParameterType.INT, List.of("1", 2L)));
    LocalDate day = LocalDate.of(2024, 1, 2);
    assertEquals(
        new Conversion.Converted(day.atStartOfDay()), fromToml(ParameterType.DATETIME, day));
  }

  @Test
  void a_default_of_another_type_is_refused() {
    assertInstanceOf(Conversion.Refused.class, fromToml(ParameterType.INT, 1.5));
    assertInstanceOf(Conversion.Refused.class, fromToml(ParameterType.INT, true));
    assertInstanceOf(Conversion.Refused.class, fromToml(ParameterType.BOOL, 1L));
    assertInstanceOf(Conversion.Refused.class, fromToml(ParameterType.FLOAT, Double.NaN));
    assertInstanceOf(Conversion.Refused.class, fromToml(ParameterType.INT, List.of(1L, "x")));
  }
}
