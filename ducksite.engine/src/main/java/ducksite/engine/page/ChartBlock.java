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

/** The content of an {@code echart} block. */
final class ChartBlock {

  private static final Set<String> KEYS =
      new LinkedHashSet<>(
          List.of(
              "type", "data_query", "title", "stack", "horizontal", "series", "height", "format"));
  private static final List<String> FORMATS = List.of("color", "highlight");
  private static final int LEAST_HEIGHT = 80;
  private static final int MOST_HEIGHT = 4000;

  static {
    KEYS.addAll(ChartType.keys());
    KEYS.addAll(ClickSpec.KEYS);
  }

  private final Block block;
  private final QueryCompiler queries;
  private final Problems problems;
  private final KeyValues values;

  ChartBlock(Block block, QueryCompiler queries, Problems problems) {
    this.block = block;
    this.queries = queries;
    this.problems = problems;
    this.values = KeyValues.read(block.body(), KEYS, Set.of(), ClickSpec.ALIASES, problems);
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
    if (type.isCartesian()) {
      values.text("series").ifPresent(column -> options.put("series", column));
    }
    height().ifPresent(height -> options.put("height", height));
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
            null,
            isTrue("stack"),
            isTrue("horizontal"),
            ClickSpec.of(values).orElse(null)));
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
                    Severity.WARNING,
                    0,
                    "the chart needs '" + role.name() + ": column'",
                    "name a column of the query"));
      }
    }
    return columns;
  }

  /** The SQL expressions of how each point looks, by what they tell. */
  Map<String, String> formats() {
    Map<String, String> formats = new LinkedHashMap<>();
    new FormatBlock(block, queries, problems)
        .read(values, FORMATS)
        .values()
        .forEach(formats::putAll);
    return formats;
  }

  /** The values of its keys, for problems at their places. */
  KeyValues values() {
    return values;
  }

  private Optional<String> height() {
    Optional<String> written = values.text("height").map(text -> text.replaceFirst("\\s*px$", ""));
    boolean fits =
        written.isEmpty()
            || written.get().matches("\\d{2,4}")
                && Integer.parseInt(written.get()) >= LEAST_HEIGHT
                && Integer.parseInt(written.get()) <= MOST_HEIGHT;
    if (!fits) {
      problems.add(
          block
              .body()
              .problem(
                  "page/key-without-effect",
                  Severity.WARNING,
                  values.find("height").orElseThrow().offset(),
                  "'" + written.get() + "' is no height, and has no effect",
                  "write a number of pixels from " + LEAST_HEIGHT + " to " + MOST_HEIGHT));
    }
    return fits ? written : Optional.empty();
  }

  private boolean isTrue(String key) {
    return values.text(key).map(Boolean::parseBoolean).orElse(false);
  }
}
