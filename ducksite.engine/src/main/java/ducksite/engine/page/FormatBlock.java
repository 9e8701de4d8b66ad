package ducksite.engine.page;

import ducksite.engine.model.QueryCompiler;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code format:} of a chart or a table: by column, SQL expressions that tell how its values
 * look.
 */
final class FormatBlock {

  private static final Set<String> WITHOUT_EFFECT = Set.of("label_color_expr");
  private static final String SUFFIX = "_expr";

  private final Block block;
  private final QueryCompiler queries;
  private final Problems problems;

  FormatBlock(Block block, QueryCompiler queries, Problems problems) {
    this.block = block;
    this.queries = queries;
    this.problems = problems;
  }

  /**
   * The expressions by column and by what they tell: {@code highlight} for {@code highlight_expr}.
   *
   * @param known what expressions may tell
   */
  Map<String, Map<String, String>> read(KeyValues values, List<String> known) {
    Map<String, Map<String, String>> read = new LinkedHashMap<>();
    values
        .format()
        .forEach(
            (column, expressions) -> {
              Map<String, String> own = new LinkedHashMap<>();
              expressions.forEach((key, value) -> add(key, value, known, own));
              if (!own.isEmpty()) {
                read.put(column, own);
              }
            });
    return read;
  }

  private void add(
      String key, KeyValues.Value value, List<String> known, Map<String, String> expressions) {
    String name =
        key.endsWith(SUFFIX) ? key.substring(0, key.length() - SUFFIX.length()) : key + "?";
    if (known.contains(name)) {
      if (isHarmless(value)) {
        expressions.put(name, value.text());
      }
    } else if (WITHOUT_EFFECT.contains(key)) {
      problem(
          "page/key-without-effect",
          Severity.WARNING,
          value,
          "'" + key + "' has no effect in this version",
          "leave it, or take it out");
    } else {
      problem(
          "page/unknown-key",
          Severity.WARNING,
          value,
          "unknown key '" + key + "' in format",
          "known keys: " + String.join(", ", known.stream().map(each -> each + SUFFIX).toList()));
    }
  }

  private boolean isHarmless(KeyValues.Value value) {
    return queries
        .refusal(value.text())
        .map(
            message -> {
              problem(
                  "sql/expression",
                  Severity.ERROR,
                  value,
                  message,
                  "write one SQL expression over the query's columns");
              return false;
            })
        .orElse(true);
  }

  private void problem(
      String code, Severity severity, KeyValues.Value value, String message, String hint) {
    problems.add(block.body().problem(code, severity, value.offset(), message, hint));
  }
}
