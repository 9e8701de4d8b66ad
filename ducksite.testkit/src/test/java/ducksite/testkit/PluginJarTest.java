package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.route.Preprocessor;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginJarTest {

  private static final String STEP =
      """
      package p;
      public class Step implements ducksite.api.route.Preprocessor {
        public java.util.Map<String, Object> process(
            java.util.Map<String, Object> parameters, ducksite.api.route.RouteContext context) {
          parameters.put("seen", context.routeId());
          return parameters;
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void aPlainJarOffersItsProvider() throws Exception {
    Path jar =
        PluginJar.empty()
            .source("p.Step", STEP)
            .provider(Preprocessor.class, "p.Step")
            .writeTo(folder.resolve("a.jar"));
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, Preprocessor.class.getClassLoader())) {
      Class<?> type = loader.loadClass("p.Step");
      Preprocessor step = (Preprocessor) type.getConstructor().newInstance();
      assertEquals(Map.of("seen", "r"), step.process(new HashMap<>(), TestRouteContext.of("r")));
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      String services = "META-INF/services/" + Preprocessor.class.getName();
      assertEquals(
          "p.Step\n", new String(zip.getInputStream(zip.getEntry(services)).readAllBytes()));
    }
  }

  @Test
  void aSourceNamedModuleInfoMakesTheJarModular() {
    Path jar =
        PluginJar.empty()
            .source(
                "module-info",
                "module steps { requires ducksite.api; provides ducksite.api.route.Preprocessor"
                    + " with p.Step; }")
            .source("p.Step", STEP)
            .writeTo(folder.resolve("a.jar"));
    var module = ModuleFinder.of(jar).find("steps").orElseThrow().descriptor();
    assertEquals(Set.of("p"), module.packages());
    assertEquals(1, module.provides().size());
  }

  @Test
  void twoProvidersAreTwoLines() throws IOException {
    Path jar =
        PluginJar.empty()
            .provider(ServiceLoader.class, "a.A")
            .provider(ServiceLoader.class, "b.B")
            .writeTo(folder.resolve("a.jar"));
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      byte[] lines =
          zip.getInputStream(zip.getEntry("META-INF/services/java.util.ServiceLoader"))
              .readAllBytes();
      assertEquals("a.A\nb.B\n", new String(lines));
    }
  }

  @Test
  void equalBuildersWriteEqualBytes() throws IOException {
    PluginJar jar = PluginJar.empty().source("p.Step", STEP).descriptor("id = \"x\"");
    assertArrayEquals(
        Files.readAllBytes(jar.writeTo(folder.resolve("a.jar"))),
        Files.readAllBytes(jar.writeTo(folder.resolve("b.jar"))));
  }

  @Test
  void aSourceThatDoesNotCompileIsToldWithTheCompilersWords() {
    PluginJar broken = PluginJar.empty().source("p.X", "package p; class X { int x = \"\"; }");
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> broken.writeTo(folder.resolve("a.jar")));
    assertTrue(e.getMessage().contains("incompatible types"), e.getMessage());
  }

  @Test
  void privateJarsLieBesideTheJarAndAttributesInItsManifest() throws IOException {
    Path library =
        PluginJar.empty()
            .source("q.Q", "package q; public class Q { public static int one() { return 1; } }")
            .writeTo(folder.resolve("lib/q.jar"));
    Path jar =
        PluginJar.empty()
            .source("p.P", "package p; public class P { int one = q.Q.one(); }")
            .attribute("Automatic-Module-Name", "p.q")
            .attribute("Implementation-Version", "1")
            .privateJar(library)
            .writeTo(folder.resolve("plugins/p.jar"));
    assertArrayEquals(
        Files.readAllBytes(library), Files.readAllBytes(folder.resolve("plugins/p/q.jar")));
    try (java.util.jar.JarFile opened = new java.util.jar.JarFile(jar.toFile())) {
      var attributes = opened.getManifest().getMainAttributes();
      assertEquals("p.q", attributes.getValue("Automatic-Module-Name"));
      assertEquals("1", attributes.getValue("Implementation-Version"));
    }
    assertEquals("p.q", ModuleFinder.of(jar).findAll().iterator().next().descriptor().name());
  }
}
