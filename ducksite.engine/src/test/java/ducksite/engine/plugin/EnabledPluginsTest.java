package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnabledPluginsTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void nothingMeansAll(String text) {
    assertTrue(EnabledPlugins.of(text).allows("x", true));
    assertTrue(EnabledPlugins.of(text).allows("x", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "NONE", "[]", ",", "[ \"none\" ]"})
  void noneMeansNone(String text) {
    assertFalse(EnabledPlugins.of(text).allows("x", true));
    assertFalse(EnabledPlugins.of(text).allows("x", false));
  }

  @Test
  void theWordsChooseByOrigin() {
    assertTrue(EnabledPlugins.of("internal").allows("x", true));
    assertFalse(EnabledPlugins.of("internal").allows("x", false));
    assertFalse(EnabledPlugins.of("external").allows("x", true));
    assertTrue(EnabledPlugins.of("external").allows("x", false));
    assertTrue(EnabledPlugins.of("internal, sales").allows("sales", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", " a , b ,", "[\"a\", \"b\"]", "[\"a\",\"b\"]"})
  void idsAreAListOfEitherForm(String text) {
    assertEquals(Set.of("a", "b"), EnabledPlugins.of(text).ids());
    assertTrue(EnabledPlugins.of(text).allows("a", false));
    assertFalse(EnabledPlugins.of(text).allows("c", true));
  }
}
