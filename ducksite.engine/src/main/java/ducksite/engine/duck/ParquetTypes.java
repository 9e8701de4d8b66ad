package ducksite.engine.duck;

import ducksite.api.render.ResultColumn;
import ducksite.engine.sql.SqlText;
import java.util.ArrayList;
import java.util.List;

/** The types that the columns of a result have once they lie in a Parquet file. */
public final class ParquetTypes {

  private ParquetTypes() {}

  /**
   * A query whose columns have these types, whether its rows come from a file or from the SQL that
   * would fill one; columns keep their names, rows their order.
   *
   * @param columns those of the query, in their order
   */
  public static String cast(List<ResultColumn> columns, String sql) {
    List<String> items = new ArrayList<>();
    for (int index = 0; index < columns.size(); index++) {
      items.add(item("#" + (index + 1), columns.get(index)));
    }
    return "SELECT " + String.join(", ", items) + " FROM (\n" + sql + "\n)";
  }

  /** A query without rows that has these columns. */
  public static String empty(List<ResultColumn> columns) {
    List<String> items = new ArrayList<>();
    columns.forEach(column -> items.add(item("NULL", column)));
    return "SELECT " + String.join(", ", items) + " WHERE false";
  }

  /**
   * A query of one row in which all of these columns are null, as the types that they have in a
   * result, and more columns behind them.
   */
  public static String nulls(List<ResultColumn> columns, String... more) {
    List<String> items = new ArrayList<>();
    for (ResultColumn column : columns) {
      DuckType type = DuckType.parse(column.sqlType()).fitting(DuckType.Use.RESULT);
      items.add("CAST(NULL AS " + type.castable() + ") AS " + SqlText.identifier(column.name()));
    }
    items.addAll(List.of(more));
    return "SELECT " + String.join(", ", items);
  }

  private static String item(String value, ResultColumn column) {
    DuckType type = DuckType.parse(column.sqlType()).fitting(DuckType.Use.PARQUET);
    return "CAST(" + value + " AS " + type.castable() + ") AS " + SqlText.identifier(column.name());
  }
}
