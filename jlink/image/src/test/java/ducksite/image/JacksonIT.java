package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ducksite.api.route.Preprocessor;
import ducksite.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three versions of one library in one process: Jackson 2.13 in a modular plugin, 2.15 in a plain
 * one, and the host's own. Each plugin serialises with what lies in its folder of private jars.
 */
final class JacksonIT {
  private static final Path JARS =
      Path.of(System.getProperty("ducksite.jackson", "target/jackson")).toAbsolutePath();
  private static final List<String> PARTS = List.of("core", "databind", "annotations");
  private static final String OLD = "2.13.5";
  private static final String NEW = "2.15.4";
  private static final Image IMAGE = Image.built();

  @TempDir private static Path project;

  @BeforeAll
  static void twoPluginsWithAJacksonEach() throws IOException {
    plugin("oldest", OLD)
        .source(
            "module-info",
            """
            module oldest {
              requires ducksite.api;
              requires com.fasterxml.jackson.databind;
              provides ducksite.api.route.Preprocessor with oldest.Write;
            }
            """)
        .writeTo(project.resolve("plugins/oldest.jar"));
    plugin("newer", NEW)
        .provider(Preprocessor.class, "newer.Write")
        .writeTo(project.resolve("plugins/newer.jar"));
    Files.writeString(project.resolve("ducksite.toml"), "");
    Files.createDirectories(project.resolve("routes_src"));
    Files.writeString(
        project.resolve("routes_src/both.toml"),
        """
        path = "/both"

        [params.oldest]
        type = "str"

        [params.newer]
        type = "str"

        [[preprocess]]
        plugin = "oldest"

        [[preprocess]]
        plugin = "newer"
        """);
    Files.writeString(
        project.resolve("routes_src/both.sql"), "SELECT $oldest AS oldest, $newer AS newer");
  }

  private static PluginJar plugin(String name, String version) {
    PluginJar jar =
        PluginJar.empty()
            .source(
                name + ".Write",
                """
                package %1$s;

                import com.fasterxml.jackson.databind.ObjectMapper;
                import com.fasterxml.jackson.databind.cfg.PackageVersion;
                import java.util.List;
                import java.util.Map;

                public final class Write implements ducksite.api.route.Preprocessor {
                  @Override
                  public Map<String, Object> process(
                      Map<String, Object> parameters, ducksite.api.route.RouteContext context)
                      throws Exception {
                    Object value =
                        Map.of("jackson", PackageVersion.VERSION.toString(), "list", List.of(1, 2));
                    parameters.put("%1$s", new ObjectMapper().writeValueAsString(new java.util.TreeMap<>((Map<?, ?>) value)));
                    return parameters;
                  }
                }
                """
                    .formatted(name));
    for (String part : PARTS) {
      jar = jar.privateJar(JARS.resolve(version + "/jackson-" + part + "-" + version + ".jar"));
    }
    return jar;
  }

  @Test
  void twoPluginsSerialiseWithTheirOwnVersionsWhileTheHostHasAThird() throws IOException {
    Image.Run host =
        IMAGE.tool("java", List.of("--describe-module", "com.fasterxml.jackson.databind"));
    assertTrue(host.out().startsWith("com.fasterxml.jackson.databind@2.22"), host::toString);
    try (Server server = IMAGE.serve(project)) {
      JsonNode row = new ObjectMapper().readTree(server.get("/both.json").body()).at("/rows/0");
      assertEquals(
          "{\"jackson\":\"" + OLD + "\",\"list\":[1,2]}",
          row.path("oldest").asText(),
          row::toString);
      assertEquals(
          "{\"jackson\":\"" + NEW + "\",\"list\":[1,2]}",
          row.path("newer").asText(),
          row::toString);
    }
  }

  @Test
  void eachHasItsOwnKindOfIsolation() throws IOException {
    Image.Run list = IMAGE.run("plugins", "list", "--json", "--root", project.toString());
    JsonNode plugins = new ObjectMapper().readTree(list.out()).get("plugins");
    for (JsonNode plugin : plugins) {
      // Some private jars of the plugin s3 are no modules.
      boolean plain = List.of("newer", "s3").contains(plugin.get("id").asText());
      String expected = plain ? "class loader" : "module layer";
      assertEquals("ACTIVE", plugin.get("state").asText(), plugin::toString);
      assertEquals(expected, plugin.get("isolation").asText(), plugin::toString);
    }
  }
}
