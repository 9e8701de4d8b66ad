package ducksite.plugins.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The objects of one source on the local disk. A file's name is a digest of where the object is and
 * of its version, so a file never changes; {@code used} tells in which build each was last wanted.
 * What the last build wanted may still be served, and is never removed by the next one. Confined to
 * one thread; a folder has one cache at a time.
 */
final class ObjectCache {

  private static final String SUFFIX = ".parquet";
  private static final String PARTIAL = ".part";

  private final Path folder;
  private final Path objects;
  private final Path partial;
  private final Connection connection;
  private final long maxBytes;
  private final Map<String, Long> sizes = new HashMap<>();
  private final Map<String, Long> used = new HashMap<>();
  private long lastBuild;

  private ObjectCache(Path folder, Connection connection, long maxBytes) {
    this.folder = folder;
    this.objects = folder.resolve("objects");
    this.partial = folder.resolve("partial");
    this.connection = connection;
    this.maxBytes = maxBytes;
  }

  static ObjectCache open(Path folder, Connection connection, long maxBytes) throws IOException {
    ObjectCache cache = new ObjectCache(folder, connection, maxBytes);
    Files.createDirectories(cache.objects);
    Files.createDirectories(cache.partial);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(cache.objects)) {
      for (Path file : files) {
        cache.sizes.put(file.getFileName().toString(), Files.size(file));
      }
    }
    cache.readUsed();
    return cache;
  }

  /** Where an object is, or will be. */
  Path file(RemoteObject object) {
    return objects.resolve(name(object));
  }

  Path partialFile(RemoteObject object) {
    return partial.resolve(name(object) + PARTIAL);
  }

  boolean holds(RemoteObject object) {
    return sizes.getOrDefault(name(object), -1L) == object.size();
  }

  /**
   * Makes room for objects that are wanted now: first goes what has not been wanted for the most
   * builds.
   *
   * @throws IOException when they are more than the cache may hold
   */
  void reserve(Collection<RemoteObject> wanted) throws IOException {
    long needed = wanted.stream().mapToLong(RemoteObject::size).sum();
    if (needed > maxBytes) {
      throw new IOException(
          "the "
              + wanted.size()
              + " objects hold "
              + Sizes.text(needed)
              + ", more than max_bytes = "
              + Sizes.text(maxBytes)
              + "; narrow prefix or glob, raise max_bytes, or set mode = \"proxy\"");
    }
    Set<String> names = new HashSet<>();
    wanted.forEach(object -> names.add(name(object)));
    removeStalePartials(names);
    long missing = wanted.stream().filter(each -> !holds(each)).mapToLong(RemoteObject::size).sum();
    long held = sizes.values().stream().mapToLong(Long::longValue).sum();
    for (String name : removable(names)) {
      if (held + missing <= maxBytes) {
        return;
      }
      held -= sizes.remove(name);
      used.remove(name);
      Files.deleteIfExists(objects.resolve(name));
    }
  }

  private List<String> removable(Set<String> wanted) {
    List<String> names = new ArrayList<>();
    for (String name : sizes.keySet()) {
      boolean served = used.getOrDefault(name, 0L) == lastBuild && lastBuild > 0;
      if (!wanted.contains(name) && !served) {
        names.add(name);
      }
    }
    names.sort(
        Comparator.<String>comparingLong(name -> used.getOrDefault(name, 0L))
            .thenComparing(Comparator.naturalOrder()));
    return names;
  }

  private void removeStalePartials(Set<String> wanted) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(partial)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        int end = name.indexOf(PARTIAL);
        if (end < 0 || !wanted.contains(name.substring(0, end))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Remembers what this build wanted. */
  void remember(Collection<RemoteObject> wanted) throws IOException {
    long build = lastBuild + 1;
    Map<String, Long> now = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(objects)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        now.put(name, used.getOrDefault(name, 0L));
      }
    }
    wanted.forEach(object -> now.put(name(object), build));
    StringBuilder text = new StringBuilder("build " + build + "\n");
    now.forEach((name, last) -> text.append(name).append(' ').append(last).append('\n'));
    Path next = folder.resolve("used.next");
    Files.writeString(next, text);
    Files.move(next, folder.resolve("used"), StandardCopyOption.ATOMIC_MOVE);
  }

  private void readUsed() throws IOException {
    Path file = folder.resolve("used");
    if (!Files.isRegularFile(file)) {
      return;
    }
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(" ");
      if (words.length == 2 && words[1].matches("[0-9]{1,18}")) {
        used.put(words[0], Long.parseLong(words[1]));
      }
    }
    lastBuild = used.getOrDefault("build", 0L);
    used.remove("build");
  }

  private String name(RemoteObject object) {
    String text =
        String.join(
            "\n",
            connection.server(),
            object.bucket(),
            object.key(),
            object.etag(),
            String.valueOf(object.size()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16) + SUFFIX;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
