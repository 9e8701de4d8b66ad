package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginsCommandTest {

  private static final String PLUGIN =
      """
      import ducksite.api.manifest.ManifestContext;
      import ducksite.api.manifest.VirtualParquetManifest;
      import ducksite.api.manifest.VirtualParquetPlugin;
      import java.util.List;

      public final class Sales implements VirtualParquetPlugin {
        @Override
        public VirtualParquetManifest buildManifest(ManifestContext context) {
          return VirtualParquetManifest.of(List.of());
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void withoutPluginsThereAreNone() throws IOException {
    Outcome outcome = new TestProject(folder).run("plugins", "list");
    assertEquals(0, outcome.code());
    assertEquals("there are no plugins\n", outcome.out());
  }

  @Test
  void aPluginIsListedWithWhatItProvides() throws IOException {
    TestProject project = new TestProject(folder).file("plugins/Sales.java", PLUGIN);
    Outcome text = project.run("plugins", "list");
    assertEquals(0, text.code(), text.err());
    assertTrue(text.out().contains("Sales"), text.out());
    assertTrue(text.out().contains("VirtualParquetPlugin"), text.out());
    Outcome json = project.run("plugins", "list", "--json");
    assertEquals("Sales", json.json().at("/plugins/0/id").asText());
  }

  @Test
  void aBrokenPluginIsListedWithItsReason() throws IOException {
    TestProject project =
        new TestProject(folder).file("plugins/Sales.java", PLUGIN.replace("return", "retrun"));
    Outcome outcome = project.run("plugins", "list");
    assertEquals(0, outcome.code());
    assertFalse(outcome.out().contains("ACTIVE"), outcome.out());
  }

  @Test
  void aFileIsValidatedWithoutAProject() throws IOException {
    new TestProject(folder)
        .file("Sales.java", PLUGIN)
        .file("Broken.java", PLUGIN.replace("Sales", "Broken").replace("return", "retrun"))
        .file("broken.jar", "no zip file");
    Outcome good = Outcome.of("plugins", "validate", folder.resolve("Sales.java").toString());
    assertEquals(0, good.code(), good.err());
    assertTrue(good.out().contains("can be loaded"));
    for (String name : new String[] {"Broken.java", "broken.jar"}) {
      Outcome bad = Outcome.of("plugins", "validate", folder.resolve(name).toString());
      assertEquals(1, bad.code(), bad.out());
      assertTrue(bad.err().contains(name), bad.err());
    }
    Outcome absent = Outcome.of("plugins", "validate", folder.resolve("absent.jar").toString());
    assertEquals(2, absent.code());
    assertTrue(absent.err().contains("there is no file"));
  }
}
