package ducksite.engine.page;

import org.jspecify.annotations.Nullable;

/**
 * A table of a page.
 *
 * @param id unique within the page
 * @param title for people; null for none
 * @param query id of the query with its rows
 * @param limit the most rows shown
 */
public record TableSpec(String id, @Nullable String title, String query, int limit) {

  static final int DEFAULT_LIMIT = 100;
}
