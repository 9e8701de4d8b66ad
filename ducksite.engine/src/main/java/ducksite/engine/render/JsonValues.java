package ducksite.engine.render;

import ducksite.api.render.ColumnType;
import ducksite.api.render.ResultColumn;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of any type as JSON, chosen by the column's type, never by the value. Confined to one
 * thread.
 */
final class JsonValues {

  private static final byte[] NOTHING = {};
  private static final byte[] COLON = {':'};
  private static final byte[] KEY = Ascii.bytes("{\"key\":");
  private static final byte[] VALUE = Ascii.bytes(",\"value\":");
  private static final byte[] CLOSE = {'}'};

  private final Output out;
  private final JsonStyle style;
  private final Scalars scalars;
  private final JsonEscapes strings;
  private final JsonDocuments documents;
  private final Base64Text binary = new Base64Text();
  private final Map<BoundColumn, byte[][]> fieldKeys = new HashMap<>();

  JsonValues(Output out, JsonStyle style) {
    this.out = out;
    this.style = style;
    this.scalars = new Scalars(out, 'T');
    this.strings = new JsonEscapes(style.insideHtml());
    this.documents = new JsonDocuments(strings);
  }

  /** Writes a string of the program's own. */
  void string(String text) throws IOException {
    out.put('"');
    strings.write(out, text);
    out.put('"');
  }

  /** The quoted names of columns, made different from each other, each with a colon. */
  static byte[][] keys(List<ResultColumn> columns) {
    JsonEscapes escapes = new JsonEscapes(true);
    return ColumnNames.unique(columns).stream()
        .map(
            name ->
                Encoded.bytes(
                    out -> {
                      out.put('"');
                      escapes.write(out, name);
                      out.put('"');
                      out.put(':');
                    }))
        .toArray(byte[][]::new);
  }

  /** Writes one value. */
  void write(BoundColumn column, int row) throws IOException {
    if (column.isNull(row)) {
      out.put(Ascii.NULL);
      return;
    }
    switch (column.type) {
      case NULL -> out.put(Ascii.NULL);
      case BOOLEAN, INT8, INT16, INT32, UINT8, UINT16, UINT32 -> scalars.write(column, row);
      case INT64, UINT64 -> scalar(column, row, style.int64AsText());
      case DECIMAL -> scalar(column, row, !style.decimalAsNumber());
      case FLOAT -> floating(column, row, Float.intBitsToFloat(column.intAt(row)));
      case DOUBLE -> floating(column, row, Double.longBitsToDouble(column.longAt(row)));
      case TEXT -> quoted(column, row, strings);
      case BINARY -> quoted(column, row, binary);
      case JSON -> column.write(row, out, documents);
      case DATE,
          TIME,
          TIME_NANOS,
          TIMESTAMP_SECONDS,
          TIMESTAMP_MILLIS,
          TIMESTAMP,
          TIMESTAMP_NANOS,
          TIMESTAMP_TZ,
          INTERVAL ->
          scalar(column, row, true);
      case LIST, FIXED_LIST -> list(column, row);
      case STRUCT -> struct(column, row);
      case MAP -> map(column, row);
      case UNION -> write(column.member(row), row);
    }
  }

  private void scalar(BoundColumn column, int row, boolean quoted) throws IOException {
    out.room(Output.SCALAR + 2);
    if (quoted) {
      out.buffer[out.at++] = '"';
    }
    scalars.write(column, row);
    if (quoted) {
      out.put('"');
    }
  }

  private void floating(BoundColumn column, int row, double value) throws IOException {
    if (Double.isFinite(value)) {
      scalars.write(column, row);
    } else {
      out.put(Ascii.NULL);
    }
  }

  private void quoted(BoundColumn column, int row, BoundColumn.BytesWriter writer)
      throws IOException {
    out.put('"');
    column.write(row, out, writer);
    out.put('"');
  }

  private void list(BoundColumn column, int row) throws IOException {
    BoundColumn values = column.children[0];
    int from = column.offset(row);
    int to = column.offset(row + 1);
    out.put('[');
    for (int index = from; index < to; index++) {
      if (index > from) {
        out.put(',');
      }
      write(values, index);
    }
    out.put(']');
  }

  private void struct(BoundColumn column, int row) throws IOException {
    byte[][] keys = fieldKeys.computeIfAbsent(column, parent -> keys(parent.column.children()));
    out.put('{');
    for (int field = 0; field < column.children.length; field++) {
      if (field > 0) {
        out.put(',');
      }
      out.put(keys[field]);
      write(column.children[field], row);
    }
    out.put('}');
  }

  /** A map with text keys is an object, any other a list of entries. */
  private void map(BoundColumn column, int row) throws IOException {
    BoundColumn keys = column.children[0];
    BoundColumn values = column.children[1];
    boolean object = keys.type == ColumnType.TEXT;
    int from = column.offset(row);
    int to = column.offset(row + 1);
    out.put(object ? '{' : '[');
    for (int index = from; index < to; index++) {
      if (index > from) {
        out.put(',');
      }
      out.put(object ? NOTHING : KEY);
      write(keys, index);
      out.put(object ? COLON : VALUE);
      write(values, index);
      out.put(object ? NOTHING : CLOSE);
    }
    out.put(object ? '}' : ']');
  }
}
