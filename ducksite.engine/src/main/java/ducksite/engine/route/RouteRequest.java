package ducksite.engine.route;

import ducksite.api.auth.AuthenticatedUser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a route.
 *
 * @param query the values of each name in the query string, in their order
 * @param path the values of the path's parameters
 * @param suffix the format of the path's suffix, null for none
 * @param accept the {@code Accept} header, null for none
 * @param user whom the request acts for, null where the site has no authentication
 */
public record RouteRequest(
    Map<String, List<String>> query,
    Map<String, String> path,
    @Nullable String suffix,
    @Nullable String accept,
    @Nullable AuthenticatedUser user) {

  /** A request with its own copies of the maps. */
  public RouteRequest {
    query = new LinkedHashMap<>(query);
    path = new LinkedHashMap<>(path);
  }

  /** A request with a query alone. */
  public static RouteRequest of(Map<String, List<String>> query) {
    return new RouteRequest(query, Map.of(), null, null, null);
  }

  /**
   * The same without blank values: a form sends its empty fields too. Those of filters stay, since
   * they say that everything is wanted where the filter has a default.
   */
  RouteRequest withoutBlanks(Route route) {
    Map<String, List<String>> filled = new LinkedHashMap<>();
    query.forEach(
        (name, values) -> {
          List<String> kept =
              route.isFilter(name)
                  ? values
                  : values.stream().filter(value -> !value.isBlank()).toList();
          if (!kept.isEmpty()) {
            filled.put(name, kept);
          }
        });
    return new RouteRequest(filled, path, suffix, accept, user);
  }

  /** The values of a parameter: the path's wins. */
  List<String> values(String name) {
    String inPath = path.get(name);
    return inPath != null ? List.of(inPath) : query.getOrDefault(name, List.of());
  }

  Optional<AuthenticatedUser> optionalUser() {
    return Optional.ofNullable(user);
  }
}
