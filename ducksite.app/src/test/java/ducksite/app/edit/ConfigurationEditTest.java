package ducksite.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationEditTest {

  private static final String TEXT =
      """
      # The site.
      [site]
      title = "A # B"   # not a comment inside

      [dirs] # where data lies
      DIR_A = "a"

      # Sales, by day.
      [[file_sources]]
      name = "sales"
      pattern = "data/sales/*.parquet" # all of them
      template_values = [
        "x", # first ]
        'y]',
      ]

      [[file_sources.hierarchy]]
      pattern = "data/m.parquet"

      # Costs.
      [[ file_sources ]]
      "name" = 'costs'
      row_filter = \"""
      a > 1
      # no comment
      [[file_sources]]
      \"""
      """;

  @Test
  void aTextIsThePiecesItIsCutInto() {
    assertEquals(TEXT, new ConfigurationEdit(TEXT).text());
    String windows = TEXT.replace("\n", "\r\n");
    assertEquals(windows, new ConfigurationEdit(windows).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "=",
        "a",
        "a = ",
        "a = [",
        "a = \"",
        "a = \"\"\"",
        "a = '''x''''' # y",
        "[",
        "[[",
        "]",
        "a = \"\\",
        "\"a=b\" = 1",
        "a = {b = [1, {c = '#'}]} # d",
        "# only",
        "a = 1\r\n\r\n[b]",
      })
  void anyTextSurvives(String text) {
    assertEquals(text, new ConfigurationEdit(text).text());
  }

  @Test
  void aChangedKeyKeepsItsCommentAndItsPlace() throws EditException {
    ConfigurationEdit edit = new ConfigurationEdit(TEXT);
    edit.modifySource(
        "sales", Map.of("pattern", "data/x.parquet", "row_filter", "a = 'q'"), List.of());
    edit.modifySource("costs", Map.of("row_filter", "b"), List.of());
    assertEquals(
        TEXT.replace("\"data/sales/*.parquet\" #", "\"data/x.parquet\" #")
            .replace("]\n\n[[file_sources.h", "]\nrow_filter = \"a = 'q'\"\n\n[[file_sources.h")
            .replace("\"\"\"\na > 1\n# no comment\n[[file_sources]]\n\"\"\"", "\"b\""),
        edit.text());
  }

  @Test
  void aValueOfSeveralLinesIsOneKey() throws EditException {
    ConfigurationEdit edit = new ConfigurationEdit(TEXT);
    edit.modifySource("sales", Map.of(), List.of("template_values"));
    assertEquals(
        TEXT.replace("template_values = [\n  \"x\", # first ]\n  'y]',\n]\n", ""), edit.text());
  }

  @Test
  void aRemovedSourceTakesItsCommentAndItsSubTablesAlong() throws EditException {
    ConfigurationEdit edit = new ConfigurationEdit(TEXT);
    edit.removeSource("sales");
    int start = TEXT.indexOf("# Sales");
    assertEquals(TEXT.substring(0, start) + TEXT.substring(TEXT.indexOf("# Costs")), edit.text());
    edit.removeSource("costs");
    assertEquals(TEXT.substring(0, start), edit.text());
  }

  @Test
  void anAddedSourceStandsBehindTheOthersWithItsValuesQuoted() throws EditException {
    ConfigurationEdit edit = new ConfigurationEdit("[site]");
    edit.addSource("new", Map.of("row_filter", "a = \"b\" -- \\ \n x"));
    assertEquals(
        "[site]\n\n"
            + "[[file_sources]]\n"
            + "name = \"new\"\n"
            + "row_filter = \"a = \\\"b\\\" -- \\\\ \\n"
            + " x\"\n",
        edit.text());
    assertThrows(EditException.class, () -> edit.addSource("new", Map.of()));
  }

  @Test
  void directoriesAreSetAddedAndRemoved() throws EditException {
    ConfigurationEdit edit = new ConfigurationEdit(TEXT);
    edit.setDirectory("DIR_A", "b", false);
    edit.setDirectory("DIR_B", "c:\\d", true);
    assertTrue(edit.text().contains("DIR_A = \"b\"\nDIR_B = \"c:\\\\d\"\n"), edit.text());
    edit.removeDirectory("DIR_B");
    edit.setDirectory("DIR_A", "a", false);
    assertEquals(TEXT, edit.text());
    assertThrows(EditException.class, () -> edit.setDirectory("DIR_A", "x", true));
    assertThrows(EditException.class, () -> edit.setDirectory("DIR_C", "x", false));
    ConfigurationEdit empty = new ConfigurationEdit("");
    empty.setDirectory("DIR_A", "a", true);
    assertEquals("[dirs]\nDIR_A = \"a\"\n", empty.text());
  }

  @Test
  void whatCannotBeEditedIsSaidSo() {
    ConfigurationEdit inline = new ConfigurationEdit("file_sources = [{name = \"a\"}]\n");
    assertThrows(EditException.class, () -> inline.addSource("b", Map.of()));
    ConfigurationEdit edit = new ConfigurationEdit(TEXT);
    assertThrows(EditException.class, () -> edit.removeSource("none"));
    assertThrows(
        EditException.class, () -> edit.modifySource("sales", Map.of(), List.of("no_key")));
    assertEquals(TEXT, edit.text());
  }
}
