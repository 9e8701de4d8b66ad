package ducksite.engine.page;

import ducksite.engine.model.QueryCompiler;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The content of a {@code table} block. */
final class TableBlock {

  private static final int LARGEST = 10_000;
  private static final Set<String> KEYS =
      new LinkedHashSet<>(List.of("query", "title", "limit", "format"));
  private static final List<String> FORMATS = List.of("bg_color", "fg_color", "highlight");

  static {
    KEYS.addAll(ClickSpec.KEYS);
  }

  private TableBlock() {}

  /**
   * What a block says.
   *
   * @param queryOffset where it names its query
   * @param formats by column, the SQL expressions of how its values look
   * @param values of its keys, for problems at their places
   */
  record Read(
      TableSpec table,
      int queryOffset,
      Map<String, Map<String, String>> formats,
      KeyValues values) {}

  /** Reads a block. */
  static Read read(Block block, QueryCompiler queries, Problems problems) {
    KeyValues values = KeyValues.read(block.body(), KEYS, Set.of(), ClickSpec.ALIASES, problems);
    int limit = TableSpec.DEFAULT_LIMIT;
    Optional<KeyValues.Value> written = values.find("limit");
    if (written.isPresent()) {
      Optional<Integer> rows = rows(written.get().text());
      if (rows.isEmpty()) {
        problems.add(
            block
                .body()
                .problem(
                    "page/table-limit",
                    Severity.WARNING,
                    written.get().offset(),
                    "'" + written.get().text() + "' is not a number of rows",
                    "write a whole number from 1 to " + LARGEST));
      }
      limit = rows.orElse(limit);
    }
    return new Read(
        new TableSpec(
            block.argument(),
            values.text("title").orElse(null),
            values.text("query").orElse(block.argument()),
            limit,
            Map.of(),
            ClickSpec.of(values).orElse(null)),
        values.find("query").map(KeyValues.Value::offset).orElse(0),
        new FormatBlock(block, queries, problems).read(values, FORMATS),
        values);
  }

  private static Optional<Integer> rows(String text) {
    if (!text.matches("\\d{1,5}")) {
      return Optional.empty();
    }
    int rows = Integer.parseInt(text);
    return rows >= 1 && rows <= LARGEST ? Optional.of(rows) : Optional.empty();
  }
}
