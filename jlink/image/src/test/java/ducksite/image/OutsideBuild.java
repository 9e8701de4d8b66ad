package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Maven as a stranger runs it, with a local repository of its own. Maven Central is what this build
 * has already fetched, so that no network is needed; the API and the testkit come from the image's
 * {@code sdk} alone.
 */
final class OutsideBuild {

  private OutsideBuild() {}

  /** Runs {@code mvn verify} on a project, with a repository below a folder. */
  static void verify(Image image, Path project, Path folder) throws IOException {
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
  }

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
