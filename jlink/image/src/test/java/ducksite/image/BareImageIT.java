package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * First-party plugins are jars like anyone's: without them the image boots and says what it lacks.
 */
final class BareImageIT {

  @Test
  void firstPartyPluginsAreKeptApartLikeAnyones(@TempDir Path project) throws IOException {
    Files.writeString(project.resolve("ducksite.toml"), "");
    Image.Run list = Image.built().run("plugins", "list", "--json", "--root", project.toString());
    JsonNode plugins = new ObjectMapper().readTree(list.out()).get("plugins");
    assertTrue(plugins.size() >= 2, list::toString);
    for (JsonNode plugin : plugins) {
      assertEquals("ACTIVE", plugin.get("state").asText(), plugin::toString);
      // The libraries of s3 are no modules, so it stands on a loader of its own.
      String isolation = plugin.get("id").asText().equals("s3") ? "class loader" : "module layer";
      assertEquals(isolation, plugin.get("isolation").asText(), plugin::toString);
    }
    Image.Run linked = Image.built().tool("java", java.util.List.of("--list-modules"));
    assertTrue(linked.out().contains("ducksite.engine"), linked::toString);
    assertTrue(!linked.out().contains("ducksite.plugins"), linked::toString);
  }

  @Test
  void anImageWithoutThemBootsAndNamesWhatIsMissing(@TempDir Path folder) throws IOException {
    Image bare = Image.built().copyTo(folder.resolve("image"));
    Trees.delete(bare.file("plugins"));
    Path project = Files.createDirectories(folder.resolve("site"));
    Files.writeString(
        project.resolve("ducksite.toml"),
        """
        [[file_sources]]
        name = "fixed"
        plugin = "static"
        options.files = [{ path = "a.parquet" }]
        """);
    Files.createDirectories(project.resolve("routes_src"));
    Files.writeString(project.resolve("routes_src/one.toml"), "path = \"/one\"\n");
    Files.writeString(project.resolve("routes_src/one.sql"), "SELECT 1 AS n");
    Image.Run check = bare.run("check", "--root", project.toString(), "--no-color");
    assertEquals(1, check.code(), check::toString);
    assertTrue(check.err().contains("no plugin answers to 'static'"), check::toString);
    Files.writeString(project.resolve("ducksite.toml"), "");
    try (Server server = bare.serve(project)) {
      assertEquals(200, server.get("/one.json").statusCode());
    }
  }
}
