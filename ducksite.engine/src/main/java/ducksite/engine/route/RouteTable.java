package ducksite.engine.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route that answers a path: literal paths by one look-up, then those with parameters in
 * order. Immutable.
 */
public final class RouteTable {

  private final Map<String, Route> literal = new HashMap<>();
  private final List<Route> parameterised;

  /**
   * A found route.
   *
   * @param values of the path's parameters
   * @param suffix the format behind the path's last dot, null for none
   */
  public record Match(Route route, Map<String, String> values, @Nullable String suffix) {}

  /** A table of these routes. */
  public RouteTable(List<Route> routes) {
    routes.stream()
        .filter(route -> route.pattern().isLiteral())
        .forEach(route -> literal.put(route.source().path(), route));
    parameterised = routes.stream().filter(route -> !route.pattern().isLiteral()).toList();
  }

  /** The route of a path, with or without a format's suffix. */
  public Optional<Match> find(String path) {
    Optional<Match> exact = find(path, null);
    int dot = path.lastIndexOf('.');
    if (exact.isPresent() && literal.containsKey(path) || dot <= path.lastIndexOf('/')) {
      return exact;
    }
    String suffix = path.substring(dot + 1);
    boolean known = Formats.suffixes().contains(suffix);
    Optional<Match> stripped = known ? find(path.substring(0, dot), suffix) : Optional.empty();
    return stripped.isPresent() ? stripped : exact;
  }

  private Optional<Match> find(String path, @Nullable String suffix) {
    Route found = literal.get(path);
    if (found != null) {
      return Optional.of(new Match(found, Map.of(), suffix));
    }
    for (Route route : parameterised) {
      Optional<Map<String, String>> values = route.pattern().match(path);
      if (values.isPresent()) {
        return Optional.of(new Match(route, values.get(), suffix));
      }
    }
    return Optional.empty();
  }
}
