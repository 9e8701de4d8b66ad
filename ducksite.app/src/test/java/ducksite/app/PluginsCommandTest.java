package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void aFileThatIsOnlyAStepOfARouteIsListed() throws IOException {
    TestProject project =
        new TestProject(folder)
            .file(
                "plugins/Step.java",
                """
                import ducksite.api.route.RouteContext;
                import java.util.Map;
                public final class Step {
                  public static Map<String, Object> go(Map<String, Object> p, RouteContext c) {
                    return p;
                  }
                }
                """)
            .file("plugins/Sibling.java", "final class Sibling {}")
            .file(
                "routes_src/a.toml",
                "path = \"/a\"\n[[preprocess]]\nplugin = \"plugins/Step.java:go\"\n")
            .file("routes_src/a.sql", "SELECT 1 AS n");
    Outcome text = project.run("plugins", "list");
    assertTrue(text.out().contains("ACTIVE   Step "), text.out());
    assertFalse(text.out().contains("Sibling"), text.out());
  }

  @Test
  void anIdThatNoPluginHasIsToldWithTheList() throws IOException {
    TestProject project =
        new TestProject(folder).file("ducksite.toml", "[plugins]\ndisabled = [\"nobody\"]\n");
    Outcome text = project.run("plugins", "list");
    assertEquals(0, text.code(), text.err());
    assertTrue(text.err().contains("plugin/unknown-id"), text.err());
  }

  @Test
  void aSourceWhosePluginIsAwayIsToldWithTheQueryThatMissesIt() throws IOException {
    TestProject project =
        new TestProject(folder)
            .file(
                "ducksite.toml",
                "[[file_sources]]\nname = \"far\"\nplugin = \"plugins/Far.java\"\n");
    Outcome query = project.run("query", "SELECT * FROM far");
    assertEquals(1, query.code(), query.err());
    assertTrue(query.err().contains("there is no file 'plugins/Far.java'"), query.err());
  }

  @Test
  void whatAnOperatorShouldKnowIsListedAndStopsNothing() throws IOException {
    TestProject project =
        new TestProject(folder)
            .file(
                "plugins/Sales.java", PLUGIN.replace("@Override", "void m() { System.exit(1); }"));
    Outcome text = project.run("plugins", "list");
    assertTrue(text.out().contains("note: Sales calls System.exit"), text.out());
    Outcome json = project.run("plugins", "list", "--json");
    assertEquals(
        "Sales calls System.exit", json.json().at("/plugins/0/warnings/0").asText(), json.out());
    assertEquals(false, json.json().at("/plugins/0/required").asBoolean(true));
    assertEquals("project", json.json().at("/plugins/0/origin").asText());
    Outcome validated =
        Outcome.of(
            "plugins", "validate", "--json", folder.resolve("plugins/Sales.java").toString());
    assertEquals(0, validated.code(), validated.err());
    assertEquals("Sales", validated.json().at("/plugin/id").asText());
    assertEquals("plugin/risky-call", validated.json().at("/problems/0/code").asText());
    assertEquals("warning", validated.json().at("/problems/0/severity").asText());
  }

  @Test
  void safeModeLeavesTheProjectsPluginsOut() throws IOException {
    TestProject project = new TestProject(folder).file("plugins/Sales.java", PLUGIN);
    Outcome listed = project.run("plugins", "list", "--safe-mode", "--json");
    assertEquals("DISABLED", listed.json().at("/plugins/0/state").asText());
    assertEquals("safe mode", listed.json().at("/plugins/0/reason").asText());
  }

  @Test
  void aRequiredPluginThatIsNotActiveStopsBuildAndServe() throws IOException {
    TestProject project =
        TestProject.small(folder)
            .file("plugins/Sales.java", PLUGIN.replace("return", "retrun"))
            .file("ducksite.toml", "[plugins]\nrequired = [\"Sales\"]\n");
    for (String[] verb : new String[][] {{"build"}, {"check"}, {"serve", "--port", "0"}}) {
      Outcome outcome = project.run(verb);
      assertEquals(1, outcome.code(), outcome.err());
      assertTrue(outcome.err().contains("plugin 'Sales' is required"), outcome.err());
      assertTrue(outcome.err().contains("ducksite.toml:2:1"), outcome.err());
      assertFalse(outcome.out().contains("ready"), outcome.out());
    }
  }

  /** Each verb in a process of its own, for the environment is the process's. */
  @Test
  void theEnvironmentChooses() throws Exception {
    TestProject project =
        TestProject.small(folder)
            .file("plugins/Sales.java", PLUGIN)
            .file(
                "ducksite.toml",
                "[[file_sources]]\nname = \"s\"\nplugin = \"Sales\"\non_empty = \"ignore\"\n");
    assertEquals(0, project.run("check").code());
    String[][] verbs = {{"check"}, {"build"}, {"plugins", "list"}};
    for (String[] verb : verbs) {
      ProcessBuilder builder = program();
      builder.command().addAll(List.of(verb));
      builder.command().addAll(List.of("--root", folder.toString()));
      builder.environment().put("ENABLED_PLUGINS", "internal, Sale");
      Process process = builder.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes());
      process.waitFor();
      assertTrue(said.contains("ENABLED_PLUGINS does not name it"), verb[0] + ": " + said);
    }
  }

  /** This program as a command, on the class path or on the module path as the test itself is. */
  private static ProcessBuilder program() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED,org.apache.arrow.memory.core");
    String modules = System.getProperty("jdk.module.path");
    if (modules != null) {
      command.addAll(List.of("--module-path", modules, "--add-modules", "ALL-MODULE-PATH"));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        Main.class.getModule().isNamed()
            ? List.of("-m", "ducksite.app/ducksite.app.Main")
            : List.of("ducksite.app.Main"));
    return new ProcessBuilder(command);
  }
}
