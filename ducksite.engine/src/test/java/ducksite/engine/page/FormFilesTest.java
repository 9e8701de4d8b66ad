package ducksite.engine.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ducksite.engine.ProjectOnDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of forms: made where they are missing, with the columns that submissions will have. */
final class FormFilesTest {

  @TempDir private Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws Exception {
    project = new ProjectOnDisk(root);
    project.toml("[dirs]\nDIR_FORMS = \"static/forms\"\n");
  }

  @AfterEach
  void end() {
    project.close();
  }

  private void form(String target, String sql) throws Exception {
    project.file(
        "content/index.md",
        "```form f\nlabel: Send\ntarget_csv: \""
            + target
            + "\"\nsql_relation_query: |\n  "
            + sql
            + "\n```\n\n```sql sent\nSELECT * FROM read_csv_auto('forms/f.csv')\n```\n\n"
            + "```grid\n| sent |\n```\n");
  }

  @Test
  void a_missing_file_is_made_before_its_readers_are_compiled() throws Exception {
    form(
        "${DIR_FORMS}/f.csv",
        "WITH n AS (SELECT 1 AS hidden) SELECT ${inputs.a} AS kind, CAST(${inputs.b} AS int) AS"
            + " \"how, much\", coalesce(NULL, 1), n.hidden, now() AS submitted_at FROM n");
    project.compile();
    assertEquals(List.of("page/block-without-effect"), project.codes());
    assertEquals(
        "kind,\"how, much\",hidden,submitted_at,submitted_by\n",
        Files.readString(root.resolve("static/forms/f.csv")));
    assertEquals(
        List.of("kind", "how, much", "hidden", "submitted_at", "submitted_by"),
        project.last().page("/").orElseThrow().queries().get("sent").columns().stream()
            .map(column -> column.name())
            .toList());
  }

  @Test
  void a_file_that_is_there_is_never_touched() throws Exception {
    project.file("static/forms/f.csv", "a\n1\n");
    form("static/forms/f.csv", "SELECT 1 AS b");
    project.compile();
    assertEquals("a\n1\n", Files.readString(root.resolve("static/forms/f.csv")));
  }

  @Test
  void nothing_is_made_outside_the_folders_that_sql_may_read() throws Exception {
    for (String target :
        List.of(
            "../out.csv",
            "ducksite.csv",
            "static/forms/../../plugins/x.csv",
            "static/forms/page.html",
            root.resolveSibling("far.csv").toString())) {
      form(target, "SELECT 1 AS b");
      project.compile();
    }
    assertFalse(Files.exists(root.resolveSibling("out.csv")));
    assertFalse(Files.exists(root.resolveSibling("far.csv")));
    assertFalse(Files.exists(root.resolve("ducksite.csv")));
    assertFalse(Files.exists(root.resolve("plugins/x.csv")));
    assertFalse(Files.exists(root.resolve("static/forms/page.html")));
  }

  @Test
  void a_form_without_names_has_a_value() throws Exception {
    form("static/forms/f.csv", "SELECT ${inputs.a}");
    project.compile();
    assertEquals(
        "value,submitted_by,submitted_at\n", Files.readString(root.resolve("static/forms/f.csv")));
  }
}
