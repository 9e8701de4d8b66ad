package ducksite.engine;

import ducksite.api.auth.AuthenticatedUser;
import ducksite.engine.route.RouteRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a Java program asks of a route. Values are converted and checked as those of a request: a
 * {@code LocalDate} stands for the text {@code 2025-01-31}, several values for a list. Immutable.
 */
public final class RouteCall {

  private final String route;
  private final Map<String, List<String>> query;
  private final @Nullable AuthenticatedUser user;

  private RouteCall(
      String route, Map<String, List<String>> query, @Nullable AuthenticatedUser user) {
    this.route = route;
    this.query = query;
    this.user = user;
  }

  /** A call of the route with an id, without values. */
  public static RouteCall of(String route) {
    return new RouteCall(Objects.requireNonNull(route), Map.of(), null);
  }

  /**
   * The call with the values of a parameter, in place of those it had; without a value it has none.
   *
   * @param values texts, numbers, booleans, dates and times of {@code java.time}
   */
  public RouteCall with(String parameter, Object... values) {
    Map<String, List<String>> changed = new LinkedHashMap<>(query);
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(value.toString());
    }
    changed.put(parameter, List.copyOf(texts));
    return new RouteCall(route, changed, user);
  }

  /** The call for at most this many rows; a negative number is 0. */
  public RouteCall withLimit(long rows) {
    return with("limit", Math.max(0, rows));
  }

  /** The call for the rows behind this many; a negative number is 0. */
  public RouteCall withOffset(long rows) {
    return with("offset", Math.max(0, rows));
  }

  /** The call for some columns, in this order; those that do not exist are left out. */
  public RouteCall withColumns(String... columns) {
    return with("column", (Object[]) columns);
  }

  /** The call on behalf of a user: guards, roles and preprocessors see him. */
  public RouteCall withUser(AuthenticatedUser known) {
    return new RouteCall(route, query, Objects.requireNonNull(known));
  }

  /** The route's id. */
  public String route() {
    return route;
  }

  @Nullable AuthenticatedUser user() {
    return user;
  }

  RouteRequest request() {
    Map<String, List<String>> asked = new LinkedHashMap<>();
    query.forEach(
        (name, values) -> {
          if (!values.isEmpty()) {
            asked.put(name, values);
          }
        });
    return new RouteRequest(asked, Map.of(), null, null, user);
  }

  @Override
  public String toString() {
    return "local:" + route + query;
  }
}
