package ducksite.engine.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path of a route, with parameters in braces that each stand for one segment: {@code
 * /orders/{order_id}}.
 */
public final class RoutePattern {

  private final String text;
  private final List<String> segments;

  private RoutePattern(String text, List<String> segments) {
    this.text = text;
    this.segments = segments;
  }

  /** A path that starts with a slash. */
  public static RoutePattern of(String text) {
    return new RoutePattern(text, List.of(text.substring(1).split("/", -1)));
  }

  /** Whether no segment is a parameter. */
  public boolean isLiteral() {
    return segments.stream().noneMatch(RoutePattern::isParameter);
  }

  /** The values of the parameters when a request's path is this one. */
  public Optional<Map<String, String>> match(String path) {
    List<String> given = List.of(path.substring(1).split("/", -1));
    if (given.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < given.size(); i++) {
      String segment = segments.get(i);
      if (isParameter(segment)) {
        if (given.get(i).isEmpty()) {
          return Optional.empty();
        }
        values.put(segment.substring(1, segment.length() - 1), given.get(i));
      } else if (!segment.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  @Override
  public String toString() {
    return text;
  }
}
