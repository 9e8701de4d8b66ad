package ducksite.engine.page;

import ducksite.engine.model.QueryCompiler;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Suggestions;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content of an {@code echart} block.
 *
 * @param spec the chart
 * @param colorExpression the SQL expression of each point's colour, null for none
 */
record ChartBlock(ChartSpec spec, @Nullable String colorExpression) {

  private static final Set<String> TYPES = Set.of("bar", "line");
  private static final Set<String> KEYS =
      new LinkedHashSet<>(
          List.of("type", "data_query", "x", "y", "title", "stack", "horizontal", "format"));
  private static final Set<String> LATER =
      Set.of(
          "click_input",
          "click_value",
          "click_column",
          "click_anti_input",
          "click_action",
          "series",
          "height");
  private static final Set<String> LATER_FORMATS = Set.of("highlight_expr", "label_color_expr");

  /** Reads a block; empty when it has problems. */
  static Optional<ChartBlock> read(
      Block block, Set<String> queryIds, QueryCompiler queries, Problems problems) {
    KeyValues values = KeyValues.read(block.body(), KEYS, LATER, problems);
    String type = values.text("type").orElse("bar");
    boolean complete = true;
    if (!TYPES.contains(type)) {
      KeyValues.Value written = values.find("type").orElseThrow();
      problems.add(
          block
              .body()
              .problem(
                  "page/chart-type",
                  written.offset(),
                  "this version draws no '" + type + "' charts",
                  Suggestions.hint(type, TYPES).orElse("use bar or line")));
      complete = false;
    }
    String query = values.text("data_query").orElse(block.argument());
    if (!queryIds.contains(query)) {
      int offset = values.find("data_query").map(KeyValues.Value::offset).orElse(0);
      problems.add(
          block
              .body()
              .problem(
                  "page/unknown-query",
                  offset,
                  "there is no sql block named '" + query + "' on this page",
                  Suggestions.hint(query, queryIds).orElse("add ```sql " + query)));
      complete = false;
    }
    for (String needed : List.of("x", "y")) {
      if (values.find(needed).isEmpty()) {
        problems.add(
            block
                .body()
                .problem(
                    "page/chart-column",
                    0,
                    "the chart needs '" + needed + ": column'",
                    "name a column of the query"));
        complete = false;
      }
    }
    String color = color(values, block, queries, problems);
    if (!complete) {
      return Optional.empty();
    }
    ChartSpec spec =
        new ChartSpec(
            block.argument(),
            type,
            values.text("title").orElse(null),
            query,
            values.text("x").orElseThrow(),
            Arrays.stream(values.text("y").orElseThrow().split(",")).map(String::strip).toList(),
            null,
            isTrue(values, "stack"),
            isTrue(values, "horizontal"));
    return Optional.of(new ChartBlock(spec, color));
  }

  private static @Nullable String color(
      KeyValues values, Block block, QueryCompiler queries, Problems problems) {
    String color = null;
    for (Map<String, KeyValues.Value> expressions : values.format().values()) {
      for (Map.Entry<String, KeyValues.Value> entry : expressions.entrySet()) {
        KeyValues.Value value = entry.getValue();
        if (entry.getKey().equals("color_expr")) {
          Optional<String> refused = queries.refusal(value.text());
          refused.ifPresent(
              message ->
                  problems.add(
                      block
                          .body()
                          .problem(
                              "sql/expression",
                              value.offset(),
                              message,
                              "write one SQL expression over the query's columns")));
          color = refused.isPresent() ? null : value.text();
        } else if (!LATER_FORMATS.contains(entry.getKey())) {
          problems.add(
              block
                  .body()
                  .problem(
                      "page/unknown-key",
                      value.offset(),
                      "unknown key '" + entry.getKey() + "' in format",
                      "known key: color_expr"));
        }
      }
    }
    return color;
  }

  private static boolean isTrue(KeyValues values, String key) {
    return values.text(key).map(Boolean::parseBoolean).orElse(false);
  }
}
