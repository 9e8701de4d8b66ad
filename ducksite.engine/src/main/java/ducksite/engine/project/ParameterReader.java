package ducksite.engine.project;

import ducksite.api.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code [params]} of one route. */
final class ParameterReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> RESERVED =
      Set.of("format", "limit", "offset", "column", "embed");
  private static final RouteParameter.Template LITERAL =
      new RouteParameter.Template(TemplatePolicy.LITERAL, null);

  private final SectionReader section;

  ParameterReader(SectionReader section) {
    this.section = section;
  }

  List<RouteParameter> read() {
    List<RouteParameter> parameters = new ArrayList<>();
    for (String name : section.node().keys()) {
      Node node = section.node().entry(name);
      if (node == null || !isUsable(name, node.position())) {
        continue;
      }
      if (node instanceof TableNode table) {
        parameters.add(parameter(name, section.nested(name, table)));
      } else if (node instanceof Node.Scalar) {
        parameters.add(shorthand(name, node));
      } else {
        String message =
            "the parameter '" + name + "' must be a table or a type, not " + node.description();
        section.problem("wrong-type", name, message, name + " = { type = \"str\" }");
      }
    }
    return parameters;
  }

  private boolean isUsable(String name, Position position) {
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      String message = "the parameter name '" + name + "' is reserved: every route has it";
      section.problems().add(position.error("route/reserved-parameter", message, "rename it"));
      return false;
    }
    if (!NAME.matcher(name).matches()) {
      String message = "'" + name + "' cannot name a parameter, because SQL cannot say $" + name;
      section
          .problems()
          .add(
              position.error(
                  "route/invalid-parameter-name", message, "use letters, digits and `_`"));
      return false;
    }
    return true;
  }

  /** {@code name = "DUCKDB_TYPE"}: a text whose DuckDB type is a note for readers. */
  private static RouteParameter shorthand(String name, Node node) {
    Options extras = Options.of(Map.of("duckdb_type", node.plain().toString()));
    return new RouteParameter(
        name, ParameterType.STR, false, null, null, false, LITERAL, null, extras, node.position());
  }

  private RouteParameter parameter(String name, SectionReader table) {
    ParameterType type = type(name, table);
    return new RouteParameter(
        name,
        type,
        table.bool("required"),
        defaultValue(name, type, table),
        table.optionalString("description").orElse(null),
        table.bool("template_only"),
        table.optionalTable("template").map(this::template).orElse(LITERAL),
        table
            .optionalTable("guard")
            .flatMap(guard -> new GuardReader(name, type, guard).read())
            .orElse(null),
        table.extras(),
        table.node().position());
  }

  private static ParameterType type(String name, SectionReader table) {
    String word = table.string("type");
    Optional<ParameterType> type = ParameterType.named(word);
    if (type.isEmpty()) {
      String hint =
          Suggestions.hint(word, ParameterType.words())
              .orElse("types: " + String.join(", ", ParameterType.words()));
      table.problem(
          "unknown-type",
          "type",
          "the parameter '" + name + "' has the unknown type '" + word + "'",
          hint);
    }
    return type.orElse(ParameterType.STR);
  }

  private static @Nullable Object defaultValue(
      String name, ParameterType type, SectionReader table) {
    Node node = table.entry("default");
    if (node == null) {
      return null;
    }
    return switch (ParameterConversion.convertDefault(type, node.plain())) {
      case Conversion.Converted converted -> converted.value();
      case Conversion.Refused refused -> {
        String message =
            "the default of '"
                + name
                + "' does not fit its type "
                + type.word()
                + ": "
                + refused.detail();
        table.problem(
            "invalid-default", "default", message, "change the default, or leave it out for NULL");
        yield null;
      }
    };
  }

  private RouteParameter.Template template(SectionReader table) {
    Optional<List<String>> words = table.optionalStrings("filters");
    List<TemplateFilter> filters = new ArrayList<>();
    for (String word : words.orElse(List.of())) {
      Optional<TemplateFilter> filter = TemplateFilter.named(word);
      filter.ifPresent(filters::add);
      if (filter.isEmpty()) {
        Position place = table.position("filters").of(word);
        section
            .problems()
            .add(
                place.error(
                    "route/unknown-filter",
                    "unknown filter '" + word + "'",
                    TemplateFilter.hint(word)));
      }
    }
    return new RouteParameter.Template(
        table.choice("policy", TemplatePolicy.class), words.isPresent() ? filters : null);
  }
}
