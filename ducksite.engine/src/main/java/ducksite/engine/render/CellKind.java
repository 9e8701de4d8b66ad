package ducksite.engine.render;

import ducksite.api.render.ColumnType;
import ducksite.api.render.ResultColumn;

/** What a page does with a column's values: how it aligns, sorts and draws them. */
public enum CellKind {
  /** A number; a page's JSON has it as a number. */
  NUMBER,
  /** A text, or anything that is shown as text. */
  TEXT,
  /** A day. */
  DATE,
  /** A day and time. */
  TIMESTAMP,
  /** True or false. */
  BOOL;

  private final String label = name().toLowerCase(java.util.Locale.ROOT);

  /** The kind's name in page JSON and in HTML. */
  public String label() {
    return label;
  }

  /** The kind of a column. */
  public static CellKind of(ResultColumn column) {
    return of(column.type());
  }

  static CellKind of(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> BOOL;
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FLOAT, DOUBLE, DECIMAL ->
          NUMBER;
      case DATE -> DATE;
      case TIMESTAMP_SECONDS, TIMESTAMP_MILLIS, TIMESTAMP, TIMESTAMP_NANOS, TIMESTAMP_TZ ->
          TIMESTAMP;
      case NULL,
          TEXT,
          JSON,
          BINARY,
          TIME,
          TIME_NANOS,
          INTERVAL,
          LIST,
          FIXED_LIST,
          STRUCT,
          MAP,
          UNION ->
          TEXT;
    };
  }
}
