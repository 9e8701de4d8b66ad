package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TextTableRendererTest {

  private static String table(String query) {
    return Rendered.text(new TextTableRenderer(), Request.PLAIN, query);
  }

  @Test
  void numbersStandToTheRightAndTextsToTheLeft() {
    assertEquals(
        """
         n  name
        ──  ────
         1  a
        10  NULL
        2 rows
        """,
        table("FROM (VALUES (1, 'a'), (10, NULL)) t(n, name)"));
  }

  @Test
  void aResultWithoutRowsIsItsHeader() {
    assertEquals("a  a_1\n─  ───\n0 rows\n", table("SELECT 1 AS a, 2 AS a WHERE false"));
  }

  @Test
  void nothingThatATerminalObeysIsWritten() {
    String shown = table("SELECT chr(27) || '[2J' || chr(10) || 'x' || chr(8238) || 'y' AS a");
    assertEquals("a\n────────\n·[2J·x·y\n1 row\n", shown);
  }

  @Test
  void longValuesAreCutAndCountedInLetters() {
    String shown = table("SELECT repeat('é', 61) AS a");
    assertEquals("é".repeat(59) + "…", shown.lines().skip(2).findFirst().orElse(""));
  }

  @Test
  void onlyTheFirstRowsAreShownAndItIsSaid() {
    String shown = table("SELECT i FROM range(5_000) t(i)");
    assertEquals(TextTableRenderer.ROWS + 3, shown.lines().count());
    assertTrue(shown.endsWith("the first 200 rows; other formats have all\n"), shown);
  }
}
