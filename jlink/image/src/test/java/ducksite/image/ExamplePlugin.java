package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The example plugin, built as a stranger builds it: by Maven, against the image's {@code sdk}
 * alone.
 */
final class ExamplePlugin {
  private static final Path EXAMPLES = Path.of("../../examples").toAbsolutePath().normalize();

  private ExamplePlugin() {}

  /** Builds a copy of the example below a folder and returns its jar. */
  static Path build(Image image, Path folder) throws IOException {
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
      return built.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
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
