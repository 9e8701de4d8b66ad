package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a plugin author does with the image's {@code sdk}: a Maven build that sees nothing else of
 * ours.
 */
final class SdkIT {
  private static final Path EXAMPLES = Path.of("../../examples").toAbsolutePath().normalize();

  private final Image image = Image.built();

  @Test
  void holdsJarSourcesAndPomOfTheApiAndTheTestkit() {
    for (String artefact : List.of("ducksite.api", "ducksite.testkit")) {
      for (String suffix : List.of(".jar", "-sources.jar", ".pom")) {
        Path file =
            image.file("sdk/ducksite/" + artefact + "/0.1.0/" + artefact + "-0.1.0" + suffix);
        assertTrue(Files.exists(file), file::toString);
      }
    }
  }

  @Test
  void theExamplePluginBuildsAndPassesItsTestsAgainstItAlone(@TempDir Path folder)
      throws IOException {
    Path project = folder.resolve("plugin-sales");
    Trees.copy(EXAMPLES.resolve("plugin-sales"), project, path -> !path.startsWith("target"));
    Path settings = Files.writeString(folder.resolve("settings.xml"), settings());
    ProcessBuilder maven =
        new ProcessBuilder(
            "mvn",
            "-B",
            "-Dducksite.home=" + image.home(),
            "-s",
            settings.toString(),
            "-Dmaven.repo.local=" + folder.resolve("repository"),
            "-f",
            project.resolve("pom.xml").toString(),
            "verify");
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Image.Run run = Image.finish(maven);
    assertEquals(0, run.code(), run::toString);
    try (Stream<Path> built = Files.list(project.resolve("target"))) {
      assertEquals(1, built.filter(file -> file.toString().endsWith(".jar")).count());
    }
  }

  /** Maven Central is what this build has already fetched: the test needs no network. */
  private static String settings() {
    String own = System.getProperty("user.home") + "/.m2/repository";
    Path fetched = Path.of(System.getProperty("maven.repository", own));
    return """
    <settings>
      <mirrors><mirror>
        <id>fetched</id><mirrorOf>*,!ducksite-sdk</mirrorOf><url>%s</url>
      </mirror></mirrors>
    </settings>
    """
        .formatted(fetched.toUri());
  }
}
