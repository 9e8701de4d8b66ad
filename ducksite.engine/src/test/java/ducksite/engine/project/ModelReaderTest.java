package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelReaderTest {

  private final Problems problems = new Problems();

  private List<ModelSource> read(String file, String text) {
    ModelReader reader = new ModelReader(problems);
    reader.read(new SourceText(file, text));
    return reader.models();
  }

  private List<String> found() {
    return problems.all().stream().map(ProjectFolder::brief).toList();
  }

  @Test
  void blocks_are_models_with_bodies_at_their_places() {
    List<ModelSource> models =
        read(
            "m.sql",
            """
            -- All about sales.
            /* with a comment; in it */

            -- name: base
            SELECT 1 AS é,
              2 AS b;

            -- What follows is about the top.
              -- name:   top_1
            SELECT * FROM base;
            ;
            """);
    assertEquals(List.of(), found());
    assertEquals(List.of("base", "top_1"), models.stream().map(ModelSource::name).toList());
    assertEquals("SELECT 1 AS é,\n  2 AS b", models.get(0).sql().text());
    assertEquals("SELECT * FROM base", models.get(1).sql().text());
    assertEquals("m.sql:4:10", models.get(0).position().toString());
    assertEquals("m.sql:9:14", models.get(1).position().toString());
    SourceFragment body = models.get(0).sql();
    Problem problem = body.problem("sql/x", body.text().indexOf("2"), "no", null);
    assertEquals("sql/x m.sql:6:3", ProjectFolder.brief(problem));
  }

  @Test
  void semicolons_in_quotes_and_comments_are_no_ends() {
    List<ModelSource> models =
        read(
            "m.sql",
            """
            -- name: a
            SELECT ';--' AS "x;", $tag$ ; -- $tag$ AS y /* ; /* nested */ ; */ , $$;$$ -- ;
            , $p;
            """);
    assertEquals(List.of(), found());
    assertTrue(models.getFirst().sql().text().endsWith(", $p"), models.getFirst().sql().text());
  }

  @Test
  void ended_sql_before_the_first_name_belongs_to_no_model() {
    List<ModelSource> models = read("m.sql", "-- fine\n\n  SELECT 1;\n-- name: a\nSELECT 2");
    assertEquals("SELECT 2", models.getFirst().sql().text());
    assertEquals(List.of("model/missing-name m.sql:3:3"), found());
    assertEquals(List.of(), problems.errors());
  }

  @Test
  void other_sql_before_the_first_name_begins_that_model() {
    List<ModelSource> models = read("m.sql", "WITH x AS (SELECT 1) -- ;\n-- name: a\nFROM x");
    assertEquals("WITH x AS (SELECT 1) -- ;\n-- name: a\nFROM x", models.getFirst().sql().text());
    assertEquals(List.of("model/missing-name m.sql:1:1"), found());
    assertEquals(List.of(), problems.errors());
  }

  @Test
  void a_marker_that_is_nearly_one_is_pointed_at() {
    assertEquals(List.of(), read("m.sql", "--name: a\nSELECT 1\n"));
    assertEquals(List.of("model/missing-name m.sql:2:1"), found());
    assertEquals(
        "line 1 looks like a marker; write it `-- name: my_model`",
        problems.all().getFirst().hint());
  }

  @Test
  void names_are_identifiers() {
    read(
        "m.sql",
        "-- name: a-b\n"
            + "SELECT 1\n"
            + "-- name: 1a\n"
            + "SELECT 1\n"
            + "-- name:\n"
            + "SELECT 1\n"
            + "-- name: a b\n"
            + "SELECT 1");
    assertEquals(
        List.of(
            "model/invalid-name m.sql:1:10",
            "model/invalid-name m.sql:3:10",
            "model/invalid-name m.sql:5:9",
            "model/invalid-name m.sql:7:10"),
        found());
    assertEquals("the model has no name, and is left out", problems.all().get(2).message());
  }

  @Test
  void a_model_without_sql_is_a_mistake() {
    assertEquals(List.of(), read("m.sql", "-- name: a\n-- nothing\n;\n-- name: b\n"));
    assertEquals(List.of("model/empty m.sql:1:10", "model/empty m.sql:4:10"), found());
  }

  @Test
  void the_later_of_two_models_with_one_name_counts() {
    ModelReader reader = new ModelReader(problems);
    reader.read(new SourceText("a.sql", "-- name: sales\nSELECT 1\n-- name: x\nSELECT 2"));
    reader.read(new SourceText("b.sql", "-- name: sales\nSELECT 3"));
    assertEquals(
        List.of("SELECT 2", "SELECT 3"),
        reader.models().stream().map(model -> model.sql().text()).toList());
    assertEquals(List.of("model/duplicate-name b.sql:1:10"), found());
    assertEquals(List.of(), problems.errors());
  }

  @Test
  void names_that_differ_by_letter_case_are_two_and_both_are_named() {
    ModelReader reader = new ModelReader(problems);
    reader.read(new SourceText("a.sql", "-- name: sales\nSELECT 1"));
    reader.read(new SourceText("b.sql", "\n-- name: Sales\nSELECT 2"));
    assertEquals(
        List.of("sales", "Sales"), reader.models().stream().map(ModelSource::name).toList());
    assertEquals(List.of(), problems.errors());
    assertEquals(List.of("model/duplicate-name b.sql:2:10"), found());
    assertEquals(
        List.of(new Place("a.sql", 1, 10, "the other one is here")),
        problems.all().getFirst().related());
  }

  @Test
  void a_file_of_comments_is_empty() {
    assertEquals(List.of(), read("m.sql", "-- nothing\n/* here */\n"));
    assertEquals(List.of(), found());
  }

  @Test
  void an_open_quote_or_comment_ends_with_its_block() {
    List<ModelSource> models = read("m.sql", "-- name: a\nSELECT 'x\n-- name: b\nSELECT 1 /* y");
    assertEquals("SELECT 'x\n", models.get(0).sql().text());
    assertEquals("SELECT 1", models.get(1).sql().text());
  }
}
