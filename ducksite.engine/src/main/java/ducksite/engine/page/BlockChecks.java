package ducksite.engine.page;

import ducksite.api.render.ResultColumn;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import ducksite.engine.project.Suggestions;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The check that what charts and tables name is there. */
final class BlockChecks {

  private final PageQueries queries;
  private final Collection<String> inputs;
  private final Problems problems;

  BlockChecks(PageQueries queries, Collection<String> inputs, Problems problems) {
    this.queries = queries;
    this.inputs = inputs;
    this.problems = problems;
  }

  /** Reports columns that a chart cannot do without. */
  void columns(Block block, ChartSpec chart) {
    List<String> names = names(chart.query());
    for (String column : chart.neededColumns()) {
      if (!names.isEmpty() && !has(names, column)) {
        problems.add(
            block
                .body()
                .problem(
                    "page/chart-column",
                    Severity.WARNING,
                    0,
                    "the query '" + chart.query() + "' has no column '" + column + "'",
                    hint(column, names)));
      }
    }
  }

  /** The chart; without its column of series where there is none. */
  ChartSpec series(Block block, ChartSpec chart, KeyValues values) {
    String column = chart.options().get("series");
    if (column == null) {
      return chart;
    }
    List<String> names = names(chart.query());
    boolean drawn = has(chart.neededColumns(), column);
    if (!drawn && (names.isEmpty() || has(names, column))) {
      return chart;
    }
    note(
        block,
        values,
        "series",
        drawn
            ? "'" + column + "' is drawn already, so 'series' has no effect"
            : "the query has no column '" + column + "', so 'series' has no effect",
        drawn ? "name a column with the names of the series" : hint(column, names));
    return chart.without("series");
  }

  /** Warns of inputs and columns that a click needs and that are not there. */
  void click(Block block, @Nullable ClickSpec click, String query, KeyValues values) {
    if (click == null) {
      return;
    }
    for (String input : click.inputs()) {
      if (!inputs.contains(input)) {
        note(
            block,
            values,
            input.equals(click.input()) ? "click_input" : "click_anti_input",
            "there is no input '" + input + "' on this page, so a click chooses nothing",
            Suggestions.hint(input, inputs).orElse("add an ```input " + input));
      }
    }
    List<String> names = names(query);
    for (String column : click.columns()) {
      if (!names.isEmpty() && !has(names, column)) {
        String key =
            column.equals(click.value())
                ? "click_value"
                : column.equals(click.action()) ? "click_action" : "click_anti_value";
        note(
            block,
            values,
            key,
            "the query '" + query + "' has no column '" + column + "'",
            hint(column, names));
      }
    }
  }

  private void note(Block block, KeyValues values, String key, String message, String hint) {
    problems.add(
        block
            .body()
            .problem(
                "page/key-without-effect",
                Severity.WARNING,
                values.find(key).map(KeyValues.Value::offset).orElse(0),
                message,
                hint));
  }

  private List<String> names(String query) {
    PageQuery known = queries.compiled().get(query);
    return known == null ? List.of() : known.columns().stream().map(ResultColumn::name).toList();
  }

  private static boolean has(List<String> names, String column) {
    return names.stream().anyMatch(column::equalsIgnoreCase);
  }

  private static String hint(String column, List<String> names) {
    return Suggestions.hint(column, names).orElse("its columns are " + String.join(", ", names));
  }
}
