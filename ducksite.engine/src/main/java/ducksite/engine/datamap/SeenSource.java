package ducksite.engine.datamap;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A source's files as they were last seen: as the map tells, but for those that have changed since.
 * Safe for use by several threads.
 */
final class SeenSource {

  private final FileList files;
  private final @Nullable Statistics statistics;
  private final Map<Integer, String> changed = new ConcurrentSkipListMap<>();
  private volatile String digest;

  /**
   * @param statistics told what is no longer as the map tells
   */
  SeenSource(FileList files, @Nullable Statistics statistics) {
    this.files = files;
    this.statistics = statistics;
    this.digest = files.digest();
  }

  FileList files() {
    return files;
  }

  /** Looks at all files. */
  void look() {
    look(files);
  }

  /** Looks at those of some files that are this source's. */
  void look(FileList some) {
    if (files.isEmpty() || some.table() != files.table()) {
      return;
    }
    String source = files.getFirst().source();
    boolean[] news = {false};
    some.each(
        file -> {
          if (file.source().equals(source)) {
            news[0] |= look(file);
          }
        });
    if (news[0]) {
      settle();
    }
  }

  /** Looks at those of its files that are among some paths. */
  void look(Set<Path> paths) {
    Set<String> locations = new HashSet<>();
    Map<String, byte[]> folders = new HashMap<>();
    for (Path path : paths) {
      locations.add(path.toString());
      String folder = String.valueOf(path.getParent());
      folders.putIfAbsent(folder, folder.getBytes(StandardCharsets.UTF_8));
    }
    boolean[] news = {false};
    files.each(
        file -> {
          boolean near = folders.values().stream().anyMatch(file::isIn);
          if (near && locations.contains(file.location())) {
            news[0] |= look(file);
          }
        });
    if (news[0]) {
      settle();
    }
  }

  /** Whether a file is another than when it was last seen. */
  private boolean look(FileCursor file) {
    String told = file.identity().text();
    String now = InputIdentities.identity(Path.of(file.location()));
    boolean current = now.equals(told);
    if (statistics != null) {
      statistics.tell(file.ordinal(), current);
      statistics.tellGone(file.ordinal(), now.equals(InputIdentities.MISSING));
    }
    @Nullable String before =
        current ? changed.remove(file.ordinal()) : changed.put(file.ordinal(), now);
    return current ? before != null : !now.equals(before);
  }

  private synchronized void settle() {
    if (changed.isEmpty()) {
      digest = files.digest();
      return;
    }
    Digest all = new Digest().add(files.digest());
    changed.forEach((ordinal, identity) -> all.add(ordinal).add(identity));
    digest = all.hex();
  }

  /** The digest of the files as last seen; changes whenever one of them does. */
  String digest() {
    return digest;
  }
}
