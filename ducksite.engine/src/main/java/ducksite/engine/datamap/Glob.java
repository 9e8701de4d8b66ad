package ducksite.engine.datamap;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

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
    TreeSet<Path> found = new TreeSet<>();
    Path start = baseFolder(root);
    if (Files.isDirectory(start)) {
      walk(start, 0, found);
    }
    return new ArrayList<>(found);
  }

  /** The folder that {@link #base()} names below a root. */
  public Path baseFolder(Path root) {
    String folder = base.isEmpty() && pattern.startsWith("/") ? "/" : base;
    return root.resolve(folder).normalize();
  }

  private void walk(Path folder, int index, TreeSet<Path> found) throws IOException {
    String segment = segments.get(index);
    boolean last = index == segments.size() - 1;
    if (segment.equals(ANY_DEPTH)) {
      if (!last) {
        walk(folder, index + 1, found);
      }
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            walk(entry, index, found);
          } else if (last && Files.isRegularFile(entry)) {
            found.add(entry);
          }
        }
      }
      return;
    }
    SegmentPattern matcher = matchers.get(index);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!matcher.matches(entry.getFileName().toString())) {
          continue;
        }
        if (last && Files.isRegularFile(entry)) {
          found.add(entry);
        } else if (!last && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          walk(entry, index + 1, found);
        }
      }
    }
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
