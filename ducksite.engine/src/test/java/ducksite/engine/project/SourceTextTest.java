package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class SourceTextTest {

  private static final SourceText TEXT = new SourceText("a/b.sql", "one\n\nthé 😀 x\nend");

  @Test
  void an_offset_is_a_line_and_a_column_of_characters() {
    assertEquals("a/b.sql:1:1", TEXT.position(0).toString());
    assertEquals("a/b.sql:1:4", TEXT.position(3).toString());
    assertEquals("a/b.sql:2:1", TEXT.position(4).toString());
    assertEquals("a/b.sql:3:7", TEXT.position(TEXT.text().indexOf("x")).toString());
    assertEquals("a/b.sql:4:4", TEXT.position(9999).toString());
    assertEquals("a/b.sql:1:1", TEXT.position(-1).toString());
  }

  @Test
  void lines_come_without_their_ends() {
    assertEquals("one", TEXT.line(1));
    assertEquals("", TEXT.line(2));
    assertEquals("thé 😀 x", TEXT.line(3));
    assertEquals("end", TEXT.line(4));
    assertEquals("", TEXT.line(5));
  }

  @Test
  void a_problem_in_a_fragment_is_at_the_place_of_the_file() {
    int start = TEXT.text().indexOf("thé");
    SourceFragment fragment = TEXT.fragment(start, start + 8);
    assertEquals("thé 😀 x", fragment.text());
    Problem problem = fragment.problem("sql/x", 7, "no", null);
    assertEquals("sql/x a/b.sql:3:7", ProjectFolder.brief(problem));
    assertEquals("thé 😀 x", problem.sourceLine());
    assertNull(problem.hint());
  }

  @Test
  void an_offset_outside_a_fragment_is_its_nearest_end() {
    SourceFragment fragment = TEXT.fragment(4, 5);
    assertEquals("a/b.sql:3:1", fragment.position(500).toString());
    assertEquals("a/b.sql:2:1", fragment.position(-500).toString());
    assertThrows(IllegalArgumentException.class, () -> TEXT.fragment(5, 4));
  }

  @Test
  void a_text_is_found_behind_a_place_in_its_line() {
    Position start = new Position(TEXT, 3, 2);
    assertEquals("a/b.sql:3:5", start.of("😀").toString());
    assertEquals("a/b.sql:3:2", start.of("t").toString());
  }
}
