package ducksite.engine.render;

import ducksite.api.render.ResultBatches;
import ducksite.api.render.ResultColumn;
import java.io.IOException;
import java.util.List;

/** The rows of a result as JSON objects, batch by batch. Confined to one thread. */
final class JsonRows {

  private final Output out;
  private final JsonValues values;
  private final BoundColumn[] columns;
  private final byte[][] keys;

  JsonRows(Output out, JsonStyle style, List<ResultColumn> columns) {
    this.out = out;
    this.values = new JsonValues(out, style);
    this.columns = BoundColumn.of(columns);
    this.keys = JsonValues.keys(columns);
    for (int index = 0; index < keys.length; index++) {
      keys[index] = prefixed(index == 0 ? '{' : ',', keys[index]);
    }
  }

  /** A key with what stands before it, so that both are copied at once. */
  private static byte[] prefixed(char before, byte[] key) {
    byte[] prefixed = new byte[key.length + 1];
    prefixed[0] = (byte) before;
    System.arraycopy(key, 0, prefixed, 1, key.length);
    return prefixed;
  }

  /** Takes the current batch. */
  void bind(ResultBatches result) {
    BoundColumn.bind(columns, result);
  }

  /** Writes a row of the batch. */
  void write(int row) throws IOException {
    if (columns.length == 0) {
      out.put('{');
    }
    for (int index = 0; index < columns.length; index++) {
      out.put(keys[index]);
      values.write(columns[index], row);
    }
    out.put('}');
  }
}
