package ducksite.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Views per value: their names, their rows, and what cannot be one. */
final class TemplateTest {

  @TempDir private Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void files() throws IOException {
    project = new ProjectOnDisk(root);
    project.sales("up/a.parquet");
  }

  @AfterEach
  void close() {
    project.close();
  }

  private Site source(String keys) throws IOException {
    project.toml(
        """
        [[file_sources]]
        name = "sales"
        upstream_glob = "up/**/*.parquet"
        """
            + keys);
    return project.compile();
  }

  @Test
  void each_value_found_in_the_data_has_a_view() throws Exception {
    Site site = source("template_name = \"sales_[region]\"\nrow_filter = \"id < 3\"");
    assertEquals(List.of(), project.found());
    assertEquals(List.of("id,region,amount", "1,emea,10"), project.rows("FROM sales_emea"));
    assertEquals(List.of("n", "1"), project.rows("SELECT count(*) n FROM SALES_NA"));
    assertEquals("sql/unknown-table", project.refused("FROM sales_apac").getFirst().code());
    assertEquals(2, site.templates().getFirst().size());
    assertEquals(
        List.of("sales", "sales_[region]", "sales_emea", "sales_na"),
        site.manifest().keySet().stream().toList());
    String view = site.artefacts().get("sql/_global/sales_emea.sql");
    assertTrue(view.startsWith("-- METRICS: num_files=1"), view);
    assertTrue(
        view.contains("read_parquet(['data/sales/a.parquet'])")
            && view.contains("id < 3")
            && view.contains("= 'emea'"),
        view);
    assertTrue(site.artefacts().get("sql/_global/sales.template.sql").contains("$value"));
    assertEquals(
        "{\"sales_emea\":\"emea\",\"sales_na\":\"na\"}\n",
        site.artefacts().get("sql/_global/sales.values.json"));
    Map<?, ?> template = (Map<?, ?>) site.manifest().get("sales_[region]");
    assertEquals("file_source_template", template.get("kind"));
    assertEquals(2, template.get("values"));
  }

  @Test
  void values_come_from_data_then_a_query_then_the_list_each_once() throws Exception {
    Site site =
        source(
            """
            template_name = "s_[region]"
            template_values_sql = "SELECT * FROM (VALUES ('na'), ('latam'), (NULL)) t(x)"
            template_values = ["emea", "mars", 7, true, 1.5, 2024-12-07]
            """);
    assertEquals(List.of(), project.found());
    assertEquals(
        List.of(
            "s_apac",
            "s_emea",
            "s_na",
            "s_latam",
            "s_mars",
            "s_7",
            "s_true",
            "s_1_5",
            "s_2024_12_07"),
        site.templates().getFirst().index().stream().map(Map.Entry::getKey).toList());
    assertEquals(List.of("n", "0"), project.rows("SELECT count(*) n FROM s_latam"));
  }

  @Test
  void a_predicate_with_several_places_takes_tuples() throws Exception {
    Site site =
        source(
            """
            template_name = "t_[region]"
            row_filter_template = "region = ? AND amount >= ? AND '?' = '?' -- ?"
            template_values_sql = "SELECT 'na', 20 UNION ALL SELECT 'na', 21 ORDER BY 2"
            template_values = [["emea", 10], ["emea"]]
            """);
    assertEquals(List.of(), project.found());
    assertEquals(
        List.of("t_na_20", "t_na_21", "t_emea_10"),
        site.templates().getFirst().index().stream().map(Map.Entry::getKey).toList());
    assertEquals(List.of("id", "2"), project.rows("SELECT id FROM t_na_20"));
    assertEquals(List.of("n", "0"), project.rows("SELECT count(*) n FROM t_na_21"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "na_2024-12-05 | na_2024_12_05",
        "1.5 | 1_5",
        "*** | 596f4162",
        "a__b | a__b",
        "_x_ | x",
        "Zürich (Nord) | Zürich_Nord",
      })
  void a_value_becomes_a_word(String text, String word) {
    assertEquals(word, TemplateValue.of(TemplateValue.Part.of((Object) text)).word());
  }

  @Test
  void values_that_folders_tell_are_not_looked_for_in_the_files() throws Exception {
    project.parquet("p/region=eu%20west/a.parquet", "SELECT 1 AS id");
    project.parquet("p/region=na/b.parquet", "SELECT 2 AS id");
    project.toml(
        """
        [[file_sources]]
        name = "p"
        upstream_glob = "p/*/*.parquet"
        template_name = "p_[region]"
        """);
    Site site = project.compiled();
    assertEquals(
        List.of(Map.entry("p_eu_west", "eu west"), Map.entry("p_na", "na")),
        site.templates().getFirst().index());
    assertEquals(List.of("id", "1"), project.rows("SELECT id FROM p_eu_west"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s_[region] ~template_values = [\"a b\", \"a-b\"]  | data/template-collision | 'a b' and"
            + " 'a-b'",
        "s_[region) OR (1=1]                            | data/template-expression | parentheses",
        "s_[id IN (FROM sales)]                         | data/template-expression | table",
        "s_[region] ~row_filter_template = \"true) OR (? = 1\" | data/template-expression |"
            + " parentheses",
        "s_[region] ~row_filter_template = \"region = $r\" | data/template-expression | parameter",
        "s_[nobody]                                     | data/template-values     | nobody",
        "s_[region] ~template_values_sql = \"DROP TABLE x\" | data/template-values | not a query",
        "s_[region] ~template_values_sql = \"FROM read_text('ducksite.toml')\" |"
            + " data/template-values | outside the folders",
        "s_[region] ~template_values = [[1, 2]]         | data/template-values     | 2 parts",
      })
  void what_cannot_be_a_template_is_a_problem(String keys, String code, String word)
      throws IOException {
    String[] lines = keys.split("~");
    source("template_name = \"" + lines[0].strip() + "\"\n" + (lines.length > 1 ? lines[1] : ""));
    assertEquals(List.of(code), project.codes());
    String message = project.problem(code).message();
    assertTrue(message.contains(word), message);
  }

  @Test
  void a_view_never_hides_another_thing_of_its_name() throws IOException {
    project.file("sources_sql/m.sql", "-- name: saless\nSELECT 1\n");
    source("template_name = \"sales[CASE WHEN id = 1 THEN 's' ELSE 't' END]\"");
    assertEquals(List.of("sql/duplicate-name"), project.codes());
  }

  @Test
  void a_mistyped_value_is_answered_with_a_near_one() throws IOException {
    source("template_name = \"sales_[region]\"");
    assertEquals(
        "did you mean `sales_emea`?", project.refused("FROM sales_emeaa").getFirst().hint());
    assertEquals(
        "sales_[region] has 3 views, such as sales_apac, sales_emea, sales_na",
        project.refused("FROM sales_antarctica").getFirst().hint());
  }

  @Test
  void a_hundred_thousand_values_are_one_artefact_and_an_index() throws Exception {
    project.parquet("many/m.parquet", "SELECT i AS id, 'v' || i AS k FROM range(100000) t(i)");
    project.toml(
        """
        [[file_sources]]
        name = "many"
        upstream_glob = "many/*.parquet"
        template_name = "m_[k]"
        """);
    Site site = project.compiled();
    assertEquals(100_000, site.templates().getFirst().size());
    assertEquals(
        List.of(
            "sql/_global/many.sql",
            "sql/_global/many.template.sql",
            "sql/_global/many.values.json"),
        site.artefacts().keySet().stream().toList());
    assertEquals(2, site.manifest().size());
    assertEquals(List.of("id,k", "77777,v77777"), project.rows("FROM m_v77777"));
  }

  @Test
  void models_and_routes_may_read_the_view_of_a_value() throws Exception {
    project.file("sources_sql/m.sql", "-- name: top\nSELECT max(amount) AS a FROM sales_na\n");
    source("template_name = \"sales_[region]\"");
    assertEquals(List.of(), project.found());
    assertEquals(List.of("a", "20"), project.rows("FROM top"));
  }
}
