package ducksite.engine.render;

import ducksite.api.render.ResultColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Column names made different from each other for formats that cannot repeat one. */
final class ColumnNames {

  private ColumnNames() {}

  /**
   * The names in order; one that came before gets the first suffix {@code _1}, {@code _2}… that no
   * column has.
   */
  static List<String> unique(List<ResultColumn> columns) {
    Set<String> originals = new HashSet<>();
    columns.forEach(column -> originals.add(column.name()));
    Set<String> given = new HashSet<>();
    List<String> names = new ArrayList<>(columns.size());
    for (ResultColumn column : columns) {
      String name = column.name();
      int suffix = 0;
      while (given.contains(name) || suffix > 0 && originals.contains(name)) {
        suffix++;
        name = column.name() + "_" + suffix;
      }
      given.add(name);
      names.add(name);
    }
    return List.copyOf(names);
  }
}
