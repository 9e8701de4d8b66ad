package ducksite.engine.duck;

import ducksite.api.render.ColumnType;
import ducksite.api.render.ResultColumn;
import java.util.ArrayList;
import java.util.List;

/** Columns as renderers see them, from names and DuckDB's types. */
final class ResultColumns {

  private ResultColumns() {}

  /**
   * The column that values of a type give, named by the type itself, stored as the type that fits.
   */
  static ResultColumn of(String name, DuckType type) {
    return of(name, type, type.fitting(DuckType.Use.RESULT));
  }

  private static ResultColumn of(String name, DuckType original, DuckType stored) {
    return switch (stored) {
      case DuckType.Plain plain -> plain(name, original, plain);
      case DuckType.Sequence sequence ->
          ResultColumn.of(
                  name,
                  sequence.size() == 0 ? ColumnType.LIST : ColumnType.FIXED_LIST,
                  original.sql())
              .withChildren(
                  List.of(
                      of("element", ((DuckType.Sequence) original).element(), sequence.element())));
      case DuckType.Composite composite ->
          composite(name, (DuckType.Composite) original, composite);
    };
  }

  private static ResultColumn composite(
      String name, DuckType.Composite original, DuckType.Composite stored) {
    List<ResultColumn> children = new ArrayList<>();
    for (int index = 0; index < stored.parts().size(); index++) {
      DuckType.Part part = original.parts().get(index);
      String partName =
          switch (stored.kind()) {
            case "MAP" -> index == 0 ? "key" : "value";
            case "TUPLE" -> "element" + (index + 1);
            default -> part.name();
          };
      children.add(of(partName, part.type(), stored.parts().get(index).type()));
    }
    ColumnType type =
        switch (stored.kind()) {
          case "MAP" -> ColumnType.MAP;
          case "UNION" -> ColumnType.UNION;
          default -> ColumnType.STRUCT;
        };
    return ResultColumn.of(name, type, original.sql()).withChildren(children);
  }

  private static ResultColumn plain(String name, DuckType original, DuckType.Plain stored) {
    ResultColumn column = ResultColumn.of(name, columnType(stored.name()), original.sql());
    return switch (stored.name()) {
      case "HUGEINT" -> column.withDecimal(38, 0);
      case "DECIMAL" -> {
        String[] digits = stored.arguments().replaceAll("[() ]", "").split(",");
        yield column.withDecimal(Integer.parseInt(digits[0]), Integer.parseInt(digits[1]));
      }
      default -> column;
    };
  }

  private static ColumnType columnType(String name) {
    return switch (name) {
      case "NULL" -> ColumnType.NULL;
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "TINYINT" -> ColumnType.INT8;
      case "SMALLINT" -> ColumnType.INT16;
      case "INTEGER" -> ColumnType.INT32;
      case "BIGINT" -> ColumnType.INT64;
      case "UTINYINT" -> ColumnType.UINT8;
      case "USMALLINT" -> ColumnType.UINT16;
      case "UINTEGER" -> ColumnType.UINT32;
      case "UBIGINT" -> ColumnType.UINT64;
      case "FLOAT" -> ColumnType.FLOAT;
      case "DOUBLE" -> ColumnType.DOUBLE;
      case "DECIMAL", "HUGEINT" -> ColumnType.DECIMAL;
      case "JSON" -> ColumnType.JSON;
      case "BLOB", "GEOMETRY" -> ColumnType.BINARY;
      case "DATE" -> ColumnType.DATE;
      case "TIME" -> ColumnType.TIME;
      case "TIME_NS" -> ColumnType.TIME_NANOS;
      case "TIMESTAMP" -> ColumnType.TIMESTAMP;
      case "TIMESTAMP_S" -> ColumnType.TIMESTAMP_SECONDS;
      case "TIMESTAMP_MS" -> ColumnType.TIMESTAMP_MILLIS;
      case "TIMESTAMP_NS" -> ColumnType.TIMESTAMP_NANOS;
      case "TIMESTAMP WITH TIME ZONE" -> ColumnType.TIMESTAMP_TZ;
      case "INTERVAL" -> ColumnType.INTERVAL;
      default -> ColumnType.TEXT;
    };
  }
}
