package ducksite.engine.project;

import ducksite.api.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code invariant_filters}: a list of tables, a list of names, or a table from parameter to
 * column or table.
 */
final class InvariantFilterReader {

  private static final Set<String> OWN =
      Set.of(
          "param", "name", "column", "field", "separator", "case_insensitive", "type", "default");

  private final Problems problems;
  private final List<InvariantFilter> filters = new ArrayList<>();

  private InvariantFilterReader(Problems problems) {
    this.problems = problems;
  }

  static List<InvariantFilter> read(SectionReader section) {
    InvariantFilterReader reader = new InvariantFilterReader(section.problems());
    Node node = section.entry("invariant_filters");
    switch (node) {
      case null -> {}
      case Node.Sequence list -> list.items().forEach(item -> reader.filter(null, item));
      case TableNode table -> table.keys().forEach(name -> reader.named(name, table));
      default -> reader.filter(null, node);
    }
    return reader.filters;
  }

  private void named(String name, TableNode table) {
    Node node = table.entry(name);
    if (node != null) {
      filter(name, node);
    }
  }

  private void filter(@Nullable String key, Node node) {
    switch (node) {
      case TableNode table -> table(key, table);
      case Node.Scalar scalar when scalar.value() instanceof String column ->
          filters.add(
              new InvariantFilter(
                  key == null ? column : key,
                  column,
                  null,
                  false,
                  null,
                  null,
                  Options.empty(),
                  node.position()));
      default -> {
        String message =
            "an invariant filter must be a table or a column's name, not " + node.description();
        problems.add(
            node.position()
                .error("route/wrong-type", message, "{ param = \"region\", column = \"region\" }"));
      }
    }
  }

  private void table(@Nullable String key, TableNode table) {
    Map<String, Object> values = new LinkedHashMap<>();
    table.options().asMap().forEach((name, value) -> values.put(name.replace('-', '_'), value));
    String parameter =
        key != null ? key : text(values, "param").or(() -> text(values, "name")).orElse(null);
    String column = text(values, "column").or(() -> text(values, "field")).orElse(parameter);
    if (parameter == null || column == null) {
      String hint = "{ param = \"region\", column = \"region\" }";
      problems.add(
          table.position().error("route/missing-key", "an invariant filter needs `param`", hint));
      return;
    }
    ParameterType type = text(values, "type").map(word -> type(word, table)).orElse(null);
    Map<String, Object> extras = new LinkedHashMap<>(values);
    extras.keySet().removeAll(OWN);
    filters.add(
        new InvariantFilter(
            parameter,
            column,
            text(values, "separator").filter(separator -> !separator.isEmpty()).orElse(null),
            Boolean.TRUE.equals(values.get("case_insensitive")),
            type,
            defaultValue(type, values.get("default"), table),
            Options.of(extras),
            table.position()));
  }

  private @Nullable ParameterType type(String word, TableNode table) {
    ParameterType type = ParameterType.named(word).orElse(null);
    if (type == null) {
      String hint =
          Suggestions.hint(word, ParameterType.words())
              .orElse("types: " + String.join(", ", ParameterType.words()));
      problems.add(
          place(table, "type").error("route/unknown-type", "unknown type '" + word + "'", hint));
    }
    return type;
  }

  private @Nullable Object defaultValue(
      @Nullable ParameterType type, @Nullable Object value, TableNode table) {
    if (type == null || value == null) {
      return value;
    }
    return switch (ParameterConversion.convertDefault(type, value)) {
      case Conversion.Converted converted -> converted.value();
      case Conversion.Refused refused -> {
        String message =
            "the default does not fit the type " + type.word() + ": " + refused.detail();
        problems.add(place(table, "default").error("route/invalid-default", message, null));
        yield null;
      }
    };
  }

  private static Position place(TableNode table, String key) {
    Node node = table.entry(key);
    return node == null ? table.position() : node.position();
  }

  private static Optional<String> text(Map<String, Object> values, String key) {
    return values.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
