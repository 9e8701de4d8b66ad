package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Strangers' plugins in the image: a jar built from outside is a step of a route, a {@code .java}
 * file is a file source, a first-party plugin is another, and what is broken beside them costs one
 * line.
 */
final class PluginIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static final Image IMAGE = Image.built();
  private static Path project;

  @BeforeAll
  static void aProjectWithPluginsOfEveryKind() throws IOException, SQLException {
    Path jar = ExamplePlugin.build(IMAGE, folder);
    project = Files.createDirectories(folder.resolve("site"));
    Files.createDirectories(project.resolve("plugins"));
    Files.createDirectories(project.resolve("routes_src"));
    Files.createDirectories(project.resolve("warehouse"));
    Files.copy(jar, project.resolve("plugins/sales.jar"));
    Files.writeString(project.resolve("plugins/broken.jar"), "this is no jar");
    PlainDuck.parquet(
        "SELECT DATE '2025-01-01' + CAST(i AS INTEGER) AS day, i AS amount FROM range(365) t(i)",
        project.resolve("warehouse/days.parquet"));
    write(
        "ducksite.toml",
        """
        [[file_sources]]
        name = "days"
        plugin = "plugins/Days.java"

        [[file_sources]]
        name = "fixed"
        plugin = "static"
        options.files = [{ path = "warehouse/days.parquet", http_path = "days.parquet", row_filter = "amount < 10" }]
        """);
    write(
        "plugins/Days.java",
        """
        import ducksite.api.manifest.ManifestContext;
        import ducksite.api.manifest.VirtualParquetFile;
        import ducksite.api.manifest.VirtualParquetManifest;
        import ducksite.api.manifest.VirtualParquetPlugin;
        import java.util.List;

        public final class Days implements VirtualParquetPlugin {
          @Override
          public VirtualParquetManifest buildManifest(ManifestContext context) {
            for (String hidden :
                List.of("ducksite.engine.Site", "org.duckdb.DuckDBConnection", "io.undertow.Undertow")) {
              try {
                Class.forName(hidden, false, getClass().getClassLoader());
                throw new IllegalStateException(hidden + " can be seen");
              } catch (ClassNotFoundException expected) {
                context.progress(hidden + " is not found, as it should be");
              }
            }
            return VirtualParquetManifest.of(
                List.of(
                    VirtualParquetFile.of(
                        "days.parquet", context.projectRoot().resolve("warehouse/days.parquet"))));
          }
        }
        """);
    write(
        "routes_src/by_quarter.toml",
        """
        path = "/by-quarter"

        [params.quarter]
        type = "str"
        required = true

        [params.quarter_from]
        type = "date"

        [params.quarter_to]
        type = "date"

        [[preprocess]]
        plugin = "sales:Quarter"
        """);
    write(
        "routes_src/by_quarter.sql",
        "SELECT count(*) AS days, sum(amount) AS amount FROM days WHERE day BETWEEN $quarter_from"
            + " AND $quarter_to");
    write("routes_src/fixed.toml", "path = \"/fixed\"\n");
    write("routes_src/fixed.sql", "SELECT count(*) AS n FROM fixed");
  }

  private static void write(String file, String text) throws IOException {
    Files.writeString(project.resolve(file), text);
  }

  @Test
  void aJarAndAJavaFileAndAFirstPartyPluginAnswerTogether() throws IOException {
    try (Server server = IMAGE.serve(project)) {
      JsonNode quarter = JSON.readTree(server.get("/by-quarter.json?quarter=2025Q3").body());
      assertEquals(92, quarter.at("/rows/0/days").asInt(), quarter::toString);
      JsonNode fixed = JSON.readTree(server.get("/fixed.json").body());
      assertEquals(10, fixed.at("/rows/0/n").asInt(), fixed::toString);
      HttpResponse<String> refused = server.get("/by-quarter.json?quarter=soon");
      assertEquals(400, refused.statusCode(), refused::body);
      assertTrue(refused.body().contains("must look like 2025Q3"), refused::body);
    }
  }

  @Test
  void aBrokenJarCostsOneClearLineAndHidesNobody() throws IOException {
    Image.Run list = IMAGE.run("plugins", "list", "--json", "--root", project.toString());
    assertEquals(0, list.code(), list::toString);
    JsonNode plugins = JSON.readTree(list.out()).get("plugins");
    assertEquals("ACTIVE", state(plugins, "sales"));
    assertEquals("ACTIVE", state(plugins, "static"));
    assertEquals("ACTIVE", state(plugins, "Days"));
    assertEquals("FAILED", state(plugins, "broken"));
    Image.Run check = IMAGE.run("check", "--root", project.toString(), "--no-color");
    assertEquals(
        1, check.err().lines().filter(line -> line.startsWith("error[")).count(), check::toString);
    assertTrue(check.err().contains("plugins/broken.jar"), check::toString);
  }

  @Test
  void everyPluginIsIsolatedInItsOwnWay() throws IOException {
    Image.Run list = IMAGE.run("plugins", "list", "--json", "--root", project.toString());
    JsonNode plugins = JSON.readTree(list.out()).get("plugins");
    assertEquals("java file", find(plugins, "Days").get("isolation").asText());
    assertFalse(find(plugins, "sales").get("isolation").asText().isEmpty());
    assertEquals("module layer", find(plugins, "static").get("isolation").asText());
  }

  private static String state(JsonNode plugins, String id) {
    return find(plugins, id).get("state").asText();
  }

  private static JsonNode find(JsonNode plugins, String id) {
    for (JsonNode plugin : plugins) {
      if (plugin.get("id").asText().equals(id)) {
        return plugin;
      }
    }
    throw new AssertionError("no plugin " + id + " in " + plugins);
  }
}
