package ducksite.engine.page;

import ducksite.engine.project.Problems;
import ducksite.engine.project.Suggestions;
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
          "click_action");

  private TableBlock() {}

  /** Reads a block; empty when it has problems. */
  static Optional<TableSpec> read(Block block, Set<String> queryIds, Problems problems) {
    KeyValues values = KeyValues.read(block.body(), KEYS, LATER, problems);
    String query = values.text("query").orElse(block.argument());
    boolean complete = true;
    if (!queryIds.contains(query)) {
      int offset = values.find("query").map(KeyValues.Value::offset).orElse(0);
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
        complete = false;
      }
      limit = rows.orElse(limit);
    }
    return complete
        ? Optional.of(
            new TableSpec(block.argument(), values.text("title").orElse(null), query, limit))
        : Optional.empty();
  }

  private static Optional<Integer> rows(String text) {
    if (!text.matches("\\d{1,5}")) {
      return Optional.empty();
    }
    int rows = Integer.parseInt(text);
    return rows >= 1 && rows <= LARGEST ? Optional.of(rows) : Optional.empty();
  }
}
