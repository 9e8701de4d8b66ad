package ducksite.engine.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import ducksite.engine.render.CapturedResult;
import ducksite.engine.render.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reader of a page chooses reaches its queries as bound values. */
final class PageInputsTest {

  private static final String SALES =
      "SELECT * FROM (VALUES (1, 'emea', 10), (2, 'na', 20), (3, 'o''x', 30)) t(id, region,"
          + " amount)";

  @TempDir Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
    project.parquet("data/a.parquet", SALES);
    project.toml(
        """
        [[file_sources]]
        name = "sales"
        upstream_glob = "data/*.parquet"
        template_name = "sales_[region]"

        [[file_sources]]
        name = "hidden"
        upstream_glob = "data/*.parquet"
        template_name = "hidden_[region]"
        """);
  }

  @AfterEach
  void end() {
    project.close();
  }

  private Page page(String text) throws IOException {
    Site site = project.file("content/index.md", text).compile();
    assertEquals(List.of(), project.found());
    return site.page("/").orElseThrow();
  }

  private PageExecution run(Page page, String... query) {
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (String each : query) {
      int equals = each.indexOf('=');
      given
          .computeIfAbsent(each.substring(0, equals), name -> new ArrayList<>())
          .add(each.substring(equals + 1));
    }
    return project.last().pageExecutor().execute(page, page.inputs().choice(given), () -> false);
  }

  private static String rows(CapturedResult result) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < result.rowCount(); row++) {
      for (int column = 0; column < result.columns().size(); column++) {
        text.append(column == 0 ? "" : ",").append(result.raw(column, row).orElse("NULL"));
      }
      text.append(' ');
    }
    return text.toString().strip();
  }

  private static String input(String lines) {
    return "```input pick\nvisual_mode: text\nurl_key: p\n" + lines + "```\n\n";
  }

  private static String sql(String text) {
    return "```sql q\n" + text + "\n```\n\n```table t\nquery: q\n```\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "region = ?             |             | 1 2 3",
        "region = ?             | p=emea      | 1",
        "region = ?             | p=o'x       | 3",
        "region = ?             | p=x' OR 1=1 |",
        "region = ?             | p=ALL       |",
        "amount >= ?            | p=20        | 2 3",
        "starts_with(region, ?) | p=e         | 1",
        "region <> '?' AND id<? | p=3         | 1 2",
        "id = 2                 | p=anything  | 2",
        "region = ?             | p=          | 1 2 3",
        "region = ?             | q=emea      | 1 2 3",
      })
  void a_filter_is_its_expression_over_what_is_chosen(
      String expression, String query, String expected) throws IOException {
    Page page =
        page(
            input("expression_template: " + expression + "\n")
                + sql("SELECT id FROM sales WHERE ${params.pick} ORDER BY id"));
    PageExecution execution = query == null ? run(page) : run(page, query);
    assertEquals(expected == null ? "" : expected, rows(execution.results().get("q")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "region IN (?) |                | 1 2 3",
        "region IN (?) | p=emea,na      | 1 2",
        "region IN ?   | p=emea,na      | 1 2",
        "region IN (?) | p=emea;p=o'x   | 1 3",
        "region IN (?) | p=emea,ALL     | 1 2 3",
        "region = ?    | p=na           | 2",
      })
  void several_values_are_a_list(String expression, String query, String expected)
      throws IOException {
    Page page =
        page(
            "```input pick\nvisual_mode: dropdown\nurl_key: p\nmultiple: true\noptions_query: o\n"
                + "expression_template: "
                + expression
                + "\n```\n\n```sql o\nSELECT region FROM sales\n```\n\n"
                + sql("SELECT id FROM sales WHERE ${params.pick} ORDER BY id"));
    PageExecution execution = query == null ? run(page) : run(page, query.split(";"));
    assertEquals(expected, rows(execution.results().get("q")));
  }

  @Test
  void a_value_is_text_or_null_and_a_default_stands_for_it() throws IOException {
    Page page = page(input("default: it's\n") + sql("SELECT ${inputs.pick} AS x"));
    assertEquals("it's", rows(run(page).results().get("q")));
    assertEquals("1", rows(run(page, "p=1").results().get("q")));
    page = page(input("") + sql("SELECT ${inputs.pick} IS NULL AS x"));
    assertEquals("true", rows(run(page).results().get("q")));
  }

  @Test
  void a_further_parameter_gives_an_expression_and_its_first_characters() throws IOException {
    Page page =
        page(
            input("param_name: first\nparam_template: left(?, 2)\n")
                + sql("SELECT ${params.first} AS a, ${inputs.first} AS b"));
    assertEquals("AB,AB", rows(run(page, "p=AB123").results().get("q")));
    assertEquals("NULL,NULL", rows(run(page).results().get("q")));
  }

  @Test
  void a_model_takes_the_filter_of_the_page_that_reads_it() throws IOException {
    project.file(
        "sources_sql/m.sql",
        "-- name: chosen\nSELECT id FROM sales WHERE ${params.pick} /* ${params.pick} */\n");
    Page page =
        page(input("expression_template: region = ?\n") + sql("SELECT * FROM chosen ORDER BY id"));
    assertEquals("2", rows(run(page, "p=na").results().get("q")));
    assertEquals("1 2 3", rows(run(page).results().get("q")));
    assertTrue(
        project.last().artefacts().get("sql/_global/chosen.sql").contains("WHERE ${params.pick}"));
    assertTrue(project.last().artefacts().get("sql/q.sql").contains("WHERE ${params.pick}"));
  }

  @Test
  void inputs_filter_the_choices_of_other_inputs() throws IOException {
    Page page =
        page(
            "```input region\nvisual_mode: dropdown\noptions_query: regions\nlabel_column: text\n"
                + "expression_template: region = ?\n```\n\n"
                + "```input least\nvisual_mode: dropdown\noptions_query: leasts\n"
                + "expression_template: amount >= ?\n```\n\n"
                + "```sql regions\nSELECT DISTINCT region, upper(region) AS text FROM sales"
                + " WHERE ${params.least} ORDER BY 1\n```\n\n"
                + "```sql leasts\nSELECT amount FROM sales WHERE ${params.region}"
                + " UNION ALL SELECT NULL ORDER BY 1\n```\n");
    PageExecution execution = run(page, "least=20");
    assertEquals(
        List.of(new InputOptions.Choice("na", "NA"), new InputOptions.Choice("o'x", "O'X")),
        execution.choices().get("region"));
    assertEquals(3, execution.choices().get("least").size());
    assertEquals(1, run(page, "region=na").choices().get("least").size());
  }

  @ParameterizedTest
  @CsvSource({
    "p=emea,      1",
    "p=o_x,       3",
    "p=EMEA,      1",
    "'',          1 2 3",
    "p=lost,      -",
    "p=../x,      -",
    "p=a b,       -",
  })
  void a_typed_text_names_a_view_of_one_template_and_nothing_else(String query, String expected)
      throws IOException {
    project.file("sources_sql/m.sql", "-- name: sales_secret\nSELECT 9 AS id\n");
    Page page = page(input("") + "```table t\nquery: global:sales_${inputs.pick}\n```\n");
    String id = "global:sales_${inputs.pick}";
    for (String each : List.of(query, "p=secret")) {
      PageExecution execution = each.isEmpty() ? run(page) : run(page, each);
      CapturedResult result = execution.results().get(id);
      String found = result == null ? "-" : rows(result).replaceAll(",[^ ]*", "");
      assertEquals(each.equals("p=secret") ? "-" : expected, found, each);
      assertEquals(result == null, execution.notes().containsKey(id));
    }
  }

  @Test
  void a_choice_names_only_what_is_offered() throws IOException {
    Page page =
        page(
            "```input v\nvisual_mode: dropdown\noptions_query: o\ndefault: sales\n```\n\n"
                + "```sql o\nSELECT 'sales_na'\n```\n\n"
                + "```echart c\ndata_query: \"global:${inputs.v}\"\nx: id\ny: amount\n"
                + "title: View ${inputs.v}\n```\n");
    String id = "global:${inputs.v}";
    assertEquals("2,na,20", rows(run(page, "v=sales_na").results().get(id)));
    assertEquals(3, run(page).results().get(id).rowCount());
    assertFalse(run(page, "v=hidden").results().containsKey(id));
    assertFalse(run(page, "v=hidden_na").results().containsKey(id));
    String html = html(page, "v=<b>");
    assertTrue(html.contains("View &lt;b&gt;") && !html.contains("<b>"), html);
  }

  @Test
  void a_text_that_could_name_any_model_is_a_mistake() throws IOException {
    project.file("content/index.md", input("") + "```table t\nquery: global:${inputs.pick}\n```\n");
    project.compile();
    assertEquals(List.of("page/unknown-query"), project.codes());
  }

  @Test
  void the_entity_tag_goes_by_what_is_chosen_and_by_nothing_else() throws IOException {
    Page page =
        page(
            input("expression_template: region = ?\n")
                + sql("SELECT id FROM sales WHERE ${params.pick}"));
    assertEquals(tag(page, Map.of()), tag(page, Map.of("other", List.of("1"))));
    assertNotEquals(tag(page, Map.of()), tag(page, Map.of("p", List.of("na"))));
    page =
        page(
            input("expression_template: region = ? AND now() > DATE '2000-01-01'\n")
                + sql("SELECT id FROM sales WHERE ${params.pick}"));
    assertEquals("", tag(page, Map.of()));
  }

  private String tag(Page page, Map<String, List<String>> query) {
    return project
        .last()
        .pageExecutor()
        .entityTag(page, page.inputs().choice(query), "")
        .orElse("");
  }

  private String html(Page page, String... query) {
    Shell shell =
        new Shell("Site", "/", new Shell.Assets("/s.css", "/s.js", "", "/i.svg"), List.of());
    return PageHtml.document(page, run(page, query), shell);
  }

  @Test
  void the_form_shows_what_is_chosen_and_escapes_it() throws IOException {
    Page page =
        page(
            "# Title\n\n"
                + input("label: Who <b>\nplaceholder: type \"it\"\n")
                + "```input list\nvisual_mode: dropdown\noptions_query: o\nlabel: List\n```\n\n"
                + "```input silent\nvisual_mode: none\n```\n\n"
                + "```sql o\nSELECT '<i>' AS v UNION ALL SELECT 'plain' ORDER BY v DESC\n```\n");
    String html = html(page, "p=\"><script>", "list=plain", "silent=x\"");
    assertFalse(html.contains("<script>") || html.contains("<b>") || html.contains("<i>"), html);
    assertTrue(html.contains("<option value=\"plain\" selected>plain</option>"), html);
    assertTrue(html.contains("<option value=\"ALL\">ALL</option>"), html);
    assertTrue(
        html.contains(
            "<input type=\"hidden\" name=\"silent\" data-input=\"silent\" data-default=\"\""
                + " value=\"x&quot;\">"),
        html);
    assertEquals(1, html.split("<form").length - 1);
    assertTrue(html.indexOf("<h1>") < html.indexOf("<form"));
  }
}
