package ducksite.engine.route;

import ducksite.api.render.ResultColumn;
import ducksite.engine.project.InvariantFilter;
import ducksite.engine.project.OrderTerm;
import ducksite.engine.project.Position;
import ducksite.engine.project.Problems;
import ducksite.engine.project.RouteCache;
import ducksite.engine.project.RouteSource;
import ducksite.engine.project.Suggestions;
import java.util.List;

/** Checks that the columns that {@code [cache]} names are columns of the result. */
final class KeptColumns {

  private KeptColumns() {}

  static boolean check(RouteSource source, List<ResultColumn> columns, Problems problems) {
    RouteCache cache = source.cache();
    if (cache == null) {
      return true;
    }
    boolean complete = true;
    for (OrderTerm term : cache.orderBy()) {
      complete &= exists("order_by", term.column(), term.position(), columns, problems);
    }
    for (InvariantFilter filter : cache.invariantFilters()) {
      complete &=
          exists("an invariant filter", filter.column(), filter.position(), columns, problems);
    }
    return complete;
  }

  /** Whether a parameter is an invariant filter's. */
  static boolean isFilter(RouteSource source, String parameter) {
    return source.cache() != null
        && source.cache().invariantFilters().stream()
            .anyMatch(filter -> filter.parameter().equals(parameter));
  }

  private static boolean exists(
      String who, String column, Position place, List<ResultColumn> columns, Problems problems) {
    if (RowOrder.position(column, columns).isPresent()) {
      return true;
    }
    List<String> names = columns.stream().map(ResultColumn::name).toList();
    problems.add(
        place.error(
            "route/unknown-column",
            who + " names '" + column + "', which is no column of the result",
            Suggestions.hint(column, names).orElse("columns: " + String.join(", ", names))));
    return false;
  }
}
