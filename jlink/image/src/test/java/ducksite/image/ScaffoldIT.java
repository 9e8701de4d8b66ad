package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ducksite.testkit.TestHost;
import ducksite.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plugins as {@code plugins new} makes them: of each kind one, built by Maven on the image's {@code
 * sdk} alone with its contract test, and used by a project in the image.
 */
final class ScaffoldIT {
  private static final List<String> KINDS =
      List.of("parquet", "location", "preprocessor", "renderer", "auth");
  private static final Image IMAGE = Image.built();

  @TempDir private static Path folder;

  @BeforeAll
  static void onePluginOfEachKind() throws IOException {
    for (String kind : KINDS) {
      Image.Run made =
          IMAGE.run("plugins", "new", "my_" + kind, "--kind", kind, "--root", folder.toString());
      assertEquals(0, made.code(), made::toString);
    }
    String modules =
        KINDS.stream()
            .map(kind -> "<module>my_" + kind + "</module>")
            .collect(Collectors.joining());
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId><artifactId>all</artifactId><version>1</version>
          <packaging>pom</packaging>
          <modules>%s</modules>
        </project>
        """
            .formatted(modules));
    OutsideBuild.verify(IMAGE, folder, folder);
  }

  private static Path jar(String kind) {
    return folder.resolve("my_" + kind + "/target/my_" + kind + ".jar");
  }

  @Test
  void theContractTestsOfEachKindHaveRun() throws IOException {
    for (String kind : KINDS) {
      Path reports = folder.resolve("my_" + kind + "/target/surefire-reports");
      try (var files = Files.list(reports)) {
        String report =
            Files.readString(
                files.filter(file -> file.toString().endsWith(".txt")).findFirst().orElseThrow());
        assertTrue(report.matches("(?s).*Tests run: (1[3-9]|2[0-9]), Failures: 0.*"), report);
      }
    }
  }

  @Test
  void eachIsValid() throws IOException {
    for (String kind : KINDS) {
      Image.Run valid = IMAGE.run("plugins", "validate", jar(kind).toString(), "--json");
      assertEquals(0, valid.code(), valid::toString);
      assertTrue(valid.out().contains("\"problems\""), valid::toString);
    }
  }

  @Test
  void aProjectUsesThem() throws IOException {
    TestHost host = TestHost.in(folder.resolve("site"));
    KINDS.forEach(kind -> host.plugin(jar(kind)));
    host.parquet("warehouse/mine/a.parquet", "SELECT 'Ada' AS name, 42 AS n")
        .file(
            "ducksite.toml",
            """
            [[file_sources]]
            name = "people"
            plugin = "my_parquet"
            options.folder = "warehouse/mine"

            [plugins.config.my_auth]
            user = "ada"
            token_sha256 = "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb"
            """)
        .file(
            "routes_src/find.toml",
            """
            path = "/find"

            [params.name]
            type = "str"

            [[preprocess]]
            plugin = "my_preprocessor"
            parameter = "name"
            """)
        .file("routes_src/find.sql", "SELECT name, n FROM people WHERE lower(name) = $name");
    JsonNode plugins =
        new ObjectMapper().readTree(host.run("plugins", "list", "--json").out()).get("plugins");
    for (String kind : KINDS) {
      assertTrue(
          plugins
              .valueStream()
              .anyMatch(
                  plugin ->
                      plugin.get("id").asText().equals("my_" + kind)
                          && plugin.get("state").asText().equals("ACTIVE")
                          && plugin.get("isolation").asText().equals("module layer")),
          plugins::toPrettyString);
    }
    try (TestServer server = host.serve()) {
      TestServer.Answer answer = server.get("/find.json?name=%20ADA%20");
      assertEquals(200, answer.status(), answer::text);
      assertTrue(answer.text().contains("\"n\":42"), answer::text);
      TestServer.Answer mine = server.get("/find?name=ada&format=my_renderer");
      assertEquals("name|n\nAda|42\n", mine.text());
    }
  }
}
