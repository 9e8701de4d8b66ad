package ducksite.engine.page;

import ducksite.engine.project.Problems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The content of a {@code table} block. */
final class TableBlock {

  private static final int LARGEST = 10_000;
  private static final Set<String> KEYS = new LinkedHashSet<>(List.of("query", "title", "limit"));
  private static final Set<String> LATER =
      Set.of(
          "format",
          "click_input",
          "click_value",
          "click_column",
          "click_anti_input",
          "click_anti_value",
          "click_anti_column",
          "click_action");

  private TableBlock() {}

  /**
   * What a block says.
   *
   * @param queryOffset where it names its query
   */
  record Read(TableSpec table, int queryOffset) {}

  /** Reads a block. */
  static Read read(Block block, Problems problems) {
    KeyValues values = KeyValues.read(block.body(), KEYS, LATER, problems);
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
            limit),
        values.find("query").map(KeyValues.Value::offset).orElse(0));
  }

  private static Optional<Integer> rows(String text) {
    if (!text.matches("\\d{1,5}")) {
      return Optional.empty();
    }
    int rows = Integer.parseInt(text);
    return rows >= 1 && rows <= LARGEST ? Optional.of(rows) : Optional.empty();
  }
}
