package ducksite.engine.route;

import ducksite.engine.duck.DuckException;
import ducksite.engine.project.ReturnKind;
import ducksite.engine.project.RouteParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Tells failures of a query that the values of the request have caused: a text that is no date
 * where the SQL wants one, several values in the place of one, an expression in a slot whose type
 * does not fit. They are the client's, and name the parameters; all others are the route's.
 */
final class ValueFaults {

  /** A type, and the beginning of a quoted value. */
  private static final List<String> LIST_WORDS = List.of("[]", "TUPLE(", "\"[", "'[");

  private static final String EXCERPT = "\n\nLINE ";

  private final DuckException failure;
  private final RoutePlan plan;

  private ValueFaults(DuckException failure, RoutePlan plan) {
    this.failure = failure;
    this.plan = plan;
  }

  /** What the client is told; empty when the failure is not his, or stands in an error frame. */
  static Optional<RouteException> of(DuckException failure, RoutePlan plan) {
    boolean framed = plan.route().source().returns() == ReturnKind.ERROR_FRAME;
    if (framed || !failure.isAboutValues()) {
      return Optional.empty();
    }
    return new ValueFaults(failure, plan)
        .own()
        .or(() -> plan.upstreams().calls().stream().flatMap(call -> of(failure, call)).findFirst());
  }

  /** The same of a route that is read, told of what its reader's client has sent. */
  private static Stream<RouteException> of(DuckException failure, Upstreams.Planned call) {
    return of(failure, call.plan()).map(call.call()::ofCaller).stream()
        .filter(told -> told.kind() != RouteException.Kind.EXECUTION_FAILED);
  }

  private Optional<RouteException> own() {
    List<RouteException> faults = new ArrayList<>();
    String message = message();
    ToldValue told = new ToldValue(message);
    Map<String, Object> given = given();
    given.forEach(
        (name, value) -> {
          if (plan.route().unseenTexts().contains(name) && told.is(value)) {
            faults.add(slotFault(name));
          } else if (value instanceof List<?> && isAboutLists(message)) {
            faults.add(fault(name, "several values do not fit where it is used"));
          } else if (told.is(value)) {
            faults.add(fault(name, "this value does not fit where it is used"));
          }
        });
    if (faults.isEmpty()) {
      given.keySet().stream()
          .filter(plan.route().unseenTexts()::contains)
          .map(this::slotFault)
          .forEach(faults::add);
    }
    return faults.size() > 1
        ? Optional.of(RouteException.several(faults))
        : faults.stream().findFirst();
  }

  /** The values that are not the author's own. */
  private Map<String, Object> given() {
    Map<String, Object> given = new TreeMap<>(plan.query().asked());
    given
        .entrySet()
        .removeIf(
            each ->
                plan.route()
                    .source()
                    .parameter(each.getKey())
                    .map(RouteParameter::defaultValue)
                    .filter(each.getValue()::equals)
                    .isPresent());
    return given;
  }

  private RouteException slotFault(String parameter) {
    return RouteException.template(parameter, "this does not fit where it is used", failure);
  }

  private RouteException fault(String parameter, String why) {
    return new RouteException(
        RouteException.Kind.INVALID_PARAMETER,
        "Parameter '" + parameter + "': " + why,
        "Verify the value is formatted as documented (e.g. integer, boolean).",
        parameter,
        failure);
  }

  /** What DuckDB says, without the lines of SQL behind it; nothing where it may quote a secret. */
  private String message() {
    if (Failures.isSecret(plan)) {
      return "";
    }
    String message = String.valueOf(failure.getMessage());
    int excerpt = message.indexOf(EXCERPT);
    return excerpt < 0 ? message : message.substring(0, excerpt);
  }

  private static boolean isAboutLists(String message) {
    return LIST_WORDS.stream().anyMatch(message::contains);
  }
}
