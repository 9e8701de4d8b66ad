package ducksite.engine.route;

import ducksite.engine.project.ParameterType;
import ducksite.engine.project.RouteParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a route can be asked for: its parameters in their order, then the filters of which nothing
 * but the filter is declared.
 */
public final class RouteForm {

  private RouteForm() {}

  /**
   * One value that a request may give.
   *
   * @param inPath whether it is part of the path
   * @param required whether a request without it is refused
   * @param defaultValue what it is without a request's value, null for nothing
   * @param description null when there is none
   * @param choices the only values, empty for any
   * @param repeatable whether several values may be given
   * @param parameter the declaration, null for a filter without one
   */
  public record Field(
      String name,
      ParameterType type,
      boolean inPath,
      boolean required,
      @Nullable Object defaultValue,
      @Nullable String description,
      List<Object> choices,
      boolean repeatable,
      @Nullable RouteParameter parameter) {

    /** A field with its own copy of the choices. */
    public Field {
      choices = List.copyOf(choices);
    }

    /** The bounds of its values. */
    public Optional<RouteParameter.Guard.Range> range() {
      return parameter != null && parameter.guard() instanceof RouteParameter.Guard.Range range
          ? Optional.of(range)
          : Optional.empty();
    }

    /** The default as JSON has it: a number, a boolean, a text, a list of them, or null. */
    public @Nullable Object plainDefault() {
      return defaultValue == null ? null : plain(defaultValue);
    }

    /** A value of a parameter as JSON has it. */
    public static Object plain(Object value) {
      return switch (value) {
        case List<?> list -> list.stream().map(Field::plain).toList();
        case Number number -> number;
        case Boolean bool -> bool;
        default -> value.toString();
      };
    }
  }

  /** The fields of a route. */
  public static List<Field> of(Route route) {
    List<Field> fields = new ArrayList<>();
    for (RouteParameter parameter : route.source().params()) {
      boolean inPath = route.source().pathParameters().contains(parameter.name());
      fields.add(
          new Field(
              parameter.name(),
              parameter.type(),
              inPath,
              inPath || parameter.required() && parameter.defaultValue() == null,
              parameter.defaultValue(),
              parameter.description(),
              parameter.guard() instanceof RouteParameter.Guard.Choices(List<Object> values)
                  ? values
                  : List.of(),
              !inPath,
              parameter));
    }
    for (FilterColumn filter : route.filters()) {
      if (filter.parameter() == null) {
        fields.add(
            new Field(
                filter.name(),
                filter.type(),
                false,
                false,
                filter.defaultValue(),
                filter.filter().extras().string("description").orElse(null),
                List.of(),
                true,
                null));
      }
    }
    return List.copyOf(fields);
  }
}
