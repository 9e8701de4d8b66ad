package ducksite.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Removes artefacts that the present site no longer has from the exported folder, and nothing else.
 */
final class StaleArtefacts {

  private StaleArtefacts() {}

  /**
   * Removes stale files below a folder.
   *
   * @param folder {@code static/sql}
   * @param current paths of the present artefacts, relative to the folder's parent
   */
  static void remove(Path folder, Set<String> current) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.getParent().relativize(file).toString();
        boolean stale = name.endsWith(".sql") && !current.contains(name);
        if (stale || AtomicFiles.isLeftover(file)) {
          Files.delete(file);
        }
      }
    }
  }

  /** Removes what was exported and cached, but never what is published, submitted or private. */
  static void removeAll(BuildSettings settings) throws IOException {
    try (StateFolder.Lock _ = settings.state().lock()) {
      AtomicFiles.deleteAll(settings.state().cache());
      AtomicFiles.deleteAll(settings.state().temporary());
      AtomicFiles.deleteAll(settings.root().resolve("static/sql"));
      Files.deleteIfExists(settings.root().resolve("static/sitemap.json"));
    }
  }
}
