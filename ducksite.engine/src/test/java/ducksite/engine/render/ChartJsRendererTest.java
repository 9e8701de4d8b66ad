package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChartJsRendererTest {

  @Test
  void valuesAreNumbersWhateverTheirTypeAndNullWhereTheyAreNone() {
    JsonNode data =
        config(
                chart("type", "line", "x", "label", "y", List.of("n", "flag", "day", "word")),
                """
                SELECT 'a' AS label, 1.5::DECIMAL(4,2) AS n, true AS flag, DATE '1970-01-02' AS day,
                  'no number' AS word
                UNION ALL SELECT NULL, NULL, false, NULL, '7'
                UNION ALL SELECT 'c', 3, NULL, NULL, 'inf'
                """)
            .get("data");
    assertEquals("[\"a\",\"\u2014\",\"c\"]", data.get("labels").toString());
    assertEquals("[1.5,null,3]", data.get("datasets").get(0).get("data").toString());
    assertEquals("[1,0,null]", data.get("datasets").get(1).get("data").toString());
    assertEquals("[86400,null,null]", data.get("datasets").get(2).get("data").toString());
    assertEquals("[null,7,null]", data.get("datasets").get(3).get("data").toString());
    assertFalse(data.get("datasets").get(0).get("fill").asBoolean());
    assertEquals(0.25, data.get("datasets").get(0).get("tension").asDouble());
  }

  @Test
  void withoutColumnsTheFirstOneIsDrawnOverTheRowsNumbers() {
    JsonNode data =
        config(chart("type", "bar"), "SELECT 5 AS a, 6 AS b UNION ALL SELECT 7, 8").get("data");
    assertEquals("[\"1\",\"2\"]", data.get("labels").toString());
    assertEquals("a", data.get("datasets").get(0).get("label").asText());
    assertEquals(1, data.get("datasets").size());
  }

  @Test
  void seriesWithoutAnyValueAreLeftOut() {
    JsonNode data =
        config(
                chart("type", "bar", "y", List.of("none", "some")),
                "SELECT NULL::INTEGER AS none, 1 AS some")
            .get("data");
    assertEquals(1, data.get("datasets").size());
    assertEquals("some", data.get("datasets").get(0).get("label").asText());
  }

  @Test
  void optionsAreMergedKeyByKey() {
    JsonNode config =
        config(
            chart(
                "type", "bar",
                "y", "a",
                "title", "Total",
                "label", "Sum",
                "colors", List.of("#112233"),
                "options", Map.of("plugins", Map.of("legend", Map.of("display", false))),
                "dataset_options", Map.of("borderWidth", 3L)),
            "SELECT 1 AS a");
    assertTrue(config.get("options").get("responsive").asBoolean());
    assertFalse(config.at("/options/plugins/legend/display").asBoolean());
    assertEquals("Total", config.at("/options/plugins/title/text").asText());
    assertEquals("Sum", config.at("/data/datasets/0/label").asText());
    assertEquals("#112233", config.at("/data/datasets/0/borderColor").asText());
    assertEquals(3, config.at("/data/datasets/0/borderWidth").asInt());
  }

  @Test
  void aScatterHasPlacesAndAPieHasAColourForEachSlice() {
    JsonNode scatter =
        config(chart("type", "scatter", "x", "a", "y", "b"), "SELECT 1.5 AS a, 2 AS b");
    assertEquals(1.5, scatter.at("/data/datasets/0/data/0/x").asDouble());
    assertEquals(2, scatter.at("/data/datasets/0/data/0/y").asInt());
    JsonNode pie = config(chart("type", "pie", "y", "a"), "SELECT 1 AS a UNION ALL SELECT 2");
    assertEquals(2, pie.at("/data/datasets/0/backgroundColor").size());
  }

  @Test
  void moreRowsThanAreDrawnAreCutAndSaidToBe() {
    int rows = ChartRows.MOST_POINTS + 1;
    String statement = "SELECT i AS a FROM range(" + rows + ") t(i)";
    String page = page(chart("type", "line", "y", "a"), statement);
    assertTrue(page.contains("Only the first 5,000 rows are drawn."), "the notice");
    assertEquals(ChartRows.MOST_POINTS, json(page).at("/data/datasets/0/data").size());
    assertFalse(
        page(chart("type", "line", "y", "a"), "SELECT i AS a FROM range(5000) t(i)")
            .contains("rows are drawn"));
  }

  @Test
  void theNumbersStandInATableToo() {
    String page = page(chart("type", "bar", "x", "a", "y", "b"), "SELECT '<x>' AS a, 1234 AS b");
    assertTrue(page.contains("<td>&lt;x&gt;</td><td class=\"ds-num\">1,234</td>"), page);
    assertTrue(page.contains("<noscript>"), page);
  }

  @Test
  void whatIsWrittenWithAnotherTypeIsDoneWithout() {
    JsonNode config =
        config(
            chart("type", "bar", "y", "a", "options", 5L, "dataset_options", "x", "title", 7L),
            "SELECT 1 AS a");
    assertEquals("7", config.at("/options/plugins/title/text").asText());
    String page =
        Rendered.text(
            new ChartJsRenderer(),
            Request.PLAIN.options(
                Map.of(
                    "charts",
                    List.of(chart("type", "bar", "y", "a")),
                    "canvas_height",
                    "tall",
                    "container_class",
                    1L,
                    "page_title",
                    2L)),
            "SELECT 1 AS a");
    assertTrue(page.contains("height=\"320\""), page);
    assertTrue(page.contains("<h1>2</h1>"), page);
  }

  @Test
  void aLineIsDrawnByTheServerAndBrokenWhereAValueIsMissing() {
    String svg = drawing("SELECT unnest([10, 20, NULL, 30, 40, NULL, 5]) AS y");
    assertEquals(2, svg.split("<polyline", -1).length - 1);
    assertEquals(1, svg.split("<circle", -1).length - 1);
    assertTrue(svg.startsWith("<svg "), svg);
    assertFalse(svg.contains("style="), svg);
  }

  @Test
  void severalLinesAreNamedInTheirColoursAndTheEndsOfTheAxisInFewDigits() {
    Map<String, Object> options =
        Map.of(
            "charts",
            List.of(
                chart("type", "line", "y", List.of("a", "b"), "dataset_labels", List.of("A<"))));
    String svg =
        Rendered.json(
                Request.PLAIN.options(options),
                "SELECT unnest([0.8, 28.123456]) AS a, unnest([1, 2]) AS b")
            .at("/charts/0/html")
            .asText();
    assertTrue(svg.contains("fill=\"#2f81c4\">\u25cf</tspan> A&lt; <tspan"), svg);
    assertTrue(svg.contains("fill=\"#dd6b20\">\u25cf</tspan> b</text>"), svg);
    assertTrue(svg.contains(">0.8</text>") && svg.contains(">28.12</text>"), svg);
  }

  @Test
  void whatCannotBeDrawnIsSaid() {
    assertTrue(drawing("SELECT 1 AS y WHERE false").contains("No data"));
    assertTrue(drawing("SELECT 'word' AS y").contains("Non-numeric data"));
    assertTrue(drawing("SELECT 1 AS z").contains("Unknown y column: y"));
  }

  private static String drawing(String statement) {
    Map<String, Object> options = Map.of("charts", List.of(chart("type", "line", "y", "y")));
    return Rendered.json(Request.PLAIN.options(options), statement).at("/charts/0/html").asText();
  }

  private static Map<String, Object> chart(Object... keys) {
    Map<String, Object> chart = new LinkedHashMap<>(Map.of("id", "c"));
    for (int index = 0; index < keys.length; index += 2) {
      chart.put(keys[index].toString(), keys[index + 1]);
    }
    return chart;
  }

  private static JsonNode config(Map<String, Object> chart, String statement) {
    return json(page(chart, statement));
  }

  private static JsonNode json(String page) {
    int start = page.indexOf('>', page.indexOf("id=\"c-config\"")) + 1;
    return Rendered.tree(page.substring(start, page.indexOf("</script>", start)));
  }

  private static String page(Map<String, Object> chart, String statement) {
    return Rendered.text(
        new ChartJsRenderer(), Request.PLAIN.options(Map.of("charts", List.of(chart))), statement);
  }
}
