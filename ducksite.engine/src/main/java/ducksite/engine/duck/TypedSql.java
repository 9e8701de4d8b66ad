package ducksite.engine.duck;

import ducksite.api.render.ResultColumn;
import ducksite.engine.sql.SqlText;
import java.util.ArrayList;
import java.util.List;

/**
 * A query and what its columns are called and typed before any conversion.
 *
 * @param names may repeat
 */
record TypedSql(String sql, List<String> names, List<DuckType> types) {

  TypedSql {
    names = List.copyOf(names);
    types = List.copyOf(types);
  }

  List<ResultColumn> columns() {
    List<ResultColumn> columns = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      columns.add(ResultColumns.of(names.get(index), types.get(index)));
    }
    return columns;
  }

  /** Whether some column has to be converted for a use. */
  boolean needsCasts(DuckType.Use use) {
    return types.stream().anyMatch(type -> !type.fitting(use).equals(type));
  }

  /**
   * The query with every column converted that has to be; columns keep their names, rows their
   * order.
   */
  String fitting(DuckType.Use use) {
    if (!needsCasts(use)) {
      return sql;
    }
    List<String> items = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      DuckType type = types.get(index);
      DuckType fitting = type.fitting(use);
      String value = "#" + (index + 1);
      String item =
          fitting.equals(type) ? value : "CAST(" + value + " AS " + fitting.castable() + ")";
      items.add(item + " AS " + SqlText.identifier(names.get(index)));
    }
    return "SELECT " + String.join(", ", items) + " FROM (\n" + sql + "\n)";
  }
}
