package ducksite.engine.datamap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file pattern with {@code *}, {@code ?}, {@code [..]} and <code>{a,b}</code> inside a path
 * segment and {@code **} for any number of folders, none included. The part before the first
 * segment with a wildcard is the base; a pattern without wildcard names one file. Links to folders
 * are not followed below the base.
 */
public final class Glob {

  private static final String ANY_DEPTH = "**";

  private final String pattern;
  private final String base;
  private final List<String> segments;
  private final List<SegmentPattern> matchers;

  private Glob(String pattern, String base, List<String> segments, List<SegmentPattern> matchers) {
    this.matchers = matchers;
    this.pattern = pattern;
    this.base = base;
    this.segments = segments;
  }

  /**
   * A pattern; backslashes count as slashes.
   *
   * @throws java.util.regex.PatternSyntaxException when a bracket is not closed
   */
  public static Glob of(String text) {
    String pattern = text.replace('\\', '/');
    List<String> all = List.of(pattern.split("/", -1));
    int fixed = 0;
    while (fixed < all.size() - 1 && !hasWildcard(all.get(fixed))) {
      fixed++;
    }
    List<String> segments = all.subList(fixed, all.size());
    List<SegmentPattern> matchers = segments.stream().map(SegmentPattern::of).toList();
    return new Glob(pattern, String.join("/", all.subList(0, fixed)), segments, matchers);
  }

  /**
   * The part before the first segment with a wildcard, without a slash at its end; empty for a
   * relative pattern at once.
   */
  public String base() {
    return base;
  }

  /** Whether a path, relative or absolute as the pattern is, matches the whole pattern. */
  public boolean matches(String path) {
    if (!base.isEmpty() && !path.startsWith(base + "/")) {
      return false;
    }
    String rest = base.isEmpty() ? path : path.substring(base.length() + 1);
    return matches(List.of(rest.split("/", -1)), 0, 0);
  }

  /**
   * The regular files that match, sorted, as absolute paths.
   *
   * @param root what a relative pattern starts from
   * @throws IOException when a folder cannot be read
   */
  public List<Path> files(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    walk(
        root,
        file -> {
          if (Files.isRegularFile(file)) {
            found.add(file);
          }
        });
    return found;
  }

  /**
   * Calls for each path that matches, in the order of their bytes; whether there is a regular file
   * is the caller's to see.
   *
   * @param root what a relative pattern starts from
   * @throws IOException when a folder cannot be read
   */
  void walk(Path root, Consumer<Path> matching) throws IOException {
    walk(root, folder -> {}, matching);
  }

  /**
   * The same, telling each folder before it is listed.
   *
   * @param folders told each folder that is looked into, and the base even when it is missing
   */
  void walk(Path root, Consumer<Path> folders, Consumer<Path> matching) throws IOException {
    Path start = baseFolder(root);
    folders.accept(start);
    if (Files.isDirectory(start)) {
      walk(start, open(new BitSet(), 0), folders, matching);
    }
  }

  /** The folder that {@link #base()} names below a root. */
  public Path baseFolder(Path root) {
    String folder = base.isEmpty() && pattern.startsWith("/") ? "/" : base;
    return root.resolve(folder).normalize();
  }

  /** An entry of a folder, in the order that whole paths have. */
  private record Entry(byte[] key, Path path, @Nullable BitSet below) {}

  /**
   * @param at the segments that an entry of the folder may match
   */
  private void walk(Path folder, BitSet at, Consumer<Path> folders, Consumer<Path> matching)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
      for (Path entry : listed) {
        String name = entry.getFileName().toString();
        BitSet below = below(name, at);
        if (!below.isEmpty() && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          entries.add(new Entry(key(name + "/"), entry, below));
        } else if (matchesLast(name, at)) {
          entries.add(new Entry(key(name), entry, null));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort((left, right) -> Arrays.compareUnsigned(left.key(), right.key()));
    for (Entry entry : entries) {
      BitSet below = entry.below();
      if (below == null) {
        matching.accept(entry.path());
      } else {
        folders.accept(entry.path());
        walk(entry.path(), below, folders, matching);
      }
    }
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /** A segment, and the one behind it where it stands for no folder too. */
  private BitSet open(BitSet at, int index) {
    at.set(index);
    if (segments.get(index).equals(ANY_DEPTH) && index < segments.size() - 1) {
      open(at, index + 1);
    }
    return at;
  }

  /** The segments that entries of a folder of this name may match. */
  private BitSet below(String name, BitSet at) {
    BitSet below = new BitSet();
    for (int index = at.nextSetBit(0); index >= 0; index = at.nextSetBit(index + 1)) {
      if (segments.get(index).equals(ANY_DEPTH)) {
        open(below, index);
      } else if (index < segments.size() - 1 && matchers.get(index).matches(name)) {
        open(below, index + 1);
      }
    }
    return below;
  }

  private boolean matchesLast(String name, BitSet at) {
    int last = segments.size() - 1;
    return at.get(last)
        && (segments.get(last).equals(ANY_DEPTH) || matchers.get(last).matches(name));
  }

  private boolean matches(List<String> path, int at, int index) {
    if (index == segments.size()) {
      return at == path.size();
    }
    String segment = segments.get(index);
    if (segment.equals(ANY_DEPTH)) {
      boolean last = index == segments.size() - 1;
      for (int next = at; next <= path.size(); next++) {
        if (last ? next < path.size() : matches(path, next, index + 1)) {
          return true;
        }
      }
      return false;
    }
    return at < path.size()
        && matchers.get(index).matches(path.get(at))
        && matches(path, at + 1, index + 1);
  }

  private static boolean hasWildcard(String segment) {
    return segment.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return pattern;
  }
}
