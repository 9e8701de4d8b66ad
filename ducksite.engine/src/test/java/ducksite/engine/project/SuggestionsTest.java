package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SuggestionsTest {

  private static final List<String> KNOWN =
      List.of("port", "host", "hosts", "max_body", "watch_interval", "id");

  @Test
  void typing_errors_find_the_name_that_was_meant() {
    assertEquals(Optional.of("port"), Suggestions.closest("prot", KNOWN));
    assertEquals(Optional.of("watch_interval"), Suggestions.closest("watch-intervall", KNOWN));
    assertEquals(Optional.of("max_body"), Suggestions.closest("MaxBody", KNOWN));
    assertEquals(Optional.of("did you mean `host`?"), Suggestions.hint("hsot", KNOWN));
  }

  @Test
  void the_nearest_of_several_names_wins() {
    assertEquals(Optional.of("hosts"), Suggestions.closest("hostss", KNOWN));
  }

  @Test
  void a_name_that_is_far_from_all_finds_nothing() {
    assertEquals(Optional.empty(), Suggestions.closest("plugins_dir", KNOWN));
    assertEquals(Optional.empty(), Suggestions.closest("x", KNOWN));
    assertEquals(Optional.empty(), Suggestions.closest("", KNOWN));
  }
}
