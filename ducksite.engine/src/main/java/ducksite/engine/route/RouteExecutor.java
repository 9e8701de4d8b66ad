package ducksite.engine.route;

import ducksite.api.render.ResultColumn;
import ducksite.engine.model.Inputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

  /** The forms of answers. */
  public Formats formats() {
    return services.formats();
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
  public RoutePlan plan(Route declared, RouteRequest asked, Set<String> redacted)
      throws RouteException {
    String format = FormatChoice.of(services.formats(), declared, asked);
    boolean page = Formats.isPage(services.formats().mediaType(format));
    RouteRequest request = page ? asked.withoutBlanks(declared) : asked;
    Mistakes mistakes = new Mistakes();
    Map<String, Object> bound = mistakes.in(() -> RequestBinding.bind(declared, request));
    if (bound != null) {
      RequestBinding.requirePath(declared, bound.keySet(), mistakes);
    }
    Slice slice = mistakes.in(() -> Slice.of(request.query()));
    RouteAsk.Count count = mistakes.in(() -> count(declared, request));
    mistakes.check();
    Called called = called(declared, request, Objects.requireNonNull(bound));
    KeepingRules rules = KeepingRules.of(called.route(), services.project().cache());
    RouteAsk ask =
        new RouteAsk(
            format,
            rules.snapped(
                Objects.requireNonNull(slice).without(redacted, called.route().columns())),
            request.values("int64").contains("string"),
            Objects.requireNonNull(count));
    return plan(
        called,
        rules,
        ask,
        request,
        RequestBinding.nearMisses(called.route(), request),
        new HashMap<>());
  }

  /** A route with the values of a request. */
  private record Called(Route route, Map<String, Object> values) {}

  private Called called(Route declared, RouteRequest request) throws RouteException {
    return called(declared, request, RequestBinding.bind(declared, request));
  }

  private Called called(Route declared, RouteRequest request, Map<String, Object> bound)
      throws RouteException {
    Map<String, Object> values = Preprocessing.run(declared, bound, request);
    Route route = declared.at(values);
    requireAllowed(declared, route, request);
    return new Called(route, values);
  }

  private RoutePlan plan(
      Called called,
      KeepingRules rules,
      RouteAsk ask,
      RouteRequest request,
      List<String> warnings,
      Map<List<Object>, RoutePlan> known)
      throws RouteException {
    Route route = called.route();
    Map<String, Object> effective = new HashMap<>(called.values());
    effective.keySet().removeIf(name -> isFilterOnly(route, name));
    Upstreams upstreams = upstreams(route, effective, request, known);
    return new RoutePlan(
        services,
        rules,
        query(called, effective, Principal.policyInputs(route, request)),
        ask,
        upstreams,
        RouteInputs.digest(route, upstreams, services.identities()::digest),
        warnings);
  }

  /**
   * The calls of a route, planned as the requests that they stand for.
   *
   * @param known plans of equal calls of the same request; it grows
   */
  private Upstreams upstreams(
      Route route,
      Map<String, Object> values,
      RouteRequest request,
      Map<List<Object>, RoutePlan> known)
      throws RouteException {
    if (route.upstreams().isEmpty()) {
      return Upstreams.NONE;
    }
    List<Upstreams.Planned> planned = new ArrayList<>();
    for (UpstreamCall call : route.upstreams()) {
      Map<String, List<String>> query = call.query(values);
      List<Object> key = List.of(call.route().id(), query);
      RoutePlan plan = known.get(key);
      if (plan == null) {
        try {
          RouteRequest own = new RouteRequest(query, Map.of(), null, null, request.user());
          Called called = called(call.route(), own);
          requireColumns(call.route(), called.route());
          KeepingRules rules = KeepingRules.of(called.route(), services.project().cache());
          plan = plan(called, rules, RouteAsk.OF_ROUTE, own, List.of(), known);
        } catch (RouteException e) {
          throw call.ofCaller(e);
        }
        known.put(key, plan);
      }
      planned.add(new Upstreams.Planned(call, plan));
    }
    return new Upstreams(planned);
  }

  /** A text that depends on the request must not give other columns than its reader knows. */
  private static void requireColumns(Route declared, Route called) throws RouteException {
    if (declared == called) {
      return;
    }
    List<String> known = declared.columns().stream().map(ResultColumn::name).toList();
    if (!known.equals(called.columns().stream().map(ResultColumn::name).toList())) {
      throw RouteException.template(
          "", "A route that this one reads has other columns for these values");
    }
  }

  /**
   * A route as the values of a request make it, for those who ask for its shape alone; as it is
   * declared while a required value is missing. No SQL of the route runs.
   */
  public Route shape(Route declared, RouteRequest request) throws RouteException {
    try {
      return called(declared, request).route();
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
  private RouteQuery query(Called called, Map<String, Object> effective, String principal)
      throws RouteException {
    Route route = called.route();
    Map<String, Object> bound = new TreeMap<>();
    for (String name : route.numbered().names()) {
      Object value = effective.get(name);
      if (value != null) {
        bound.put(name, value);
      }
    }
    Map<String, Object> inText = new TreeMap<>(called.values());
    inText.keySet().retainAll(route.inText());
    return new RouteQuery(
        route,
        bound,
        inText,
        BoundSecrets.of(route, services.secrets()),
        RowFilter.of(route.filters(), called.values()),
        principal);
  }

  /** Whether a value selects among the rows only, and reaches no SQL: see {@link FilterColumn}. */
  private static boolean isFilterOnly(Route route, String name) {
    return route.filters().stream()
        .anyMatch(filter -> filter.name().equals(name) && !filter.isBound());
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
