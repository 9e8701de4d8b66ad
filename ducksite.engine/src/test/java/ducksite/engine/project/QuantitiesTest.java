package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantitiesTest {

  @Test
  void durations_have_units_of_time() {
    assertEquals(Optional.of(Duration.ofMillis(500)), Quantities.duration("500ms"));
    assertEquals(Optional.of(Duration.ofSeconds(30)), Quantities.duration("30s"));
    assertEquals(Optional.of(Duration.ofMinutes(5)), Quantities.duration("5m"));
    assertEquals(Optional.of(Duration.ofHours(2)), Quantities.duration(" 2 h "));
    assertEquals(Optional.of(Duration.ofDays(7)), Quantities.duration("7D"));
    assertEquals(Optional.of(Duration.ofMillis(1500)), Quantities.duration("1.5s"));
  }

  @Test
  void sizes_have_decimal_and_binary_units() {
    assertEquals(Optional.of(64_000_000L), Quantities.bytes("64MB"));
    assertEquals(Optional.of(2_000_000_000L), Quantities.bytes("2 GB"));
    assertEquals(Optional.of(1024L * 1024), Quantities.bytes("1MiB"));
    assertEquals(Optional.of(12L), Quantities.bytes("12B"));
    assertEquals(Optional.of(1500L), Quantities.bytes("1.5kb"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "s", "-1s", "1h30m", "30 seconds", "", "1e3s", "999999999999999d"})
  void other_texts_are_no_durations(String text) {
    assertEquals(Optional.empty(), Quantities.duration(text));
  }
}
