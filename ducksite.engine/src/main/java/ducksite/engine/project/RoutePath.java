package ducksite.engine.project;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A route's URL path taken apart.
 *
 * @param parameters names of its path parameters in order
 * @param shape the path with every parameter alike, equal for two routes that answer the same URLs
 */
record RoutePath(List<String> parameters, String shape) {

  private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Pattern LITERAL = Pattern.compile("[^\\s{}?#%\\\\\\p{Cntrl}]+");

  /** What is wrong with a path, empty when nothing is. */
  static Optional<String> refusal(String path) {
    if (!path.startsWith("/")) {
      return Optional.of("must begin with `/`");
    }
    Set<String> names = new LinkedHashSet<>();
    for (String segment : segments(path)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return Optional.of("must not contain an empty segment, `.` or `..`, nor end with `/`");
      }
      boolean parameter = PARAMETER.matcher(segment).matches();
      if (!parameter && !LITERAL.matcher(segment).matches()) {
        String what =
            segment.contains("{")
                ? "write a path parameter as a whole segment `{name}`"
                : "contains a character that no URL path has";
        return Optional.of(segment.contains("{") ? "must " + what : what);
      }
      if (parameter && !names.add(segment)) {
        return Optional.of("names " + segment + " twice");
      }
    }
    return Optional.empty();
  }

  /** A path that {@link #refusal} accepts. */
  static RoutePath of(String path) {
    List<String> parameters = new ArrayList<>();
    StringBuilder shape = new StringBuilder();
    for (String segment : segments(path)) {
      boolean parameter = PARAMETER.matcher(segment).matches();
      shape.append('/').append(parameter ? "{}" : segment);
      if (parameter) {
        parameters.add(segment.substring(1, segment.length() - 1));
      }
    }
    return new RoutePath(List.copyOf(parameters), shape.toString());
  }

  private static List<String> segments(String path) {
    return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
  }
}
