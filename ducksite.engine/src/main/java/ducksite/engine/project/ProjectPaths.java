package ducksite.engine.project;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rules for paths that a project writes down: relative, forward slashes, never out of the project.
 */
final class ProjectPaths {

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

  private ProjectPaths() {}

  /** Whether a text names something below the project's root, and not the root itself. */
  static boolean isInside(String path) {
    return !path.startsWith("/")
        && path.indexOf('\\') < 0
        && path.indexOf('\0') < 0
        && !DRIVE.matcher(path).matches()
        && !segments(path).contains("..")
        && !segments(path).isEmpty();
  }

  /** The same path without empty and {@code .} segments. */
  static String normal(String path) {
    return String.join("/", segments(path));
  }

  static List<String> segments(String path) {
    return Arrays.stream(path.split("/"))
        .filter(segment -> !segment.isBlank() && !segment.equals("."))
        .collect(Collectors.toUnmodifiableList());
  }
}
