package ducksite.engine.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import ducksite.engine.render.CapturedResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PageCompilerTest {

  private static final String QUERY =
      "```sql q\nSELECT i, i * 2 AS twice FROM range(3) t(i)\n```\n\n";
  private static final String CHART = "```echart c\ndata_query: q\nx: i\ny: twice\n%s```\n";

  @TempDir Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
  }

  @AfterEach
  void end() {
    project.close();
  }

  private Page page(String text) throws IOException {
    Site site = project.file("content/index.md", text).compile();
    return site.page("/").orElseThrow();
  }

  private Page compiled(String text) throws IOException {
    Page page = page(text);
    assertEquals(List.of(), project.found());
    return page;
  }

  @Test
  void prose_blocks_and_grids_keep_the_order_of_the_text() throws IOException {
    Page page =
        compiled(
            "# The *title* `x`\n\nBefore.\n\n"
                + QUERY
                + "```grid cols=12 gap=md\n| q:8 | . | |\nnot a row\n| c:12 |\n```\n\nBetween.\n\n"
                + CHART.formatted("title: 'Twice'\nstack: true\nhorizontal: true\n")
                + "\n```table t\nquery: q\nlimit: 2\n```\n\nAfter.\n");
    assertEquals("The title x", page.title());
    assertEquals(5, page.parts().size());
    assertInstanceOf(PagePart.Prose.class, page.parts().getFirst());
    assertEquals(
        new PagePart.Grid(
            List.of(
                List.of(
                    new PagePart.Cell(8, "q"), new PagePart.Cell(2, ""), new PagePart.Cell(2, "")),
                List.of(new PagePart.Cell(12, "c")))),
        page.parts().get(1));
    assertEquals(
        new PagePart.Grid(List.of(List.of(new PagePart.Cell(12, "t")))), page.parts().get(3));
    ChartSpec chart = page.charts().get("c");
    assertEquals("Twice", chart.title());
    assertTrue(chart.stacked() && chart.horizontal());
    assertEquals(2, page.tables().get("t").limit());
  }

  @Test
  void a_chart_outside_of_grids_is_shown_where_it_stands() throws IOException {
    Page page = compiled(QUERY + CHART.formatted("") + "\nAfter.\n");
    assertEquals(
        new PagePart.Grid(List.of(List.of(new PagePart.Cell(12, "c")))), page.parts().getFirst());
  }

  @Test
  void fences_that_are_no_blocks_are_left_alone() throws IOException {
    Page page =
        compiled(
            "```sql\nSELECT broken FROM\n```\n\n```sql not an id\nSELECT x\n```\n\n"
                + "```python x\nprint()\n```\n\n"
                + "````\n```sql inner\nDROP TABLE x\n```\n````\n\n"
                + "- ```sql listed\n  nonsense\n  ```\n\n    ```sql indented\n    nonsense\n");
    assertEquals(List.of(), List.copyOf(page.queries().keySet()));
    String html = ((PagePart.Prose) page.parts().getFirst()).html();
    assertEquals(1, page.parts().size());
    for (String text : List.of("SELECT broken FROM", "SELECT x", "DROP TABLE x", "nonsense")) {
      assertTrue(html.contains(text), text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~```sql q\nSELECT 1\n```\n\n```sql q\nSELECT 2\n```\n~  | page/duplicate-block 6:1",
        "~```sql q\nSELECT\n  nothing\n```\n~                    | sql/invalid 3:3",
        "~```sql q\nSELECT 1 WHERE 1 = $x\n```\n~              | route/placeholder-undeclared 2:20",
        "~```sql q\nCOPY x TO 'y'\n```\n~                      | sql/not-a-query 2:1",
        "~```sql Q\nSELECT * FROM q\n```\n~                    | sql/page-query-as-table 2:15",
        "~```table t\nquery: nothing\n```\n~                   | page/unknown-query 2:8",
        "~```table nothing\n```\n~                             | page/unknown-query 2:1",
        "~```grid\n| lost:6 |\n```\n~                          | page/unknown-cell 2:3",
        "~```input i\ncolour: x\n```\n~                        | page/unknown-key 2:1",
        "~```input i\noptions_query: none\n```\n~              | page/unknown-query 2:1",
        "~```input i\nexpression_template: a = ?)\n```\n~      | sql/expression 2:22",
        "~```input i\nexpression_template: a IN (FROM x)\n```\n~ | sql/expression 2:22",
        "~```sql q\nSELECT ${inputs.lost} AS x\n```\n~         | page/unknown-input 2:8",
        "~```sql q\nSELECT '${inputs.x}' AS x\n```\n~          | page/input-in-text 2:9",
        "~```table t\nquery: global:nothing\n```\n~            | page/unknown-query 2:8",
        "~```form f\nlabel: x\n```\n~                          | page/block-without-effect 2:1",
      })
  void a_mistake_is_reported_at_its_place(String text, String expected) throws IOException {
    page(text);
    assertEquals(List.of(expected), places());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~colour: red\n~                          | page/unknown-key 9:1",
        "~just words\n~                           | page/block-line 9:1",
        "~  indented: x\n~                        | page/block-line 9:3",
        "~type:   pizza\n~                        | page/chart-type 9:9",
        "~click_input: z\n~                       | page/key-without-effect 9:14",
        "~series: lost\n~                         | page/key-without-effect 9:9",
        "~height: high\n~                         | page/key-without-effect 9:9",
        "~data-query: other\n~                    | page/unknown-query 9:13",
        "~y: i, lost\n~                           | page/chart-column 6:1",
        "~x:\n~                                   | page/chart-column 6:1",
        "~format:\n  twice:\n    colour: 'x'\n~   | page/unknown-key 11:13",
        "~format:\n  twice:\n    color_expr: (SELECT min(i) FROM q)\n~   | sql/expression 11:17",
        "~format:\n"
            + "  twice:\n"
            + "    color_expr: (SELECT 1 FROM 'data/x.csv')\n"
            + "~ | sql/expression 11:17",
        "~format:\n  twice:\n    color_expr: 1) AS a, (2\n~              | sql/expression 11:17",
        "~format:\n  twice:\n    color_expr: 1; SELECT 2\n~              | sql/expression 11:17",
        "~format:\n  twice:\n    color_expr: $x\n~                       | sql/expression 11:17",
        "~format:\n  twice:\n    color_expr: getenv('HOME')\n~           | sql/expression 11:17",
      })
  void a_mistake_in_a_chart_is_reported_at_its_place(String line, String expected)
      throws IOException {
    page(QUERY + CHART.formatted(line));
    assertEquals(List.of(expected), places());
  }

  private List<String> places() {
    return project.problems.all().stream()
        .map(each -> each.code() + " " + each.line() + ":" + each.column())
        .toList();
  }

  @Test
  void a_colour_that_cannot_be_computed_is_found_when_the_page_is_compiled() throws IOException {
    Page page = page(QUERY + CHART.formatted("format:\n  twice:\n    color_expr: lost + 1\n"));
    assertEquals(List.of("sql/invalid"), project.codes());
    assertEquals("q", page.charts().get("c").query());
  }

  @Test
  void colours_are_a_hidden_column_of_the_charts_own_query() throws IOException {
    Page page =
        compiled(
            QUERY
                + CHART.formatted(
                    "format:\n  twice:\n    color_expr: CASE WHEN i > 1 THEN 'red' END -- x\n"));
    ChartSpec chart = page.charts().get("c");
    assertEquals("q#c", chart.query());
    assertEquals("__fmt_chart_twice_color", chart.color());
    CapturedResult result =
        project
            .compiled()
            .pageExecutor()
            .execute(page, PageChoice.NONE, () -> false)
            .results()
            .get("q#c");
    assertEquals("red", result.text(2, 2));
    assertFalse(project.compiled().artefacts().containsKey("sql/q#c.sql"));
  }

  @Test
  void a_colour_that_changes_by_itself_takes_the_entity_tag_away() throws IOException {
    String colour = "format:\n  twice:\n    color_expr: %s\n";
    Page page = compiled(QUERY + CHART.formatted(colour.formatted("random()")));
    assertTrue(project.compiled().pageExecutor().entityTag(page, PageChoice.NONE, "").isEmpty());
    page = compiled(QUERY + CHART.formatted(colour.formatted("'red'")));
    var pages = project.compiled().pageExecutor();
    assertNotEquals(
        pages.entityTag(page, PageChoice.NONE, "a"), pages.entityTag(page, PageChoice.NONE, "b"));
    assertEquals(
        pages.entityTag(page, PageChoice.NONE, "a"), pages.entityTag(page, PageChoice.NONE, "a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0", "13", "-1", "1.5", "six", "''", "999"})
  void a_width_is_a_number_from_1_to_12(String width) throws IOException {
    page(QUERY + "```grid\n~ q:".replace('~', '|') + width + " |\n```\n");
    assertEquals(List.of("page/grid-width 6:3"), places());
  }

  @Test
  void a_cell_of_an_input_or_of_a_block_with_problems_is_no_second_mistake() throws IOException {
    Page page =
        page(
            QUERY
                + "```echart bad\ndata_query: q\nx: i\n```\n\n```input who\nlabel: x\n```\n\n"
                + "```grid\n| bad:6 | who:3 | q:3 |\n```\n");
    assertEquals(List.of("page/chart-column 6:1"), places());
    assertEquals(
        new PagePart.Grid(List.of(List.of(new PagePart.Cell(3, "q")))), page.parts().getLast());
  }

  @Test
  void charts_and_tables_of_one_page_share_their_names() throws IOException {
    page(QUERY + CHART.formatted("") + "\n```table c\nquery: q\n```\n");
    assertEquals(List.of("page/duplicate-block"), project.codes());
  }

  @Test
  void ids_of_queries_belong_to_their_page() throws IOException {
    project.file("content/other.md", "```sql q\nSELECT 'other' AS who\n```\n");
    Page page = compiled("```sql q\nSELECT 'home' AS who\n```\n");
    Site site = project.compiled();
    assertTrue(page.queries().get("q").sql().artefact().contains("home"));
    assertTrue(
        site.page("/other").orElseThrow().queries().get("q").sql().artefact().contains("other"));
  }

  @Test
  void windows_line_ends_change_neither_places_nor_content() throws IOException {
    String text = QUERY + CHART.formatted("colour: red\n") + "\n```grid\n| c:6 | q |\n```\n";
    Page unix = page(text);
    List<String> places = places();
    Page windows = page(text.replace("\n", "\r\n"));
    assertEquals(places, places());
    assertEquals(List.of("page/unknown-key 9:1"), places);
    assertEquals(unix, windows);
  }

  @Test
  void one_failing_query_costs_its_own_part() throws IOException {
    Page page =
        compiled(
            "```sql good\nSELECT 1 AS x\n```\n\n"
                + "```sql bad\nSELECT ('x' || i)::INT AS x FROM range(2) t(i)\n```\n\n"
                + "```grid\n| good | bad |\n```\n");
    PageExecution execution =
        project.compiled().pageExecutor().execute(page, PageChoice.NONE, () -> false);
    assertEquals("1", execution.results().get("good").text(0, 0));
    assertFalse(execution.failures().get("bad").contains("Conversion"));
  }
}
