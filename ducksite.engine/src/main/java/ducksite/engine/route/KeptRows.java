package ducksite.engine.route;

import ducksite.api.render.ResultColumn;
import ducksite.engine.cache.EntryLease;
import ducksite.engine.duck.BoundSql;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one or several entries as SQL. One entry that needs no filter is read by row numbers,
 * so that only the row groups of the slice are; of several, the order is made again.
 *
 * @param entries the files; their rows together, none twice
 * @param filter what they still have to pass
 */
record KeptRows(Route route, List<EntryLease> entries, RowFilter filter) {

  private static final String ROW_NUMBER = "file_row_number";

  KeptRows {
    entries = List.copyOf(entries);
  }

  /** Whether the rows are exactly those of the files. */
  boolean isUnfiltered() {
    return filter.isEmpty();
  }

  /** The number of rows of an unfiltered result. */
  long rows() {
    return entries.stream().mapToLong(entry -> entry.info().rows()).sum();
  }

  /** All rows that pass, in no order, for counting. */
  BoundSql matching() {
    List<Object> bound = files();
    return new BoundSql("SELECT 1 FROM read_parquet($1)" + condition(bound), bound);
  }

  /** The rows of a slice, in their order. */
  BoundSql part(Slice slice) {
    List<Object> bound = files();
    String columns = RouteQuery.projection(slice, route.columns());
    if (entries.size() > 1) {
      String rows =
          "SELECT * FROM read_parquet($1)" + condition(bound) + " " + route.order().clause();
      return new BoundSql(
          "SELECT " + columns + " FROM (" + rows + ")" + RouteQuery.range(slice, bound), bound);
    }
    String source = "SELECT " + columns + " FROM read_parquet($1)";
    if (filter.isEmpty() && !slice.isWhole() && !hidesRowNumbers()) {
      bound.add(slice.offset());
      String from = " WHERE " + ROW_NUMBER + " >= $2";
      if (slice.limit() == null) {
        return new BoundSql(source + from, bound);
      }
      bound.add(slice.offset() + slice.limit());
      return new BoundSql(source + from + " AND " + ROW_NUMBER + " < $3", bound);
    }
    String condition = condition(bound);
    return new BoundSql(source + condition + RouteQuery.range(slice, bound), bound);
  }

  private List<Object> files() {
    List<Object> bound = new ArrayList<>();
    List<String> names = entries.stream().map(entry -> entry.file().toString()).toList();
    bound.add(names.size() == 1 ? names.getFirst() : names);
    return bound;
  }

  private String condition(List<Object> bound) {
    if (filter.isEmpty()) {
      return "";
    }
    List<Object> tokens = new ArrayList<>();
    String condition = filter.condition(tokens, bound.size() + 1);
    bound.addAll(tokens);
    return " WHERE " + condition;
  }

  private boolean hidesRowNumbers() {
    return route.columns().stream()
        .map(ResultColumn::name)
        .anyMatch(name -> name.equalsIgnoreCase(ROW_NUMBER));
  }
}
