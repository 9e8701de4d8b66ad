package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginValidationTest {

  @TempDir Path folder;

  private final Problems problems = new Problems();

  private List<String> codes(Path file) throws IOException {
    PluginValidation.validate(file, problems);
    return problems.all().stream().map(Problem::code).toList();
  }

  @Test
  void nothingIsWrongWithAGoodJar() throws IOException {
    Path jar = Site.modular("good").writeTo(folder.resolve("good.jar"));
    PluginExamination found = PluginValidation.validate(jar, problems);
    assertEquals(List.of(), problems.all());
    assertEquals("good", found.fields().get("id"));
    assertEquals("module layer", found.fields().get("isolation"));
    assertEquals(List.of("VirtualParquetPlugin"), found.fields().get("spis"));
  }

  @Test
  void theProblemsAreThoseOfTheHost() throws IOException {
    Path jar =
        Site.plain("bad")
            .entry("ducksite/api/X.class", new byte[4])
            .writeTo(folder.resolve("bad.jar"));
    assertEquals(List.of("plugin/bundles-host"), codes(jar));
    assertEquals("bad.jar", problems.all().getFirst().file());
  }

  @Test
  void noCodeOfThePluginRuns() throws IOException {
    String trap = "static { System.setProperty(\"ducksite.test.ran\", \"yes\"); }";
    String source = Site.source("p", "P", "\"x\"").replace("@Override", trap + " @Override");
    Path jar =
        PluginJar.empty()
            .source("p.P", source)
            .provider(VirtualParquetPlugin.class, "p.P")
            .writeTo(folder.resolve("trap.jar"));
    Path file = Files.writeString(folder.resolve("P.java"), source.replace("package p;", ""));
    assertEquals(List.of("plugin/risky-call"), codes(jar));
    assertEquals(List.of("plugin/risky-call", "plugin/risky-call"), codes(file));
    assertNull(System.getProperty("ducksite.test.ran"));
  }

  @Test
  void aJavaFileIsCompiled() throws IOException {
    Path file = Files.writeString(folder.resolve("X.java"), "class X { int x = \"\"; }");
    assertEquals(List.of("plugin/compile-error"), codes(file));
    assertEquals(1, problems.all().getFirst().line());
  }

  @Test
  void aFileThatIsNotThereIsAProblem() throws IOException {
    assertEquals(List.of("plugin/unreadable-file"), codes(folder.resolve("no.jar")));
    assertEquals(1, codes(folder.resolve("X.java")).stream().distinct().count());
  }
}
