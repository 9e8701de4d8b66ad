package ducksite.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The example plugin, built from outside. */
final class ExamplePlugin {
  private static final Path EXAMPLES = Path.of("../../examples").toAbsolutePath().normalize();

  private ExamplePlugin() {}

  /** Builds a copy of the example below a folder and returns its jar. */
  static Path build(Image image, Path folder) throws IOException {
    Path project = folder.resolve("plugin-sales");
    Trees.copy(EXAMPLES.resolve("plugin-sales"), project, path -> !path.startsWith("target"));
    OutsideBuild.verify(image, project, folder);
    try (Stream<Path> built = Files.list(project.resolve("target"))) {
      return built.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }
}
