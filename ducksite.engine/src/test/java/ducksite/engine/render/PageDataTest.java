package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PageDataTest {

  @Test
  void rowsAreArraysAndNumbersOfEveryTypeAreNumbers() throws IOException {
    assertEquals(
        "{\"columns\":[{\"name\":\"a\",\"type\":\"number\"},{\"name\":\"b\",\"type\":\"number\"},"
            + "{\"name\":\"c\",\"type\":\"text\"},{\"name\":\"d\",\"type\":\"date\"},"
            + "{\"name\":\"e\",\"type\":\"timestamp\"},{\"name\":\"f\",\"type\":\"bool\"}],"
            + "\"rows\":[[1.50,7,\"x\",\"2024-01-02\",\"2024-01-02T00:00:00\",true],[null,null,null,null,null,null]]}",
        page(
            """
            SELECT * FROM (VALUES
              (1.5::DECIMAL(4,2), 7::HUGEINT, 'x', DATE '2024-01-02', TIMESTAMP '2024-01-02', true),
              (NULL, NULL, NULL, NULL, NULL, NULL)) t(a, b, c, d, e, f)\
            """));
  }

  @Test
  void aResultWithoutRowsIsAnEmptyList() throws IOException {
    assertEquals(
        "{\"columns\":[{\"name\":\"a\",\"type\":\"number\"},{\"name\":\"a_1\",\"type\":\"number\"}],\"rows\":[]}",
        page("SELECT 1 AS a, 2 AS a WHERE false"));
  }

  @Test
  void insideHtmlNothingEndsTheScript() throws IOException {
    String text = "é</script><!--\u2028\u2029\u20AC\u2027\uD83E\uDD86" + "\u2028<".repeat(3000);
    try (DuckQuery query =
        new DuckQuery("SELECT '" + text + "' AS \"<t>\", '[\"</script>\"]'::JSON AS j")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CapturedResult.of(query, 10).writeJson(out);
      String page = out.toString(StandardCharsets.UTF_8);
      assertFalse(page.matches("(?s).*[<\u2028\u2029].*"), page);
      assertEquals(text, Rendered.tree(page).at("/rows/0/0").textValue());
      assertEquals("</script>", Rendered.tree(page).at("/rows/0/1/0").textValue());
      assertEquals("<t>", Rendered.tree(page).at("/columns/0/name").textValue());
    }
  }

  private static String page(String statement) throws IOException {
    try (DuckQuery query = new DuckQuery(statement)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PageData.write(query, out);
      return out.toString(StandardCharsets.UTF_8);
    }
  }
}
