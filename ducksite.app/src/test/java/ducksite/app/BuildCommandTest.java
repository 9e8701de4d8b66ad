package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuildCommandTest {

  @TempDir private Path folder;

  @Test
  void aBuildPublishesAndExports() throws IOException {
    TestProject project = TestProject.small(folder);
    Outcome first = project.run("build");
    assertEquals(0, first.code(), first.err());
    assertEquals("built generation 1: 1 page, 1 route, 1 query, 0 data files\n", first.out());
    assertEquals("1\n", project.text(".ducksite_data/current"));
    assertTrue(project.has(".ducksite_data/generations/1/project/ducksite.toml"));
    assertTrue(project.text("static/sql/_manifest.json").contains("\"numbers\""));
    assertTrue(project.run("build").out().startsWith("built generation 2"));
    assertEquals("2\n", project.text(".ducksite_data/current"));
    assertEquals("", project.run("build", "--quiet").out());
  }

  @Test
  void aBuildWithErrorsLeavesWhatWasPublished() throws IOException {
    TestProject project = TestProject.small(folder);
    project.run("build");
    var before = project.files();
    project.file("sources_sql/numbers.sql", "-- name: numbers\nSELECT nothing FROM nowhere\n");
    Outcome outcome = project.run("build");
    assertEquals(1, outcome.code());
    assertTrue(outcome.err().contains("nothing was published"));
    assertTrue(outcome.err().contains("sources_sql/numbers.sql:2"), outcome.err());
    assertEquals("1\n", project.text(".ducksite_data/current"));
    assertFalse(project.has(".ducksite_data/generations/2"));
    assertEquals(
        before.get("static/sql/_manifest.json"), project.text("static/sql/_manifest.json"));
  }

  @Test
  void theMachineFormIsJsonOnly() throws IOException {
    Outcome outcome = TestProject.small(folder).run("build", "--json");
    assertEquals(0, outcome.code());
    assertTrue(outcome.json().get("problems").isEmpty());
    assertEquals("", outcome.err());
  }

  @Test
  void cleaningKeepsWhatPeopleWroteAndWhatIsPublished() throws IOException {
    TestProject project =
        TestProject.small(folder)
            .file("static/forms/answers.csv", "a,b\n")
            .file("static/own.txt", "own");
    project.run("build");
    project
        .file("static/sql/stale.sql", "SELECT 1")
        .file(".ducksite_data/cache/old", "x")
        .file(".ducksite_data/tmp/old", "x")
        .file("sources_sql/numbers.sql", "broken");
    assertEquals(1, project.run("build", "--clean").code());
    assertEquals("a,b\n", project.text("static/forms/answers.csv"));
    assertEquals("own", project.text("static/own.txt"));
    assertFalse(project.has("static/sql/stale.sql"));
    assertFalse(project.has(".ducksite_data/cache/old"));
    assertFalse(project.has(".ducksite_data/tmp/old"));
    assertTrue(project.has(".ducksite_data/generations/1"));
    assertEquals("1\n", project.text(".ducksite_data/current"));
  }

  @Test
  void aLockedStateFolderIsNamed() throws IOException {
    TestProject project = TestProject.small(folder);
    Path state = folder.resolve(".ducksite_data");
    try (StateFolder.Lock held = new StateFolder(state).lock()) {
      for (String option : new String[] {"--quiet", "--clean"}) {
        Outcome outcome = project.run("build", option);
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().startsWith("error[state/locked]: "), outcome.err());
        assertTrue(outcome.err().contains(state.toString()));
        assertTrue(outcome.err().contains("this process"));
        assertTrue(outcome.err().contains("--state"));
        assertFalse(outcome.err().contains("\tat "));
      }
      assertEquals(0, project.run("check").code(), held.toString());
    }
    assertEquals(0, project.run("build").code());
  }

  @Test
  void theStateMayLieElsewhere(@TempDir Path elsewhere) throws IOException {
    TestProject project = TestProject.small(folder);
    assertEquals(0, project.run("build", "--state", elsewhere.toString()).code());
    assertEquals("1\n", Files.readString(elsewhere.resolve("current")));
    assertFalse(project.has(".ducksite_data"));
  }
}
