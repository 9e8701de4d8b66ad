package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code add}, {@code modify} and {@code remove}. */
final class EditCommandsTest {

  @TempDir private Path folder;
  private TestProject project;

  @BeforeEach
  void write() throws IOException {
    project = TestProject.small(folder.resolve("site")).file("ducksite.toml", "# mine\n");
  }

  private void done(String... verb) {
    Outcome outcome = project.run(verb);
    assertEquals(0, outcome.code(), outcome.err() + outcome.out());
  }

  private void refused(int code, String why, String... verb) throws IOException {
    Map<String, String> before = project.files();
    Outcome outcome = project.run(verb);
    assertEquals(code, outcome.code(), outcome.err() + outcome.out());
    assertTrue(outcome.err().contains(why), outcome.err());
    assertEquals(before, project.files());
  }

  @Test
  void aFileSourceComesChangesAndGoes() throws IOException {
    done(
        "add",
        "toml",
        "--name",
        "kept",
        "--key",
        "pattern=data/*.parquet",
        "--key",
        "on_empty=warn");
    assertEquals(
        "# mine\n\n[[file_sources]]\nname = \"kept\"\npattern = \"data/*.parquet\"\n"
            + "on_empty = \"warn\"\n",
        project.text("ducksite.toml"));
    done("modify", "toml", "--name", "kept", "--key", "row_filter=a > 'b'", "--unset", "on_empty");
    assertTrue(project.text("ducksite.toml").contains("row_filter = \"a > 'b'\"\n"));
    assertFalse(project.text("ducksite.toml").contains("on_empty"));
    done("add", "toml", "--dir", "DIR_X=x");
    done("remove", "toml", "--name", "kept");
    done("remove", "toml", "--dir", "DIR_X");
    assertTrue(project.text("ducksite.toml").startsWith("# mine\n"));
  }

  @Test
  void whoMayReadAFileStaysAsItWas() throws IOException {
    Path file = project.root.resolve("ducksite.toml");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    done("add", "toml", "--dir", "DIR_X=x");
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aModelAndABlockComeChangeAndGo() throws IOException {
    done("add", "sql", "--name", "m", "--sql", "SELECT 1 AS a");
    done("modify", "sql", "--name", "M", "--sql", "SELECT 2 AS a", "--rename", "n");
    assertEquals("-- name: n\nSELECT 2 AS a\n", project.text("sources_sql/models.sql"));
    done("add", "md", "--page", "sub/new", "--block", "sql", "--id", "q", "--body", "SELECT 1");
    done("modify", "md", "--page", "sub/new.md", "--id", "q", "--rename", "r");
    assertEquals("```sql r\nSELECT 1\n```\n", project.text("content/sub/new.md"));
    done("remove", "md", "--page", "sub/new", "--id", "r");
    done("remove", "sql", "--name", "n");
    assertEquals("", project.text("sources_sql/models.sql"));
  }

  @Test
  void whatTheProjectWouldNotReadIsRefused() throws IOException {
    refused(1, "config/unknown-key", "add", "toml", "--name", "a", "--key", "patern=x");
    refused(1, "would have errors", "add", "toml", "--name", "a", "--key", "a]=x");
    refused(1, "model/invalid-name", "add", "sql", "--name", "a b", "--sql", "SELECT 1");
    refused(1, "model/empty", "add", "sql", "--name", "a\n-- name: b", "--sql", "SELECT 1");
    refused(1, "model/duplicate-name", "add", "sql", "--name", "NUMBERS", "--sql", "SELECT 1");
    refused(1, "model/empty", "add", "sql", "--name", "a", "--sql", "-- nothing");
  }

  @Test
  void nothingOutsideTheProjectIsTouched() throws IOException {
    for (String page : List.of("../x", "/etc/x", "a/../../x", "a\\b", "", "a//b")) {
      refused(
          2,
          "not a page",
          "add",
          "md",
          "--page",
          page,
          "--block",
          "sql",
          "--id",
          "a",
          "--body",
          "b");
    }
    for (String file : List.of("../x.sql", "/x.sql", "x", "a/b.sql", "")) {
      refused(2, "not the name", "add", "sql", "--name", "a", "--sql", "SELECT 1", "--file", file);
    }
  }

  @Test
  void whatIsMissingIsSaidSo() throws IOException {
    refused(2, "there is no file source 'x'", "remove", "toml", "--name", "x");
    refused(2, "there is no model 'x'", "remove", "sql", "--name", "x");
    refused(2, "there is no page content/x.md", "remove", "md", "--page", "x", "--id", "y");
    refused(2, "there is no block 'y'", "remove", "md", "--page", "index", "--id", "y");
    refused(2, "--name", "remove", "toml");
    refused(2, "--key or --unset", "modify", "toml", "--name", "x");
    refused(2, "--sql or --rename", "modify", "sql", "--name", "numbers");
    refused(2, "--body or --rename", "modify", "md", "--page", "index", "--id", "x");
    refused(2, "DIR_NAME=VALUE", "add", "toml", "--dir", "DIR_X");
    Outcome nowhere = Outcome.of("add", "sql", "--name", "a", "--sql", "b", "--root", folder + "");
    assertEquals(2, nowhere.code());
    assertTrue(nowhere.err().contains("ducksite init"), nowhere.err());
  }
}
