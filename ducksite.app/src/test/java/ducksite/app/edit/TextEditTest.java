package ducksite.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Models and pages. */
final class TextEditTest {

  private static final String MODELS =
      """
      -- All models.

      -- name: one
      SELECT 1
      -- inside
      , 2

      -- About two.
      -- name: two
      SELECT 2;
      """;

  private static final String PAGE =
      """
      # Title

      ```sql rows
      SELECT 1
      ```

      Text with `sql rows`.

      ```echart chart
      query: rows
      data_query: "rows"
      title: rows
      ```

      ~~~table list
      query: rows_2
      ```
      ~~~
      """;

  @Test
  void oneModelChangesAndTheRestStays() throws EditException {
    ModelsEdit edit = new ModelsEdit(MODELS);
    edit.replace("ONE", "SELECT 3\n\n");
    assertEquals(MODELS.replace("SELECT 1\n-- inside\n, 2\n\n", "SELECT 3\n\n"), edit.text());
    edit.rename("one", "uno");
    edit.remove("two");
    assertEquals("-- All models.\n\n-- name: uno\nSELECT 3\n\n-- About two.\n", edit.text());
  }

  @Test
  void aModelIsAddedOnce() throws EditException {
    ModelsEdit edit = new ModelsEdit("");
    edit.add("a", " SELECT 1 ");
    edit.add("b", "SELECT 2");
    assertEquals("-- name: a\nSELECT 1\n\n-- name: b\nSELECT 2\n", edit.text());
    assertThrows(EditException.class, () -> edit.add("A", "SELECT 3"));
    assertThrows(EditException.class, () -> edit.rename("a", "b"));
    assertThrows(EditException.class, () -> edit.remove("c"));
  }

  @Test
  void aRenamedQueryIsFollowedByWhatReadsIt() throws EditException {
    PageEdit edit = new PageEdit(PAGE);
    edit.rename("rows", "lines");
    assertEquals(
        PAGE.replace("```sql rows", "```sql lines")
            .replace("query: rows\n", "query: lines\n")
            .replace("\"rows\"", "\"lines\""),
        edit.text());
    edit.rename("lines", "rows");
    assertEquals(PAGE, edit.text());
  }

  @Test
  void blocksAreReplacedRemovedAndAdded() throws EditException {
    PageEdit edit = new PageEdit(PAGE);
    edit.replace("list", "query: other\n");
    edit.remove("chart");
    assertEquals(
        PAGE.replace("query: rows_2\n```\n", "query: other\n")
            .replace(
                "```echart chart\nquery: rows\ndata_query: \"rows\"\ntitle: rows\n```\n\n", ""),
        edit.text());
    edit.add("sql", "more", "SELECT '```'");
    assertEquals(
        "~~~~sql more\nSELECT '```'\n~~~~\n", edit.text().substring(edit.text().indexOf("~~~~")));
    assertThrows(EditException.class, () -> edit.add("sql", "more", "SELECT 1"));
    assertThrows(EditException.class, () -> edit.add("html", "x", "y"));
    assertThrows(EditException.class, () -> edit.add("sql", "x y", "z"));
    assertThrows(EditException.class, () -> edit.replace("rows", "```\nescaped"));
    assertThrows(EditException.class, () -> edit.remove("none"));
  }
}
