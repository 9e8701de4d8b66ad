package ducksite.engine.render;

import ducksite.api.render.ResultBatches;
import ducksite.api.render.ResultColumn;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The rows of a result as JSON objects, batch by batch. Confined to one thread. */
final class JsonRows {

  private final Rows rows;

  /** Objects parted by commas. */
  static JsonRows listed(Output out, JsonStyle style, List<ResultColumn> columns) {
    return new JsonRows(out, style, columns, "", true);
  }

  /** Objects with an end of line behind each. */
  static JsonRows lines(Output out, JsonStyle style, List<ResultColumn> columns) {
    return new JsonRows(out, style, columns, "\n", false);
  }

  private JsonRows(
      Output out, JsonStyle style, List<ResultColumn> columns, String end, boolean separated) {
    byte[][] leads = JsonValues.keys(columns);
    for (int index = 0; index < leads.length; index++) {
      leads[index] = prefixed(index == 0 ? '{' : ',', leads[index]);
    }
    JsonValues values = new JsonValues(out, style);
    JsonEscapes escapes = new JsonEscapes(false);
    List<Cell> cells =
        Stream.of(BoundColumn.of(columns))
            .map(column -> cell(column, style, values, escapes))
            .toList();
    byte[] close = Ascii.bytes((columns.isEmpty() ? "{}" : "}") + end);
    rows = new Rows(out, cells, leads, Ascii.NULL, close, separated);
  }

  /** Writes the rows of the current batch. */
  void write(ResultBatches result) throws IOException {
    rows.write(result);
  }

  private static Cell cell(
      BoundColumn column, JsonStyle style, JsonValues values, JsonEscapes escapes) {
    return switch (column.type) {
      case BOOLEAN -> new NumberCells.Booleans(column);
      case INT32 -> new NumberCells.Ints(column);
      case INT64 -> style.int64AsText() ? new Any(column, values) : new NumberCells.Longs(column);
      case DOUBLE -> new NumberCells.Doubles(column, true);
      case DECIMAL -> new NumberCells.Decimals128(column, !style.decimalAsNumber());
      case DATE -> new MomentCells.Dates(column, true);
      case TIMESTAMP -> new MomentCells.Timestamps(column, false, 'T', true);
      case TIMESTAMP_TZ -> new MomentCells.Timestamps(column, true, 'T', true);
      case TEXT -> style.insideHtml() ? new Any(column, values) : TextCell.json(column, escapes);
      default -> new Any(column, values);
    };
  }

  /** Values of any type. */
  private static final class Any extends Cell {

    private final JsonValues values;

    Any(BoundColumn column, JsonValues values) {
      super(column);
      this.values = values;
    }

    @Override
    int write(Output out, int at, int row) throws IOException {
      out.at = at;
      values.write(column, row);
      return out.room(out.at, 0);
    }
  }

  /** A key with what stands before it, so that both are copied at once. */
  private static byte[] prefixed(char before, byte[] key) {
    byte[] prefixed = new byte[key.length + 1];
    prefixed[0] = (byte) before;
    System.arraycopy(key, 0, prefixed, 1, key.length);
    return prefixed;
  }
}
