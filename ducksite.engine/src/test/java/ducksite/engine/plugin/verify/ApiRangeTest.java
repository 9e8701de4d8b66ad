package ducksite.engine.plugin.verify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiRangeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1",
        ">=0.1",
        ">=0.1 <1",
        ">= 0.1, < 1",
        "[0.1,1)",
        "[ 0.1 , )",
        "(,0.1]",
        "=1.4",
        "1.3.9",
        "<=1.4"
      })
  void aRangeMayHoldSeveralComparisons(String range) {
    assertTrue(ApiRange.isValid(range));
    assertTrue(
        ApiRange.contains(range, range.startsWith("0") || range.contains("0.1") ? "0.1" : "1.4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">=2",
        "<1.4",
        ">1.4",
        "2",
        "=1.3",
        ">=1 <1.4",
        "0.9",
        "[1,1.4)",
        "(1.4,2]",
        "[1.5,)"
      })
  void aRangeMayLeaveAVersionOut(String range) {
    assertFalse(ApiRange.contains(range, "1.4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "one", ">=", "[1,2", "1,2)", "[one,2)", "1.x", ">=1 or 2"})
  void otherTextsAreNoRanges(String text) {
    assertFalse(ApiRange.isValid(text));
  }
}
