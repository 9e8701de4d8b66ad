package ducksite.engine.route;

import ducksite.api.render.ResultColumn;
import ducksite.engine.project.OrderTerm;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The total order of a route's rows: the columns of {@code order_by}, then all others, so that only
 * equal rows may change places. Columns are named by their position.
 *
 * @param clause {@code ORDER BY …}, empty for the SQL's own order
 */
record RowOrder(String clause) {

  /** The order that the terms say; a term whose column does not exist is left out. */
  static RowOrder of(List<OrderTerm> terms, List<ResultColumn> columns) {
    if (terms.isEmpty()) {
      return new RowOrder("");
    }
    List<String> parts = new ArrayList<>();
    Set<Integer> ordered = new LinkedHashSet<>();
    for (OrderTerm term : terms) {
      OptionalInt position = position(term.column(), columns);
      if (position.isPresent() && ordered.add(position.getAsInt())) {
        parts.add(
            position.getAsInt()
                + (term.descending() ? " DESC" : " ASC")
                + (term.nullsFirst() ? " NULLS FIRST" : " NULLS LAST"));
      }
    }
    for (int position = 1; position <= columns.size(); position++) {
      if (ordered.add(position)) {
        parts.add(position + " ASC NULLS LAST");
      }
    }
    return new RowOrder("ORDER BY " + String.join(", ", parts));
  }

  /** The position of a column, from 1; DuckDB's names do not depend on letter case. */
  static OptionalInt position(String name, List<ResultColumn> columns) {
    for (int index = 0; index < columns.size(); index++) {
      if (columns.get(index).name().equalsIgnoreCase(name)) {
        return OptionalInt.of(index + 1);
      }
    }
    return OptionalInt.empty();
  }

  boolean isNone() {
    return clause.isEmpty();
  }
}
