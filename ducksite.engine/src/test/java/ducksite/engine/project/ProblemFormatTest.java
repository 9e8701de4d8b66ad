package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProblemFormatTest {

  private static final Problem UNKNOWN =
      Problem.error("config/unknown-key", "unknown key `prot` in [server]")
          .withPlace("ducksite.toml", 12, 3, "  prot = 8080")
          .withHint("did you mean `port`?");

  @Test
  void a_problem_shows_its_place_its_line_a_caret_and_help() {
    String expected =
        """
        error[config/unknown-key]: unknown key `prot` in [server]
         --> ducksite.toml:12:3
        12 |   prot = 8080
           |   ^
           = help: did you mean `port`?\
        """;
    assertEquals(expected, ProblemFormat.plain().text(UNKNOWN));
  }

  @Test
  void related_places_are_notes() {
    Problem problem =
        Problem.warning("route/duplicate-id", "twice")
            .withFile("b.toml")
            .withRelated(new Place("a.toml", 1, 2, "the first one is here"));
    String expected =
        """
        warning[route/duplicate-id]: twice
         --> b.toml
         = note: a.toml:1:2: the first one is here\
        """;
    assertEquals(expected, ProblemFormat.plain().text(problem));
  }

  @Test
  void the_caret_stands_below_the_character_behind_wide_characters_and_tabs() {
    Problem problem = Problem.error("a/b", "x").withPlace("f", 1, 4, "\t鸭😀z");
    String[] lines = ProblemFormat.plain().text(problem).split("\n");
    assertEquals("1 |   鸭😀z", lines[2]);
    assertEquals("  |       ^", lines[3]);
  }

  @Test
  void a_long_line_is_cut_around_the_column() {
    Problem problem =
        Problem.error("a/b", "x")
            .withPlace("f", 1, 5001, "a".repeat(5000) + "Q" + "b".repeat(5000));
    String[] lines = ProblemFormat.plain().text(problem).split("\n");
    assertTrue(lines[2].length() < 200, lines[2]);
    assertEquals('Q', lines[2].charAt(lines[3].indexOf('^')));
  }

  @Test
  void escape_sequences_in_files_do_not_reach_the_terminal() {
    Problem problem =
        Problem.error("a/b", "bad \u001B[31mname")
            .withPlace("f\u001B", 1, 1, "\u001B]0;title\u0007")
            .withHint("\u001B");
    assertFalse(ProblemFormat.plain().text(problem).contains("\u001B"));
    assertFalse(ProblemFormat.plain().summary(problem).contains("\u001B"));
  }

  @Test
  void colours_are_only_escapes_around_the_same_text() {
    String coloured = ProblemFormat.coloured().text(UNKNOWN);
    assertTrue(coloured.contains("\u001B[1;31m"));
    assertEquals(ProblemFormat.plain().text(UNKNOWN), coloured.replaceAll("\u001B\\[[0-9;]*m", ""));
  }

  @Test
  void several_problems_end_with_their_count() {
    String text =
        ProblemFormat.plain()
            .text(List.of(UNKNOWN, Problem.warning("a/b", "x"), Problem.warning("a/b", "y")));
    assertTrue(text.endsWith("\n\n1 error, 2 warnings"), text);
    assertEquals("", ProblemFormat.plain().text(List.of()));
  }

  @Test
  void the_machine_form_has_the_fields_of_the_contract_in_order() {
    Problem problem = UNKNOWN.withRelated(new Place("a.toml", 1, 2, "first"));
    assertEquals(
        "{code=config/unknown-key, severity=error, message=unknown key `prot` in [server],"
            + " file=ducksite.toml, line=12, column=3, hint=did you mean `port`?,"
            + " related=[{file=a.toml, line=1, column=2, message=first}]}",
        ProblemFormat.toMap(problem).toString());
  }
}
