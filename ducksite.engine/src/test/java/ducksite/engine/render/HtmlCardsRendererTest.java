package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HtmlCardsRendererTest {

  private static final String ROW =
      "SELECT 'T' AS title_text, 'p/x y.png' AS picture, 1 AS a, 2 AS b, 3 AS c, 4 AS d";

  @Test
  void withoutOptionsTheFirstColumnIsTheTitleAndThreeOthersFollow() {
    String page = page(Map.of(), ROW);
    assertTrue(page.contains("<h2>T</h2>"), page);
    assertEquals(3, page.split("<dt>", -1).length - 1);
    assertFalse(page.contains("<img"), page);
  }

  @Test
  void aNamedColumnThatIsNotThereIsDoneWithout() {
    String page = page(Map.of("title_col", "gone", "meta_cols", List.of("gone", "B")), ROW);
    assertTrue(page.contains("<h2>T</h2>"), page);
    assertTrue(page.contains("<dl><div><dt>B</dt><dd>2</dd></div></dl>"), page);
  }

  @Test
  void anImageIsAFileOfTheSiteWhateverItsName() {
    assertEquals("/site/static/media/p/x%20y.png", image("'p/x y.png'"));
    assertEquals(
        "/site/static/media/https%3A/evil.example/a.png", image("'https://evil.example/a.png'"));
    assertEquals("/site/static/media/etc/passwd", image("'../..\\../etc/passwd'"));
    assertEquals("/site/static/media/%22%3E%3Cscript%3E", image("'\"><script>'"));
    assertEquals("", image("NULL"));
    assertEquals("", image("' /../ '"));
  }

  @Test
  void everyRowIsACard() {
    String page = page(Map.of(), "SELECT i AS a FROM range(5000) t(i)");
    assertEquals(5000, page.split("<li ", -1).length - 1);
  }

  private static String image(String name) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("image_col", "picture");
    options.put("base_path", "/site/");
    options.put("assets", Map.of("base_path", "/media/"));
    String page = page(options, "SELECT 'T' AS t, " + name + " AS picture");
    int start = page.indexOf(" src=\"", page.indexOf("<img "));
    return page.contains("<img ") ? page.substring(start + 6, page.indexOf('"', start + 6)) : "";
  }

  private static String page(Map<String, Object> options, String statement) {
    return Rendered.text(new HtmlCardsRenderer(), Request.PLAIN.options(options), statement);
  }
}
