package ducksite.engine.route;

import ducksite.engine.project.ParameterType;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.project.RouteSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** A value for each parameter, so that a query can be planned before there is a request. */
final class ExampleValues {

  private ExampleValues() {}

  static Map<String, Object> of(RouteSource source) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RouteParameter parameter : source.params()) {
      Object value = parameter.defaultValue();
      values.put(parameter.name(), value == null ? example(parameter.type()) : value);
    }
    return values;
  }

  static Object example(ParameterType type) {
    return switch (type) {
      case STR -> "";
      case INT -> 0L;
      case FLOAT -> 0.0;
      case BOOL -> false;
      case DATE -> LocalDate.EPOCH;
      case DATETIME -> LocalDate.EPOCH.atStartOfDay();
    };
  }
}
