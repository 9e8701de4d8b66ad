package ducksite.engine.page;

import ducksite.engine.model.QueryCompiler;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of an {@code input} block. */
final class InputBlock {

  private static final Set<String> KEYS =
      new LinkedHashSet<>(
          List.of(
              "label",
              "visual_mode",
              "url_key",
              "default",
              "placeholder",
              "options_query",
              "value_column",
              "label_column",
              "all_label",
              "all_value",
              "all_expression",
              "expression_template",
              "multiple",
              "param_name",
              "param_template"));
  private static final Map<String, String> ALIASES =
      Map.of("type", "visual_mode", "multi", "multiple");

  private final Block block;
  private final QueryCompiler queries;
  private final Problems problems;
  private final KeyValues values;

  InputBlock(Block block, QueryCompiler queries, Problems problems) {
    this.block = block;
    this.queries = queries;
    this.problems = problems;
    this.values = KeyValues.read(block.body(), KEYS, Set.of(), ALIASES, problems);
  }

  /** The input; what has problems in it is missing. */
  InputSpec read() {
    String name = block.argument();
    boolean multiple = values.text("multiple").map(Boolean::parseBoolean).orElse(false);
    String initial = values.text("default").orElse("");
    InputExpression parameter = expression("param_template", "NULL");
    return new InputSpec(
        name,
        values.text("label").orElse(name),
        mode(),
        values.text("url_key").orElse(name),
        Arrays.stream(multiple ? initial.split(",") : new String[] {initial})
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList(),
        values.text("placeholder").orElse(null),
        multiple,
        options(),
        expression("expression_template", otherwise()),
        parameter == null
            ? null
            : values
                .text("param_name")
                .map(each -> new InputParameter(each, parameter))
                .orElse(null));
  }

  private InputSpec.Mode mode() {
    return switch (values.text("visual_mode").orElse("").toLowerCase(Locale.ROOT)) {
      case "dropdown" -> InputSpec.Mode.DROPDOWN;
      case "text" -> InputSpec.Mode.TEXT;
      case "" -> unnamedMode();
      default -> InputSpec.Mode.HIDDEN;
    };
  }

  /** Who describes an input to readers wants them to see it. */
  private InputSpec.Mode unnamedMode() {
    if (values.find("options_query").isPresent()) {
      return InputSpec.Mode.DROPDOWN;
    }
    boolean described = values.find("label").isPresent() || values.find("placeholder").isPresent();
    return described ? InputSpec.Mode.TEXT : InputSpec.Mode.HIDDEN;
  }

  private @Nullable InputOptions options() {
    String allLabel = values.text("all_label").orElse("ALL");
    return values
        .text("options_query")
        .map(
            query ->
                new InputOptions(
                    new QueryReference(query),
                    values.text("value_column").orElse(null),
                    values.text("label_column").orElse(null),
                    offersAll(),
                    allLabel,
                    values.text("all_value").orElse(allLabel)))
        .orElse(null);
  }

  /** Where a choice only names something, that all are chosen would name nothing. */
  private boolean offersAll() {
    return values.find("default").isEmpty()
        || List.of("expression_template", "all_label", "all_value", "all_expression").stream()
            .anyMatch(key -> values.find(key).isPresent());
  }

  private String otherwise() {
    String written = values.text("all_expression").orElse("TRUE");
    return refused("all_expression", written) ? "TRUE" : written;
  }

  private @Nullable InputExpression expression(String key, String otherwise) {
    String template = values.text(key).orElse(null);
    if (template == null) {
      return null;
    }
    InputExpression expression = new InputExpression(template, otherwise, false);
    if (refused(key, expression.checkable())) {
      return InputExpression.NOTHING;
    }
    boolean isVolatile =
        queries.isVolatile(expression.checkable()) || queries.isVolatile(otherwise);
    return new InputExpression(template, otherwise, isVolatile);
  }

  private boolean refused(String key, String expression) {
    return queries
        .refusal(expression)
        .map(
            message -> {
              int offset = values.find(key).map(KeyValues.Value::offset).orElse(0);
              problems.add(
                  block
                      .body()
                      .problem(
                          "sql/expression",
                          Severity.ERROR,
                          offset,
                          message,
                          "write one SQL expression with a ? for what is chosen"));
              return true;
            })
        .orElse(false);
  }
}
