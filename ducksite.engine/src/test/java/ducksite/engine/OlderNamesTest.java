package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names as the older product let a project choose them: one space, where letter case counts. */
final class OlderNamesTest {

  @TempDir private Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws Exception {
    project = new ProjectOnDisk(root);
    project.parquet(
        "lake/a.parquet",
        "SELECT * FROM (VALUES ('emea', 1), ('na', 2), ('na', 3)) t(region, amount)");
    project.toml(
        """
        [[file_sources]]
        name = "sales"
        upstream_glob = "lake/*.parquet"
        template_name = "sales_[region]"
        """);
  }

  @AfterEach
  void end() {
    project.close();
  }

  private Site site(String models) throws Exception {
    project.file("sources_sql/m.sql", models);
    Site site = project.build().site();
    assertEquals(List.of(), project.problems.errors());
    return site;
  }

  private String sum(String from) throws Exception {
    return project.rows("SELECT sum(amount) AS s FROM " + from).get(1);
  }

  @Test
  void models_whose_names_differ_by_letter_case_are_two() throws Exception {
    Site site =
        site(
            """
            -- name: Base
            SELECT 10 AS amount
            -- name: base
            SELECT 20 AS amount
            -- name: from_first
            SELECT * FROM Base
            -- name: from_second
            SELECT * FROM "base"
            -- name: sum_of_both
            SELECT a.amount + b.amount AS amount FROM from_first a, from_second b
            """);
    assertEquals("10", sum("Base"));
    assertEquals("20", sum("base"));
    assertEquals("20", sum("BASE"));
    assertEquals("10", sum("from_first"));
    assertEquals("20", sum("from_second"));
    assertEquals("30", sum("sum_of_both"));
    assertEquals(List.of("Base"), site.queries().get("from_first").sql().dependencies());
    assertTrue(Files.readString(root.resolve("static/sql/_global/Base.sql")).contains("10"));
    assertTrue(Files.readString(root.resolve("static/sql/_global/base.sql")).contains("20"));
    assertEquals(List.of("model/duplicate-name"), project.codes());
  }

  @Test
  void one_query_cannot_read_two_names_that_sql_takes_for_one() throws Exception {
    project.file(
        "sources_sql/m.sql",
        "-- name: Base\nSELECT 1 AS n\n-- name: base\nSELECT 2 AS n\n"
            + "-- name: two\nSELECT * FROM Base UNION ALL SELECT * FROM base\n");
    project.compile();
    Problem problem = project.problems.errors().getFirst();
    assertEquals("sql/duplicate-name sources_sql/m.sql:6:44", project.found().getLast());
    assertTrue(problem.message().contains("'Base' and 'base'"), problem.message());
  }

  @Test
  void a_model_may_have_the_name_of_a_source_but_for_letter_case() throws Exception {
    site(
        """
        -- name: Sales
        SELECT region, amount * 100 AS amount FROM sales
        -- name: more
        SELECT * FROM Sales WHERE amount > 100
        """);
    assertEquals("600", sum("Sales"));
    assertEquals("6", sum("sales"));
    assertEquals("500", sum("more"));
    assertEquals("5", sum("sales_na"));
    assertEquals("505", sum("(SELECT amount FROM more UNION ALL SELECT amount FROM sales_na)"));
  }

  @Test
  void a_model_takes_the_name_of_a_source_and_its_views_per_value_stay() throws Exception {
    Site site =
        site(
            """
            -- name: sales
            SELECT 'all' AS place, 1000 AS amount
            -- name: with_na
            SELECT s.amount + n.amount AS amount FROM sales s, sales_na n
            -- name: sales_emea
            SELECT 7 AS amount
            """);
    assertEquals("1000", sum("sales"));
    assertEquals("5", sum("sales_na"));
    assertEquals("7", sum("sales_emea"));
    assertEquals("2005", sum("with_na"));
    assertEquals("6", sum("read_parquet('data/sales/a.parquet')"));
    assertEquals(
        List.of("region", "amount"),
        site.queries().get("sales_na").columns().stream().map(each -> each.name()).toList());
    assertEquals(List.of("sql/duplicate-name", "sql/duplicate-name"), project.codes());
    assertTrue(Files.readString(root.resolve("static/sql/_global/sales.sql")).contains("1000"));
    assertTrue(Files.readString(root.resolve("static/sql/_global/sales_emea.sql")).contains("7"));
    assertTrue(
        site.lineage().edges().stream()
            .anyMatch(
                edge -> edge.from().equals("source:sales") && edge.to().equals("model:with_na")),
        () -> site.lineage().edges().toString());
  }

  @Test
  void what_stands_before_the_first_name_begins_the_first_model() throws Exception {
    site(
        """
        -- All about regions; kept short.
        WITH few AS (SELECT DISTINCT region FROM sales)
        -- name: regions
        SELECT count(*) AS amount FROM few
        -- name: other
        SELECT 2 AS amount
        """);
    assertEquals("2", sum("regions"));
    assertEquals("2", sum("other"));
    assertEquals(List.of("model/missing-name sources_sql/m.sql:2:1"), project.found());
  }

  @Test
  void what_is_ended_before_the_first_name_is_left_out() throws Exception {
    site("SELECT 1; -- a trial; of sorts\n/* ; */\n-- name: kept\nSELECT 3 AS amount\n");
    assertEquals("3", sum("kept"));
    assertEquals(List.of("model/missing-name sources_sql/m.sql:1:1"), project.found());
  }
}
