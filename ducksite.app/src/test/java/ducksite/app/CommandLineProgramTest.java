package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineProgramTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bild",
        "build --nothing",
        "run",
        "query",
        "query one two",
        "explain-problem",
        "plugins",
        "plugins validate",
        "serve --port many",
        "serve --port 99999",
        "check --root",
      })
  void wrongUseIsExitCodeTwoAndSaysHowItIsUsed(String line) {
    Outcome outcome = Outcome.of(line.isEmpty() ? new String[0] : line.split(" "));
    assertEquals(2, outcome.code());
    assertEquals("", outcome.out());
    assertTrue(outcome.err().contains("--help") || outcome.err().contains("Usage:"), outcome.err());
    assertFalse(outcome.err().contains("\tat "), outcome.err());
  }

  @Test
  void aMisspeltVerbIsOffered() {
    assertTrue(Outcome.of("bild").err().contains("build"));
  }

  @Test
  void helpNamesEveryVerbAndTheExitCodes() {
    Outcome help = Outcome.of("--help");
    assertEquals(0, help.code());
    for (String verb :
        new String[] {
          "init",
          "demo",
          "build",
          "check",
          "serve",
          "run",
          "query",
          "plugins",
          "doctor",
          "explain-problem",
          "version"
        }) {
      assertTrue(help.out().contains("  " + verb + " "), verb);
    }
    assertTrue(help.out().contains("Exit codes"));
    assertFalse(help.out().contains("train"));
  }

  @Test
  void theVersionIsToldInBothForms() throws IOException {
    Outcome text = Outcome.of("version");
    assertEquals(0, text.code());
    assertTrue(text.out().startsWith("ducksite "));
    assertEquals(
        Runtime.version().toString(), Outcome.of("version", "--json").json().get("java").asText());
  }

  @Test
  void aProblemsCodeIsExplained() {
    Outcome known = Outcome.of("explain-problem", "config/unknown-key");
    assertEquals(0, known.code());
    assertTrue(known.out().startsWith("config/unknown-key: "));
    Outcome unknown = Outcome.of("explain-problem", "config/unknown-keys");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("config/unknown-key"), unknown.err());
    assertFalse(unknown.err().contains("\tat "));
  }

  @Test
  void initMakesAProjectThatChecks() throws IOException {
    Path root = folder.resolve("new/site");
    Outcome outcome = Outcome.of("init", "--root", root.toString());
    assertEquals(0, outcome.code());
    assertTrue(Files.isRegularFile(root.resolve("ducksite.toml")));
    assertTrue(Files.isDirectory(root.resolve("content")));
    assertEquals(0, Outcome.of("check", "--strict", "--root", root.toString()).code());
  }

  @Test
  void initOverwritesNothing() throws IOException {
    TestProject project = TestProject.small(folder).file("ducksite.toml", "# mine\n");
    var before = project.files();
    Outcome outcome = project.run("init");
    assertEquals(0, outcome.code());
    assertTrue(outcome.out().contains("left alone"));
    assertEquals(before, project.files());
  }

  @Test
  void theDemoNeedsAnImage() {
    Outcome outcome = Outcome.of("demo", "--root", folder.resolve("demo").toString());
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().startsWith("error: "), outcome.err());
    assertFalse(outcome.err().contains("\tat "));
  }

  @Test
  void theDoctorTellsWhatItSees() throws IOException {
    TestProject project = TestProject.small(folder);
    Outcome outcome = project.run("doctor");
    assertEquals(0, outcome.code(), outcome.out());
    assertTrue(outcome.out().contains("everything works"));
    assertTrue(outcome.out().contains("DuckDB           answers"), outcome.out());
    assertEquals("answers", project.run("doctor", "--json").json().at("/facts/DuckDB").asText());
    project.file("ducksite.toml", "[site]\ntitel = \"x\"\n");
    Outcome ill = project.run("doctor");
    assertEquals(1, ill.code());
    assertTrue(ill.out().contains("FAILED"));
  }
}
