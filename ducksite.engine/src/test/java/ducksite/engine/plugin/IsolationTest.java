package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a plugin can reach of the host, for each shape of plugin. The probe looks everywhere and
 * tells what it found.
 */
final class IsolationTest {

  private static final String PROBE =
      """
      static boolean reaches(String name) {
        ClassLoader own = P.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        String path = name.replace('.', '/') + ".class";
        for (ClassLoader loader : new ClassLoader[] {own, context, own.getParent()}) {
          try {
            Class.forName(name, false, loader);
            return true;
          } catch (ClassNotFoundException | LinkageError e) {
            if (loader.getResource(path) != null) {
              return true;
            }
          }
        }
        return false;
      }

      static String reached(String... names) {
        StringBuilder found = new StringBuilder("data/found");
        for (String name : names) {
          if (reaches(name)) {
            found.append(' ').append(name);
          }
        }
        for (java.sql.Driver driver : java.util.ServiceLoader.load(java.sql.Driver.class)) {
          found.append(' ').append(driver.getClass().getName());
        }
        return found.toString();
      }

      static String throughBootLayer() {
        try {
          Module engine = ModuleLayer.boot().findModule("ducksite.engine").orElseThrow();
          Class.forName(engine, "ducksite.engine.plugin.PluginLimits").getMethod("defaults").invoke(null);
          return "called";
        } catch (Exception | LinkageError e) {
          return "refused";
        }
      }

      @Override\
      """;
  private static final String HOST =
      "reached(\"com.fasterxml.jackson.databind.ObjectMapper\","
          + " \"ducksite.engine.plugin.PluginHost\", \"ducksite.engine.project.Problem\","
          + " \"org.slf4j.Logger\", \"org.duckdb.DuckDBDriver\", \"ducksite.testkit.PluginJar\","
          + " \"org.junit.jupiter.api.Test\")";
  private static final String SHARED =
      "reached(\"ducksite.api.Options\", \"java.sql.Driver\", \"javax.tools.ToolProvider\")";
  private static final String FOUND_SHARED =
      "data/found ducksite.api.Options java.sql.Driver javax.tools.ToolProvider";

  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void open() {
    site = new Site(folder);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aModularPluginReachesSharedClassesOnly() {
    assertEquals("data/found", modular(HOST));
    assertEquals(FOUND_SHARED, modular(SHARED));
  }

  @Test
  void aPlainPluginReachesSharedClassesOnly() {
    assertEquals("data/found", plain(HOST));
    assertEquals(FOUND_SHARED, plain(SHARED));
  }

  @Test
  void aJavaFileReachesSharedClassesOnly() throws IOException {
    assertEquals("data/found", javaFile(HOST));
    assertEquals(FOUND_SHARED, javaFile(SHARED));
  }

  @Test
  void aModularPluginCannotCallTheEngineThroughTheBootLayer() {
    assertEquals("refused", modular("throughBootLayer()"));
  }

  @Test
  void thePlatformLayerBelowHoldsNoServiceOfTheHostForAPlugin() {
    String count =
        "String.valueOf(java.util.ServiceLoader.load(ducksite.api.render.Renderer.class).findFirst().isPresent())";
    assertEquals("false", plain(count));
  }

  private String modular(String expression) {
    PluginJar.empty()
        .source(
            "module-info",
            Site.moduleInfo(
                    "probe", "requires java.sql; requires java.compiler; uses java.sql.Driver;")
                .replace("m.M", "p.P"))
        .source("p.P", source("p", expression))
        .writeTo(site.plugin("probe.jar"));
    return answer("module layer");
  }

  private String plain(String expression) {
    PluginJar.empty()
        .source("p.P", source("p", expression))
        .provider(VirtualParquetPlugin.class, "p.P")
        .writeTo(site.plugin("probe.jar"));
    return answer("class loader");
  }

  private String javaFile(String expression) throws IOException {
    site.write("plugins/P.java", source("", expression));
    String answer = site.httpPath(site.open().find(VirtualParquetPlugin.class, "plugins/P.java"));
    assertEquals("java file", site.report("P").isolation());
    site.closeHost();
    return answer;
  }

  private String answer(String isolation) {
    String answer = site.httpPath(site.open().find(VirtualParquetPlugin.class, "probe"));
    assertEquals(isolation, site.report("probe").isolation());
    site.closeHost();
    return answer;
  }

  private static String source(String packageName, String expression) {
    return Site.source(packageName, "P", expression)
        .replaceFirst("@Override", java.util.regex.Matcher.quoteReplacement(PROBE));
  }
}
