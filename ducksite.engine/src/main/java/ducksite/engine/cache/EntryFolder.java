package ducksite.engine.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published entries of a state folder, shared by processes. An entry is there when its
 * description is; the description is renamed into place after its file, and names it. The time of
 * the description tells when the entry was last used.
 */
final class EntryFolder {

  private static final Logger LOG = LoggerFactory.getLogger(EntryFolder.class);
  private static final String DESCRIPTION = ".json";
  private static final String FILE = ".parquet";

  /** How long a file without a description may be one that is just being published. */
  private static final long UNFINISHED_MILLIS = 600_000;

  private static final long BLOCK = 4096;

  private final Path folder;

  EntryFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * An entry as the folder shows it.
   *
   * @param bytes of the disk
   */
  record Listed(String id, List<Path> files, long usedMillis, long bytes) {}

  Path path() {
    return folder;
  }

  /** A name for the file of a new entry. */
  static String newFile(String id) {
    return id + "-" + UUID.randomUUID() + FILE;
  }

  /** The entry of an id; one whose description is damaged is removed. */
  Optional<EntryInfo> find(String id) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(description(id));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Optional<EntryInfo> info = EntryDescription.read(id, bytes);
    if (info.isEmpty()) {
      LOG.warn("the description of a cache entry is damaged and removed: {}", description(id));
      Files.deleteIfExists(description(id));
    }
    return info;
  }

  /** Gives an entry's file a second name, one that only the caller removes. */
  void link(EntryInfo info, Path own) throws IOException {
    twin(folder.resolve(info.file()), own);
  }

  /** Publishes a file under a description; a former entry of the id is replaced. */
  void publish(EntryInfo info, Path own) throws IOException {
    Files.createDirectories(folder);
    Optional<EntryInfo> former = find(info.id());
    twin(own, folder.resolve(info.file()));
    Path begun = folder.resolve("." + info.file() + DESCRIPTION);
    Files.write(begun, EntryDescription.write(info));
    Files.move(
        begun,
        description(info.id()),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    if (former.isPresent()) {
      Files.deleteIfExists(folder.resolve(former.get().file()));
    }
  }

  /** Removes an entry, unless another has taken its id. */
  void remove(EntryInfo info) throws IOException {
    if (find(info.id()).filter(info::equals).isPresent()) {
      Files.deleteIfExists(description(info.id()));
    }
    Files.deleteIfExists(folder.resolve(info.file()));
  }

  /** Removes what is listed. */
  void remove(Listed listed) throws IOException {
    Files.deleteIfExists(description(listed.id()));
    for (Path file : listed.files()) {
      Files.deleteIfExists(file);
    }
  }

  /** Notes that an entry was used. */
  void touch(String id, long usedMillis) throws IOException {
    try {
      Files.setLastModifiedTime(description(id), FileTime.fromMillis(usedMillis));
    } catch (NoSuchFileException removed) {
      LOG.trace("{} has been removed", id);
    }
  }

  /** All entries; what a killed process has left is removed. */
  List<Listed> list() throws IOException {
    Map<String, Long> used = new HashMap<>();
    Map<String, List<Path>> files = new HashMap<>();
    Map<String, Long> bytes = new HashMap<>();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    long now = System.currentTimeMillis();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
      for (Path path : found) {
        String name = path.getFileName().toString();
        BasicFileAttributes attributes = attributes(path);
        if (attributes == null) {
          continue;
        }
        long time = attributes.lastModifiedTime().toMillis();
        if (name.startsWith(".")) {
          removeWhenOld(path, now - time);
        } else if (name.endsWith(DESCRIPTION)) {
          String id = name.substring(0, name.length() - DESCRIPTION.length());
          used.put(id, time);
          bytes.merge(id, BLOCK, Long::sum);
        } else if (name.endsWith(FILE) && name.indexOf('-') > 0) {
          String id = name.substring(0, name.indexOf('-'));
          files.computeIfAbsent(id, key -> new ArrayList<>()).add(path);
          bytes.merge(id, (attributes.size() + BLOCK - 1) / BLOCK * BLOCK, Long::sum);
        }
      }
    }
    List<Listed> listed = new ArrayList<>();
    used.forEach(
        (id, time) ->
            listed.add(new Listed(id, files.getOrDefault(id, List.of()), time, bytes.get(id))));
    for (Map.Entry<String, List<Path>> each : files.entrySet()) {
      if (!used.containsKey(each.getKey())) {
        for (Path path : each.getValue()) {
          BasicFileAttributes attributes = attributes(path);
          removeWhenOld(
              path, attributes == null ? 0 : now - attributes.lastModifiedTime().toMillis());
        }
      }
    }
    return listed;
  }

  /** All entries with what is known of them. */
  List<KeptEntry> described() throws IOException {
    List<KeptEntry> described = new ArrayList<>();
    for (Listed each : list()) {
      find(each.id())
          .ifPresent(info -> described.add(new KeptEntry(info, each.usedMillis(), each.bytes())));
    }
    return described;
  }

  private static void removeWhenOld(Path path, long age) throws IOException {
    if (age > UNFINISHED_MILLIS) {
      Files.deleteIfExists(path);
    }
  }

  private static @org.jspecify.annotations.Nullable BasicFileAttributes attributes(Path path)
      throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private Path description(String id) {
    return folder.resolve(id + DESCRIPTION);
  }

  /** A second name where the file system has such; otherwise a copy. */
  private static void twin(Path file, Path name) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (UnsupportedOperationException e) {
      Files.copy(file, name);
    }
  }
}
