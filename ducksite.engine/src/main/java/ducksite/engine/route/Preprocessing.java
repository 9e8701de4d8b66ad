package ducksite.engine.route;

import ducksite.engine.plugin.CallKind;
import ducksite.engine.plugin.PluginException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the preprocessors of a route, each on its plugin's own threads, and checks what they return.
 */
final class Preprocessing {

  private static final Set<Class<?>> VALUES =
      Set.of(
          String.class,
          Long.class,
          Double.class,
          Boolean.class,
          LocalDate.class,
          LocalDateTime.class);

  private static final int MOST_VALUES = 100_000;

  private Preprocessing() {}

  static Map<String, Object> run(Route route, Map<String, Object> bound, RouteRequest request)
      throws RouteException {
    Map<String, Object> values = bound;
    for (Step step : route.steps()) {
      values = run(step, route, values, request);
    }
    return values;
  }

  private static Map<String, Object> run(
      Step step, Route route, Map<String, Object> values, RouteRequest request)
      throws RouteException {
    try {
      return step.provider()
          .call(
              CallKind.PREPROCESS,
              (preprocessor, cancellation) ->
                  checked(
                      preprocessor.process(
                          new LinkedHashMap<>(values),
                          new StepContext(
                              route.id(),
                              step.options(),
                              request.optionalUser(),
                              cancellation,
                              step.provider().log()))));
    } catch (PluginException e) {
      throw failure(e);
    }
  }

  /** A copy made on the plugin's thread: its map may be of a class of its own. */
  private static Map<String, Object> checked(@Nullable Map<String, Object> returned) {
    if (returned == null) {
      throw new IllegalStateException("it returned null; a step returns the parameters");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : returned.entrySet()) {
      requireRoom(values.size());
      if (entry.getValue() != null) {
        values.put(entry.getKey(), value(entry.getKey(), entry.getValue()));
      }
    }
    return values;
  }

  /** A collection of the plugin's own class may have no end. */
  private static void requireRoom(int taken) {
    if (taken == MOST_VALUES) {
      throw new IllegalStateException("it returned more than " + MOST_VALUES + " values");
    }
  }

  private static Object value(String name, Object value) {
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      for (Object item : list) {
        requireRoom(items.size());
        items.add(value(name, item));
      }
      return List.copyOf(items);
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value == null || !VALUES.contains(value.getClass())) {
      throw new IllegalStateException(
          "it returned a "
              + (value == null ? "null" : value.getClass().getName())
              + " for '"
              + name
              + "', which is no parameter value");
    }
    return value;
  }

  static RouteException failure(PluginException cause) {
    return switch (cause.kind()) {
      case REJECTED_VALUE ->
          new RouteException(
              RouteException.Kind.INVALID_PARAMETER, cause.getMessage(), null, null, cause);
      case TIMEOUT ->
          new RouteException(
              RouteException.Kind.PLUGIN_TIMEOUT, "A plugin took too long", null, null, cause);
      case OVERLOADED, STUCK, NOT_AVAILABLE ->
          new RouteException(
              RouteException.Kind.OVERLOADED,
              "A plugin of this route cannot answer now",
              null,
              null,
              cause);
      case CANCELLED ->
          new RouteException(
              RouteException.Kind.CANCELLED, "The client has gone", null, null, cause);
      case FAILED, UNKNOWN_REFERENCE ->
          new RouteException(
              RouteException.Kind.PLUGIN_FAILED,
              "A plugin of this route failed",
              null,
              null,
              cause);
    };
  }
}
