package ducksite.engine.route;

import ducksite.api.auth.AuthenticatedUser;
import ducksite.engine.project.Conversion;
import ducksite.engine.project.ParameterConversion;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.project.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the texts of a request into typed values of a route's parameters. */
final class RequestBinding {

  private static final Set<String> RESERVED =
      Set.of("format", "limit", "offset", "column", "embed", "int64", "count");

  /** A header for each: more help nobody, and any client could have thousands. */
  private static final int MOST_WARNINGS = 5;

  private static final Pattern CLIMBS = Pattern.compile("(^|/)\\.\\.(/|$)");

  private RequestBinding() {}

  /**
   * The value of each parameter that has one.
   *
   * @throws RouteException that tells every bad parameter
   */
  static Map<String, Object> bind(Route route, RouteRequest request) throws RouteException {
    Mistakes mistakes = new Mistakes();
    Map<String, Object> values = new LinkedHashMap<>(FilterBinding.bind(route, request, mistakes));
    for (RouteParameter parameter : route.source().params()) {
      if (!route.isFilter(parameter.name())) {
        Object value = mistakes.in(() -> value(parameter, request));
        if (value != null) {
          values.put(parameter.name(), value);
        }
      }
    }
    mistakes.check();
    return values;
  }

  private static @Nullable Object value(RouteParameter parameter, RouteRequest request)
      throws RouteException {
    List<String> given = request.values(parameter.name());
    if (!given.isEmpty()) {
      Object value = converted(parameter, given);
      checkGuard(parameter, value, request.optionalUser());
      return value;
    }
    if (parameter.defaultValue() == null && parameter.required()) {
      throw RouteException.missing(parameter.name());
    }
    return parameter.defaultValue();
  }

  /**
   * Sees to it that the route's path could be written with the values of a request: who asks
   * without an address may have left some out.
   *
   * @param given names of the parameters that have a value
   */
  static void requirePath(Route route, Set<String> given, Mistakes mistakes) throws RouteException {
    for (String name : route.source().pathParameters()) {
      mistakes.in(
          () -> {
            if (!given.contains(name)) {
              throw RouteException.missingInPath(name, route.source().path());
            }
            return name;
          });
    }
  }

  /** Why a parameter of a route, or a filter, never takes these texts; empty when it may. */
  static Optional<String> refusal(Route route, String name, List<String> texts) {
    Optional<RouteParameter> parameter =
        route.source().parameter(name).filter(each -> !route.isFilter(name));
    if (parameter.isEmpty()) {
      return Optional.empty();
    }
    try {
      Object value = converted(parameter.get(), texts);
      if (!(parameter.get().guard() instanceof RouteParameter.Guard.Role)) {
        checkGuard(parameter.get(), value, Optional.empty());
      }
      return Optional.empty();
    } catch (RouteException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** The arguments that nothing knows but that look like one that is known. */
  static List<String> nearMisses(Route route, RouteRequest request) {
    Set<String> known = new TreeSet<>(RESERVED);
    known.addAll(route.parameterNames());
    return request.query().keySet().stream()
        .filter(name -> !known.contains(name))
        .flatMap(name -> Suggestions.closest(name, known).stream())
        .distinct()
        .limit(MOST_WARNINGS)
        .map(closest -> "unknown parameter, did you mean '" + closest + "'?")
        .toList();
  }

  private static Object converted(RouteParameter parameter, List<String> given)
      throws RouteException {
    List<Object> values = new ArrayList<>();
    for (String text : given) {
      switch (ParameterConversion.convert(parameter.type(), text)) {
        case Conversion.Converted(Object value) -> values.add(value);
        case Conversion.Refused(String detail) ->
            throw RouteException.invalid(
                parameter.name(), "Parameter '" + parameter.name() + "': " + detail);
      }
    }
    return values.size() == 1 ? values.getFirst() : List.copyOf(values);
  }

  static void checkGuard(RouteParameter parameter, Object value, Optional<AuthenticatedUser> user)
      throws RouteException {
    if (parameter.guard() instanceof RouteParameter.Guard.Role(String role)
        && !user.map(each -> each.roles().contains(role)).orElse(false)) {
      throw RouteException.forbidden(parameter.name());
    }
    if (!passes(parameter.guard(), value)) {
      String why =
          parameter.guard() instanceof RouteParameter.Guard.Range range
              ? "it " + range.demand()
              : "this value is not allowed";
      throw RouteException.invalid(
          parameter.name(), "Parameter '" + parameter.name() + "': " + why);
    }
  }

  /** Whether a guard lets a value through, whoever the user is. */
  static boolean passes(RouteParameter.@Nullable Guard guard, Object value) {
    return switch (guard) {
      case null -> true;
      case RouteParameter.Guard.RelativePath _ ->
          items(value).stream().allMatch(RequestBinding::isRelative);
      case RouteParameter.Guard.Choices(List<Object> choices) ->
          items(value).stream()
              .allMatch(
                  item ->
                      choices.stream()
                          .anyMatch(choice -> choice.toString().equals(item.toString())));
      case RouteParameter.Guard.Range range -> items(value).stream().allMatch(range::holds);
      case RouteParameter.Guard.Role _ -> true;
    };
  }

  private static List<?> items(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  static boolean isRelative(Object value) {
    String path = value.toString();
    return !path.isEmpty()
        && !path.startsWith("/")
        && path.indexOf('\\') < 0
        && path.indexOf(':') < 0
        && path.indexOf('\0') < 0
        && !CLIMBS.matcher(path).find();
  }
}
