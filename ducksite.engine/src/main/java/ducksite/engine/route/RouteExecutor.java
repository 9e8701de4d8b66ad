package ducksite.engine.route;

import ducksite.engine.model.Inputs;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The way from a request to a plan: parameters are bound and preprocessed, the format is chosen,
 * and the fingerprint tells whether the client has the answer already. No SQL runs here. Safe for
 * use by several threads.
 */
public final class RouteExecutor {

  private final RouteServices services;

  /** An executor for the routes of one site. */
  public RouteExecutor(RouteServices services) {
    this.services = services;
  }

  /** A plan for a request. */
  public RoutePlan plan(Route declared, RouteRequest request) throws RouteException {
    return plan(declared, request, Set.of());
  }

  /**
   * A plan for a request whose answer lacks some columns.
   *
   * @param redacted names of columns, whatever their case
   * @throws RouteException when no column is left, besides what any request may meet
   */
  public RoutePlan plan(Route declared, RouteRequest request, Set<String> redacted)
      throws RouteException {
    Map<String, Object> values =
        Preprocessing.run(declared, RequestBinding.bind(declared, request), request);
    Route route = declared.at(values);
    requireAllowed(declared, route, request);
    KeepingRules rules = KeepingRules.of(route, services.project().cache());
    RouteAsk ask =
        new RouteAsk(
            FormatChoice.of(services.formats(), route, request),
            rules.snapped(Slice.of(request.query()).without(redacted, route.columns())),
            request.values("int64").contains("string"),
            count(route, request));
    return new RoutePlan(
        services,
        rules,
        query(route, values, Principal.policyInputs(route, request)),
        ask,
        RouteInputs.digest(route, services.identities()::digest),
        RequestBinding.nearMisses(route, request));
  }

  /**
   * A route as the values of a request make it, for those who ask for its shape alone; as it is
   * declared while a required value is missing. No SQL of the route runs.
   */
  public Route shape(Route declared, RouteRequest request) throws RouteException {
    try {
      Route route =
          declared.at(Preprocessing.run(declared, RequestBinding.bind(declared, request), request));
      requireAllowed(declared, route, request);
      return route;
    } catch (RouteException e) {
      if (e.kind() == RouteException.Kind.MISSING_PARAMETER) {
        return declared;
      }
      throw e;
    }
  }

  /** What a request adds to the files of a route is watched, and is the user's to read. */
  private void requireAllowed(Route declared, Route route, RouteRequest request)
      throws RouteException {
    if (route == declared) {
      return;
    }
    for (String input : route.sql().inputs()) {
      @Nullable Path file = Inputs.pathOf(input);
      if (file != null) {
        services.identities().add(input, file);
      } else if (!declared.sql().inputs().contains(input)
          && !services.project().rolesOf(Inputs.sourceOf(input)).allow(request.optionalUser())) {
        throw declared.notReadable();
      }
    }
  }

  /** The values that reach the SQL: none of a filter's that may be absent, see there. */
  private RouteQuery query(Route route, Map<String, Object> values, String principal)
      throws RouteException {
    Map<String, Object> bound = new TreeMap<>();
    for (String name : route.numbered().names()) {
      boolean filterOnly =
          route.filters().stream()
              .anyMatch(filter -> filter.name().equals(name) && !filter.isBound());
      Object value = filterOnly ? null : values.get(name);
      if (value != null) {
        bound.put(name, value);
      }
    }
    Map<String, Object> inText = new TreeMap<>(values);
    inText.keySet().retainAll(route.inText());
    return new RouteQuery(
        route,
        bound,
        inText,
        BoundSecrets.of(route, services.secrets()),
        RowFilter.of(route.filters(), values),
        principal);
  }

  private static RouteAsk.Count count(Route route, RouteRequest request) throws RouteException {
    if (route.source().parameter("count").isPresent()) {
      return RouteAsk.Count.USUAL;
    }
    List<String> given = request.query().getOrDefault("count", List.of());
    String word = given.isEmpty() ? "" : given.getLast().strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "" -> RouteAsk.Count.USUAL;
      case "exact" -> RouteAsk.Count.EXACT;
      case "none" -> RouteAsk.Count.NONE;
      default -> throw RouteException.invalid("count", "Expected 'none' or 'exact'");
    };
  }
}
