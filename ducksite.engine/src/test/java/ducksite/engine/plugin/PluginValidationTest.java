package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ducksite.engine.project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginValidationTest {

  @TempDir Path folder;

  @Test
  void nothingIsWrongWithAGoodJar() throws IOException {
    assertEquals(
        List.of(),
        PluginValidation.validate(Site.modular("good").writeTo(folder.resolve("good.jar"))));
  }

  @Test
  void theProblemsAreThoseOfTheHost() throws IOException {
    Path jar =
        Site.plain("bad")
            .entry("ducksite/api/X.class", new byte[4])
            .writeTo(folder.resolve("bad.jar"));
    List<Problem> problems = PluginValidation.validate(jar);
    assertEquals(List.of("plugin/bundles-host"), problems.stream().map(Problem::code).toList());
    assertEquals("bad.jar", problems.getFirst().file());
  }

  @Test
  void aJavaFileIsCompiled() throws IOException {
    Path file = Files.writeString(folder.resolve("X.java"), "class X { int x = \"\"; }");
    assertEquals(List.of(1), PluginValidation.validate(file).stream().map(Problem::line).toList());
  }

  @Test
  void aFileThatIsNotThereIsAProblem() throws IOException {
    assertEquals(
        "plugin/unreadable-file",
        PluginValidation.validate(folder.resolve("no.jar")).getFirst().code());
  }
}
