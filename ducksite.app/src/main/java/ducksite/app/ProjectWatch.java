package ducksite.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Notices that a file of a project has changed, by size and time. Confined to one thread. */
final class ProjectWatch {

  private static final String PLUGINS = "plugins";
  private static final Duration QUIET = Duration.ofMillis(150);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path root;
  private final List<String> entries;
  private Map<Path, String> last;

  ProjectWatch(Path root, String routes) throws IOException {
    this.root = root;
    this.entries = List.of("ducksite.toml", "content", "sources_sql", PLUGINS, routes);
    this.last = look();
  }

  /**
   * Whether anything differs from the last look. Waits while plugins are still being copied: until
   * their sizes and times stay as they are and their jars are whole, or have been broken for long.
   */
  boolean hasChanged() throws IOException, InterruptedException {
    Map<Path, String> now = look();
    if (now.equals(last)) {
      return false;
    }
    Map<Path, String> before = last;
    last = settled(now);
    return !last.equals(before);
  }

  private Map<Path, String> settled(Map<Path, String> first)
      throws IOException, InterruptedException {
    Set<Path> changed = changedPlugins(first);
    Map<Path, String> now = first;
    long stable = System.nanoTime();
    while (!changed.isEmpty()) {
      Thread.sleep(QUIET);
      Map<Path, String> next = look();
      long age = System.nanoTime() - stable;
      if (!next.equals(now)) {
        stable = System.nanoTime();
        changed.addAll(changedPlugins(next));
      } else if (age > PATIENCE.toNanos() || changed.stream().noneMatch(ProjectWatch::isCutOff)) {
        return next;
      }
      now = next;
    }
    return now;
  }

  /** Files below the folder of plugins that differ from the last look. */
  private Set<Path> changedPlugins(Map<Path, String> now) {
    Set<Path> changed = new TreeSet<>();
    now.forEach(
        (file, identity) -> {
          if (file.startsWith(root.resolve(PLUGINS)) && !identity.equals(last.get(file))) {
            changed.add(file);
          }
        });
    return changed;
  }

  /** A jar's directory is at its end: without it, the copying is not over. */
  private static boolean isCutOff(Path file) {
    if (!file.getFileName().toString().endsWith(".jar") || !Files.isRegularFile(file)) {
      return false;
    }
    try (ZipFile jar = new ZipFile(file.toFile())) {
      return jar.size() == 0;
    } catch (IOException e) {
      return true;
    }
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
