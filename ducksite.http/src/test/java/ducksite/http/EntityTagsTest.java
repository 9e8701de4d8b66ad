package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EntityTagsTest {

  private static final String TAG = "\"abc\"";

  @ParameterizedTest
  @ValueSource(
      strings = {"\"abc\"", "W/\"abc\"", "*", " * ", "\"x\", \"abc\"", "W/\"x\",W/\"abc\" , \"y\""})
  void ifNoneMatchComparesWeakly(String header) {
    assertTrue(EntityTags.matches(header, TAG));
    assertTrue(EntityTags.matches(header, "W/" + TAG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "\"ab\"", "\"abcd\"", "w/\"abc\"", "\"x\", \"y\"", "**"})
  void anotherTagDoesNotMatch(String header) {
    assertFalse(EntityTags.matches(header, TAG));
    assertFalse(EntityTags.matchesStrongly(header, TAG));
  }

  @Test
  void anAbsentHeaderMatchesNothing() {
    assertFalse(EntityTags.matches(null, TAG));
  }

  @Test
  void ifMatchComparesStrongly() {
    assertTrue(EntityTags.matchesStrongly("\"x\", \"abc\"", TAG));
    assertTrue(EntityTags.matchesStrongly("*", TAG));
    assertFalse(EntityTags.matchesStrongly("W/\"abc\"", TAG));
    assertFalse(EntityTags.matchesStrongly("W/\"abc\"", "W/\"abc\""));
  }

  @Test
  void ifRangeLetsOnlyTheSameStrongTagThrough() {
    assertTrue(EntityTags.allowsRange(null, TAG));
    assertTrue(EntityTags.allowsRange(TAG, TAG));
    assertFalse(EntityTags.allowsRange("\"x\"", TAG));
    assertFalse(EntityTags.allowsRange("W/\"abc\"", "W/\"abc\""));
    assertFalse(EntityTags.allowsRange("Sat, 21 Nov 2026 10:00:00 GMT", TAG));
    assertFalse(EntityTags.allowsRange("", TAG));
  }
}
