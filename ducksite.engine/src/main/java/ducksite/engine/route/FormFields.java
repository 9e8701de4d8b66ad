package ducksite.engine.route;

import ducksite.api.Options;
import ducksite.engine.project.ParameterType;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.render.ChartSpec;
import ducksite.engine.render.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of a route's page, one table for each field: which parameters it shows, with which
 * control, what can be chosen and what is. Confined to one thread.
 */
final class FormFields {

  private final Route route;
  private final Options arguments;
  private final Predicate<String> sent;
  private final BiFunction<String, String, UniqueValues.Values> unique;

  /**
   * @param arguments the values of each name in the query string
   * @param sent the columns of the answer: the values of others are nobody's to choose from
   * @param unique the values of a column that a parameter chooses from
   */
  FormFields(
      Route route,
      Options arguments,
      Predicate<String> sent,
      BiFunction<String, String, UniqueValues.Values> unique) {
    this.sent = sent;
    this.route = route;
    this.arguments = arguments;
    this.unique = unique;
  }

  /** The fields that {@code show_params} lists; all where it is not written. */
  List<Map<String, Object>> of(Options face) {
    List<String> names =
        face.asMap().containsKey("show_params") ? ChartSpec.texts(face, "show_params") : all(route);
    List<Map<String, Object>> fields = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      if (!route.source().pathParameters().contains(name)) {
        field(name).ifPresent(fields::add);
      }
    }
    return fields;
  }

  /** Everything that a request may say: declared parameters and filters. */
  static List<String> all(Route route) {
    return Stream.concat(
            route.source().params().stream().map(RouteParameter::name),
            route.filters().stream().map(FilterColumn::name))
        .distinct()
        .toList();
  }

  private Optional<Map<String, Object>> field(String name) {
    @Nullable RouteParameter parameter = route.source().parameter(name).orElse(null);
    @Nullable FilterColumn filter =
        route.filters().stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
    if (parameter == null && filter == null) {
      return Optional.empty();
    }
    Options extras = extras(parameter, filter);
    String control = control(extras, parameter, filter);
    if (control.equals("none")) {
      return Optional.empty();
    }
    Map<String, Object> field = new LinkedHashMap<>();
    field.put("name", name);
    field.put("type", type(parameter, filter).word());
    field.put("control", control);
    field.put("label", text(extras, "ui_label").orElseGet(() -> Words.of(name)));
    text(extras, "ui_placeholder").ifPresent(value -> field.put("placeholder", value));
    text(extras, "ui_help")
        .or(() -> text(extras, "ui_hint"))
        .or(() -> Optional.ofNullable(parameter).map(RouteParameter::description))
        .or(() -> text(extras, "description"))
        .ifPresent(value -> field.put("help", value));
    field.put(
        "required", parameter != null && parameter.required() && parameter.defaultValue() == null);
    List<String> values = values(name, parameter, filter);
    if (control.equals("input")) {
      field.put("values", values);
      if (parameter != null && parameter.guard() instanceof RouteParameter.Guard.Range range) {
        bound(field, "min", range.min());
        bound(field, "max", range.max());
      }
    } else {
      FieldChoices choices = new FieldChoices(filter != null && filter.filter().caseInsensitive());
      field.put("cut", choices(choices, name, extras, parameter, filter));
      field.put("values", values.stream().map(choices::chosen).toList());
      field.put("options", choices.tables());
    }
    return Optional.of(field);
  }

  private static void bound(Map<String, Object> field, String key, @Nullable Object value) {
    if (value != null) {
      field.put(key, value.toString());
    }
  }

  private static Options extras(@Nullable RouteParameter parameter, @Nullable FilterColumn filter) {
    Map<String, Object> extras = new LinkedHashMap<>();
    if (filter != null) {
      extras.putAll(filter.filter().extras().asMap());
    }
    if (parameter != null) {
      extras.putAll(parameter.extras().asMap());
    }
    return Options.of(extras);
  }

  private static ParameterType type(
      @Nullable RouteParameter parameter, @Nullable FilterColumn filter) {
    return filter != null
        ? filter.type()
        : parameter == null ? ParameterType.STR : parameter.type();
  }

  /** {@code input}, {@code select} for one of several, {@code multi}, or {@code none}. */
  private static String control(
      Options extras, @Nullable RouteParameter parameter, @Nullable FilterColumn filter) {
    boolean single = type(parameter, filter) == ParameterType.BOOL;
    String written = text(extras, "ui_control").map(String::strip).orElse("");
    return switch (written) {
      case "input", "none" -> written;
      case "select" -> single ? "select" : "multi";
      default -> {
        boolean listed = extras.asMap().containsKey("options");
        boolean guarded =
            parameter != null && parameter.guard() instanceof RouteParameter.Guard.Choices;
        yield filter != null && !single
            ? "multi"
            : single || listed || guarded ? "select" : "input";
      }
    };
  }

  private List<String> values(
      String name, @Nullable RouteParameter parameter, @Nullable FilterColumn filter) {
    List<String> given = arguments.strings(name);
    if (arguments.asMap().containsKey(name)) {
      String separator = filter == null ? null : filter.filter().separator();
      return given.stream()
          .flatMap(
              value ->
                  separator == null
                      ? Stream.of(value)
                      : Stream.of(value.split(Pattern.quote(separator))).map(String::strip))
          .filter(value -> !value.isBlank())
          .distinct()
          .toList();
    }
    @Nullable Object standard =
        filter != null
            ? filter.defaultValue()
            : parameter == null ? null : parameter.defaultValue();
    return switch (standard) {
      case null -> List.of();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case Object value -> value.toString().isBlank() ? List.of() : List.of(value.toString());
    };
  }

  /** Collects what can be chosen; true where a list of values has been cut. */
  private boolean choices(
      FieldChoices choices,
      String name,
      Options extras,
      @Nullable RouteParameter parameter,
      @Nullable FilterColumn filter) {
    Object written = extras.asMap().get("options");
    if (type(parameter, filter) == ParameterType.BOOL && written == null) {
      choices.add("true", "true").add("false", "false");
      return false;
    }
    if (parameter != null
        && written == null
        && parameter.guard() instanceof RouteParameter.Guard.Choices(List<Object> allowed)) {
      allowed.forEach(value -> choices.add(value.toString(), value.toString()));
      return false;
    }
    boolean cut = false;
    if (written == null || FieldChoices.isDynamic(written)) {
      Optional<String> column = column(name, extras, filter);
      UniqueValues.Values found =
          column.map(each -> unique.apply(name, each)).orElse(UniqueValues.Values.NONE);
      found.texts().stream()
          .filter(text -> filter != null || !text.equals(FilterColumn.NULL_TOKEN))
          .forEach(text -> choices.add(text));
      cut = found.cut();
    }
    choices.addWritten(written);
    return cut;
  }

  /** The column whose values are offered. */
  private Optional<String> column(String name, Options extras, @Nullable FilterColumn filter) {
    Optional<String> named =
        Stream.of("options_column", "column", "value_column")
            .flatMap(key -> text(extras, key).stream())
            .findFirst();
    String wanted = named.orElse(filter != null ? filter.column().name() : name);
    OptionalInt position = RowOrder.position(wanted, route.columns());
    return position.isPresent()
        ? Optional.of(route.columns().get(position.getAsInt() - 1).name()).filter(sent)
        : Optional.empty();
  }

  private static Optional<String> text(Options extras, String key) {
    return extras.asMap().get(key) instanceof String value && !value.isBlank()
        ? Optional.of(value)
        : Optional.empty();
  }
}
