package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plugin author finds in the image's {@code sdk}. */
final class SdkIT {
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
}
