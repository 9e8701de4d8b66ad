package ducksite.engine.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import ducksite.engine.render.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page carries for its script: how values look, and what clicks choose. */
final class PageLooksTest {

  private static final String INPUTS =
      "```input pick\nvisual_mode: none\nmultiple: true\n```\n\n```input drop\n```\n\n";
  private static final String QUERY =
      "```sql q\nSELECT 'a' AS name, 1 AS n, 'anti' AS mode UNION ALL SELECT 'b', 2, NULL\n```\n\n";

  @TempDir private Path root;
  private ProjectOnDisk project;
  private String html;

  @BeforeEach
  void begin() throws Exception {
    project = new ProjectOnDisk(root);
    project.toml("");
  }

  @AfterEach
  void end() {
    project.close();
  }

  private JsonNode data(String blocks) throws Exception {
    Site site = project.file("content/index.md", INPUTS + QUERY + blocks).compile();
    Page page = site.page("/").orElseThrow();
    PageExecution run =
        site.pageExecutor().execute(page, page.inputs().choice(Map.of()), () -> false);
    html =
        PageHtml.document(
            page,
            run,
            new Shell("Site", "/", new Shell.Assets("/s.css", "/s.js", "", "/i.svg"), List.of()));
    String start = "id=\"ducksite-page\">";
    int at = html.indexOf(start);
    return at < 0
        ? new ObjectMapper().createObjectNode()
        : new ObjectMapper()
            .readTree(html.substring(at + start.length(), html.indexOf("</script>", at)));
  }

  @Test
  void a_table_carries_the_looks_of_its_cells_and_does_not_show_them_as_columns() throws Exception {
    JsonNode data =
        data(
            "```table t\nquery: q\nformat:\n  n:\n    bg_color_expr: CASE WHEN n > 1 THEN '#aabbcc'"
                + " END\n    highlight_expr: n = 1\n  name:\n    fg_color_expr: \"'red'\"\n```\n");
    assertEquals(List.of(), project.found());
    JsonNode table = data.at("/tables/t");
    assertEquals("__fmt_tbl_n_bg_color", table.at("/formats/n/bg_color").asText());
    assertEquals("__fmt_tbl_name_fg_color", table.at("/formats/name/fg_color").asText());
    JsonNode query = data.at("/queries").get(table.get("query").asText());
    assertEquals("[\"a\",1,\"anti\",null,true,\"red\"]", query.at("/rows/0").toString());
    assertEquals("#aabbcc", query.at("/rows/1/3").asText());
    assertTrue(html.contains("<figure class=\"ds-card ds-table-card\" data-table=\"t\">"), html);
    assertFalse(html.substring(0, html.indexOf("ducksite-page")).contains("__fmt_"), html);
  }

  @Test
  void a_chart_carries_its_highlight_its_series_and_what_a_click_chooses() throws Exception {
    JsonNode data =
        data(
            "```echart c\n"
                + "data_query: q\n"
                + "type: bar\n"
                + "x: name\n"
                + "y: n\n"
                + "series: mode\n"
                + "height: 240px\n"
                + "clickInput: pick\n"
                + "click_column: name\n"
                + "click_anti_input: drop\n"
                + "click_action: MODE\n"
                + "format:\n"
                + "  n:\n"
                + "    highlight_expr: n > 1\n"
                + "    color_expr: \"'good'\"\n"
                + "```\n");
    assertEquals(List.of(), project.found());
    JsonNode chart = data.at("/charts/c");
    assertEquals("__fmt_chart_n_highlight", chart.get("highlight").asText());
    assertEquals("__fmt_chart_n_color", chart.get("color").asText());
    assertEquals("{\"series\":\"mode\",\"height\":\"240\"}", chart.get("options").toString());
    assertEquals(
        "{\"input\":\"pick\",\"value\":\"name\",\"antiInput\":\"drop\",\"antiValue\":null,"
            + "\"action\":\"MODE\"}",
        chart.get("click").toString());
    assertEquals("true", data.at("/queries/q#c/rows/1/3").asText(), data.toString());
    assertTrue(
        html.contains("<form class=\"ds-inputs\" method=\"get\" hidden>")
            && html.contains("data-input=\"pick\" data-default=\"\" data-multiple=\"true\""),
        html);
  }

  @Test
  void a_page_whose_script_has_nothing_to_do_carries_no_data() throws Exception {
    data("```table t\nquery: q\n```\n");
    assertFalse(html.contains("ducksite-page"), html);
  }

  @Test
  void what_the_older_product_passed_over_does_not_stop_a_build() throws Exception {
    data(
        "```table t\n"
            + "query: q\n"
            + "click_input: lost\n"
            + "click_value: gone\n"
            + "limit: many\n"
            + "colour: red\n"
            + "no colon\n"
            + "format:\n"
            + "  n:\n"
            + "    bg_color_expr: gone + 1\n"
            + "    label_color_expr: n\n"
            + "```\n\n"
            + "```echart c\n"
            + "data_query: q\n"
            + "x: name\n"
            + "```\n\n"
            + "```echart d\n"
            + "data_query: lost\n"
            + "x: a\n"
            + "y: b\n"
            + "```\n\n"
            + "```echart e\n"
            + "data_query: q\n"
            + "x: name\n"
            + "y: n, gone\n"
            + "series: n\n"
            + "```\n\n"
            + "```grid\n"
            + "| lost | t |\n"
            + "```\n");
    assertEquals(
        List.of(
            "page/block-line",
            "page/chart-column",
            "page/key-without-effect",
            "page/table-limit",
            "page/unknown-cell",
            "page/unknown-key",
            "page/unknown-query",
            "sql/invalid"),
        project.codes().stream().sorted().distinct().toList());
    assertEquals(List.of(), project.problems.errors());
    assertTrue(html.contains("<td"), html);
  }
}
