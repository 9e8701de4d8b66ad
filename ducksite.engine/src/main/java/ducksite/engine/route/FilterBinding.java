package ducksite.engine.route;

import ducksite.engine.project.Conversion;
import ducksite.engine.project.ParameterConversion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values that a request gives to invariant filters. Repeated keys and separated texts are
 * several values, blank ones are none, and {@code __null__} is kept as it is.
 */
final class FilterBinding {

  private FilterBinding() {}

  static Map<String, Object> bind(Route route, RouteRequest request, Mistakes mistakes)
      throws RouteException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FilterColumn filter : route.filters()) {
      Object value = mistakes.in(() -> value(filter, request));
      if (value != null) {
        values.put(filter.name(), value);
      }
    }
    return values;
  }

  private static @Nullable Object value(FilterColumn filter, RouteRequest request)
      throws RouteException {
    List<Object> given = given(filter, request);
    if (!given.isEmpty()) {
      Object value = given.size() == 1 ? given.getFirst() : List.copyOf(given);
      if (filter.parameter() != null) {
        RequestBinding.checkGuard(filter.parameter(), value, request.optionalUser());
      }
      return value;
    }
    Object standard = filter.defaultValue();
    if (standard != null && (filter.isBound() || !request.query().containsKey(filter.name()))) {
      return standard;
    }
    if (filter.isBound()) {
      throw RouteException.missing(filter.name());
    }
    return null;
  }

  private static List<Object> given(FilterColumn filter, RouteRequest request)
      throws RouteException {
    List<Object> values = new ArrayList<>();
    String separator = filter.filter().separator();
    for (String text : request.values(filter.name())) {
      List<String> parts =
          separator == null ? List.of(text) : List.of(text.split(Pattern.quote(separator), -1));
      for (String part : parts) {
        String trimmed = separator == null ? part : part.strip();
        if (!trimmed.isBlank()) {
          values.add(value(filter, trimmed));
        }
      }
    }
    return values;
  }

  private static Object value(FilterColumn filter, String text) throws RouteException {
    if (text.strip().equals(FilterColumn.NULL_TOKEN)) {
      return FilterColumn.NULL_TOKEN;
    }
    return switch (ParameterConversion.convert(filter.type(), text)) {
      case Conversion.Converted(Object value) -> value;
      case Conversion.Refused(String detail) ->
          throw RouteException.invalid(
              filter.name(), "Parameter '" + filter.name() + "': " + detail);
    };
  }
}
