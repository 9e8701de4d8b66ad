package ducksite.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folders of the image that this program runs from; none of them is there when it runs from
 * class files.
 */
final class ImageHome {

  private ImageHome() {}

  /** The first-party plugins. */
  static @Nullable Path plugins() {
    return folder("plugins");
  }

  /** The file repository that plugins are built against. */
  static @Nullable Path sdk() {
    return folder("sdk");
  }

  /** The demo project. */
  static @Nullable Path demo() {
    return folder("demo");
  }

  private static @Nullable Path folder(String name) {
    Path folder = Path.of(System.getProperty("java.home")).resolve(name);
    return Files.isDirectory(folder) ? folder : null;
  }
}
