package ducksite.engine.page;

import ducksite.engine.model.QueryCompiler;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import ducksite.engine.project.Suggestions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of an {@code echart} block. */
final class ChartBlock {

  private static final Set<String> KEYS =
      new LinkedHashSet<>(List.of("type", "data_query", "title", "stack", "horizontal", "format"));
  private static final Set<String> LATER =
      Set.of(
          "click_input",
          "click_value",
          "click_column",
          "click_anti_input",
          "click_anti_value",
          "click_anti_column",
          "click_action",
          "series",
          "height");
  private static final Set<String> LATER_FORMATS = Set.of("highlight_expr", "label_color_expr");

  static {
    KEYS.addAll(ChartType.keys());
  }

  private final Block block;
  private final QueryCompiler queries;
  private final Problems problems;
  private final KeyValues values;

  ChartBlock(Block block, QueryCompiler queries, Problems problems) {
    this.block = block;
    this.queries = queries;
    this.problems = problems;
    this.values = KeyValues.read(block.body(), KEYS, LATER, problems);
  }

  /** How it names its query. */
  QueryReference query() {
    return new QueryReference(values.text("data_query").orElse(block.argument()));
  }

  /** Where it names its query, within the block. */
  int queryOffset() {
    return values.find("data_query").map(KeyValues.Value::offset).orElse(0);
  }

  /** The chart; empty when it has problems. */
  Optional<ChartSpec> read() {
    ChartType type = type();
    Map<String, String> columns = columns(type);
    List<String> series = List.of();
    boolean complete =
        type.roles.stream()
            .filter(ChartType.Role::isRequired)
            .allMatch(role -> columns.containsKey(role.name()));
    if (complete && type.isCartesian()) {
      series = Arrays.stream(columns.remove("y").split(",")).map(String::strip).toList();
    }
    if (!complete) {
      return Optional.empty();
    }
    Map<String, String> options = new LinkedHashMap<>();
    type.options.forEach(key -> values.text(key).ifPresent(value -> options.put(key, value)));
    return Optional.of(
        new ChartSpec(
            block.argument(),
            type.word,
            values.text("title").orElse(null),
            query().text(),
            columns,
            series,
            options,
            null,
            isTrue("stack"),
            isTrue("horizontal")));
  }

  /** A type that nobody knows is drawn as bars. */
  private ChartType type() {
    if (values.find("option_column").isPresent()) {
      return ChartType.OPTION;
    }
    String word = values.text("type").orElse(ChartType.BAR.word);
    return ChartType.of(word)
        .orElseGet(
            () -> {
              problems.add(
                  block
                      .body()
                      .problem(
                          "page/chart-type",
                          Severity.WARNING,
                          values.find("type").orElseThrow().offset(),
                          "there are no '" + word + "' charts; it is drawn as bars",
                          Suggestions.hint(word, ChartType.words())
                              .orElse("known types: " + String.join(", ", ChartType.words()))));
              return ChartType.BAR;
            });
  }

  private Map<String, String> columns(ChartType type) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (ChartType.Role role : type.roles) {
      Optional<String> column =
          role.names().stream().map(values::text).flatMap(Optional::stream).findFirst();
      column.ifPresent(name -> columns.put(role.name(), name));
      if (column.isEmpty() && role.isRequired()) {
        problems.add(
            block
                .body()
                .problem(
                    "page/chart-column",
                    0,
                    "the chart needs '" + role.name() + ": column'",
                    "name a column of the query"));
      }
    }
    return columns;
  }

  /** The SQL expression of each point's colour; null for none. */
  @Nullable String color() {
    String color = null;
    for (Map<String, KeyValues.Value> expressions : values.format().values()) {
      for (Map.Entry<String, KeyValues.Value> entry : expressions.entrySet()) {
        KeyValues.Value value = entry.getValue();
        if (entry.getKey().equals("color_expr")) {
          color = isHarmless(value) ? value.text() : null;
        } else if (LATER_FORMATS.contains(entry.getKey())) {
          add(
              "page/key-without-effect",
              Severity.WARNING,
              value,
              "'" + entry.getKey() + "' has no effect in this version",
              "leave it, or take it out");
        } else {
          add(
              "page/unknown-key",
              Severity.ERROR,
              value,
              "unknown key '" + entry.getKey() + "' in format",
              "known key: color_expr");
        }
      }
    }
    return color;
  }

  private boolean isHarmless(KeyValues.Value value) {
    Optional<String> refused = queries.refusal(value.text());
    refused.ifPresent(
        message ->
            add(
                "sql/expression",
                Severity.ERROR,
                value,
                message,
                "write one SQL expression over the query's columns"));
    return refused.isEmpty();
  }

  private void add(
      String code, Severity severity, KeyValues.Value value, String message, String hint) {
    problems.add(block.body().problem(code, severity, value.offset(), message, hint));
  }

  private boolean isTrue(String key) {
    return values.text(key).map(Boolean::parseBoolean).orElse(false);
  }
}
