package ducksite.engine.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table of a page.
 *
 * @param id unique within the page
 * @param title for people; null for none
 * @param query id of the query with its rows
 * @param limit the most rows shown
 * @param formats by column and by what they tell ({@code bg_color}, {@code fg_color}, {@code
 *     highlight}), the columns of the query that tell how its values look
 * @param click what a click chooses, null for nothing
 */
public record TableSpec(
    String id,
    @Nullable String title,
    String query,
    int limit,
    Map<String, Map<String, String>> formats,
    @Nullable ClickSpec click) {

  static final int DEFAULT_LIMIT = 100;

  /** A table with its own copy of the formats. */
  public TableSpec {
    formats = new LinkedHashMap<>(formats);
  }

  /** Whether the page's script has something to do for it besides sorting. */
  boolean isLive() {
    return !formats.isEmpty() || click != null;
  }

  TableSpec withData(String queryId, Map<String, Map<String, String>> columns) {
    return new TableSpec(id, title, queryId, limit, columns, click);
  }
}
