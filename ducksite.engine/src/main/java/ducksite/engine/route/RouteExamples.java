package ducksite.engine.route;

import ducksite.engine.project.Conversion;
import ducksite.engine.project.ParameterConversion;
import ducksite.engine.project.RouteParameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that a route can be tried with: what its author calls an {@code example} of a parameter,
 * else its default, else the first of its choices, else a bound of its range.
 */
public final class RouteExamples {

  private static final String EXAMPLE = "example";

  private RouteExamples() {}

  /** A value of a field; empty when nobody has said one. */
  public static Optional<Object> of(RouteForm.Field field) {
    Object written =
        field.parameter() == null ? null : field.parameter().extras().asMap().get(EXAMPLE);
    if (written != null
        && ParameterConversion.convertDefault(field.type(), written)
            instanceof Conversion.Converted(Object value)) {
      return Optional.of(value);
    }
    return Optional.ofNullable(field.defaultValue())
        .or(() -> field.choices().stream().findFirst())
        .or(() -> field.range().map(RouteParameter.Guard.Range::someBound));
  }

  /**
   * The values of a request that answers; empty when a value is required and there is no example of
   * it. What is not required is left out, unless its author calls a value an example.
   */
  public static Optional<Map<String, List<String>>> request(Route route) {
    Map<String, List<String>> request = new LinkedHashMap<>();
    for (RouteForm.Field field : RouteForm.of(route)) {
      Optional<Object> example = of(field);
      boolean shown =
          field.required()
              || field.parameter() != null && field.parameter().extras().keys().contains(EXAMPLE);
      if (field.required() && example.isEmpty()) {
        return Optional.empty();
      }
      if (shown) {
        example.ifPresent(value -> request.put(field.name(), texts(value)));
      }
    }
    return Optional.of(request);
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of(value.toString());
  }
}
