package ducksite.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Notices that a file of a project has changed, by size and time. Confined to one thread. */
final class ProjectWatch {

  private final Path root;
  private final List<String> entries;
  private Map<Path, String> last;

  ProjectWatch(Path root, String routes) throws IOException {
    this.root = root;
    this.entries = List.of("ducksite.toml", "content", "sources_sql", "plugins", routes);
    this.last = look();
  }

  /** Whether anything differs from the last look. */
  boolean hasChanged() throws IOException {
    Map<Path, String> now = look();
    boolean changed = !now.equals(last);
    last = now;
    return changed;
  }

  private Map<Path, String> look() throws IOException {
    Map<Path, String> seen = new TreeMap<>();
    for (String entry : entries) {
      Path start = root.resolve(entry);
      if (!Files.exists(start)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(start)) {
        for (Path file : files.toList()) {
          seen.put(file, identity(file));
        }
      }
    }
    return seen;
  }

  private static String identity(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isDirectory()
          ? "folder"
          : attributes.size() + " " + attributes.lastModifiedTime();
    } catch (NoSuchFileException e) {
      return "gone";
    }
  }
}
