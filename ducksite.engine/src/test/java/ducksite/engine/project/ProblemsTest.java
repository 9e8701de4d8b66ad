package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProblemsTest {

  @Test
  void problems_come_by_file_line_and_column_and_those_without_a_file_first() {
    Problems problems = new Problems();
    Problem second = Problem.error("a/b", "second").withPlace("b.toml", 2, 9, null);
    Problem third = Problem.error("a/b", "third").withPlace("b.toml", 10, 1, null);
    Problem first = Problem.warning("a/b", "first").withPlace("a.toml", 30, 1, null);
    Problem general = Problem.error("a/b", "general");
    problems.addAll(List.of(third, second, first, general));
    assertEquals(List.of(general, first, second, third), problems.all());
  }

  @Test
  void the_same_problem_found_twice_is_one() {
    Problems problems = new Problems();
    problems.add(Problem.error("a/b", "x"));
    problems.add(Problem.error("a/b", "x"));
    assertEquals(1, problems.all().size());
  }

  @Test
  void warnings_are_not_errors() {
    Problems problems = new Problems();
    assertTrue(problems.isEmpty());
    problems.add(Problem.warning("a/b", "x"));
    assertFalse(problems.hasErrors());
    assertTrue(problems.errors().isEmpty());
    problems.add(Problem.error("a/b", "y"));
    assertTrue(problems.hasErrors());
    assertEquals(1, problems.errors().size());
  }

  @Test
  void a_code_without_an_area_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Problem.error("unknown-key", "x"));
    assertThrows(IllegalArgumentException.class, () -> Problem.error("config/Unknown", "x"));
  }
}
