package ducksite.engine.render;

import ducksite.api.render.ColumnType;
import java.io.IOException;

/**
 * Values of any type as plain text, nested ones as JSON; the format decides how text is escaped.
 * Confined to one thread.
 */
final class PlainValues {

  private final Output out;
  private final Scalars scalars;
  private final BoundColumn.BytesWriter text;
  private final BoundColumn.BytesWriter binary;
  private final Encoded nestedBytes = new Encoded();
  private final Output nestedOut = new Output(nestedBytes, 512);
  private final JsonValues nested = new JsonValues(nestedOut, JsonStyle.EXACT);

  PlainValues(Output out, BoundColumn.BytesWriter text, BoundColumn.BytesWriter binary) {
    this.out = out;
    this.scalars = new Scalars(out, ' ');
    this.text = text;
    this.binary = binary;
  }

  /** Whether a value is NULL, a union's value too. */
  static boolean isNull(BoundColumn column, int row) {
    BoundColumn member = column;
    while (member.type == ColumnType.UNION && !member.isNull(row)) {
      member = member.member(row);
    }
    return member.isNull(row);
  }

  /** Writes a value that is not NULL. */
  void write(BoundColumn column, int row) throws IOException {
    switch (column.type) {
      case TEXT, JSON -> column.write(row, out, text);
      case BINARY -> column.write(row, out, binary);
      case LIST, FIXED_LIST, STRUCT, MAP -> nested(column, row);
      case UNION -> write(column.member(row), row);
      default -> scalars.write(column, row);
    }
  }

  private void nested(BoundColumn column, int row) throws IOException {
    nestedBytes.reset();
    nested.write(column, row);
    nestedOut.flush();
    text.write(out, nestedBytes.segment(), 0, nestedBytes.size());
  }
}
