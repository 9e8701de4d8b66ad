package ducksite.engine.render;

import java.io.IOException;

/**
 * Texts that are copied eight bytes at a time while nothing in them has to be escaped; what has,
 * and texts that are not at hand in an array, go to the escapes of the format.
 */
final class TextCell extends Cell {

  private final long first;
  private final long second;
  private final long controls;
  private final int quote;
  private final BoundColumn.BytesWriter escapes;

  private TextCell(
      BoundColumn column,
      char first,
      char second,
      int controls,
      boolean quoted,
      BoundColumn.BytesWriter escapes) {
    super(column);
    this.first = Lanes.each(first);
    this.second = Lanes.each(second);
    this.controls = Lanes.each(controls);
    this.quote = quoted ? 1 : 0;
    this.escapes = escapes;
  }

  /** Texts in quotes, whose inside {@code escapes} knows. */
  static Cell json(BoundColumn column, JsonEscapes escapes) {
    return new TextCell(column, '"', '\\', ' ', true, escapes);
  }

  /** Fields, which {@code fields} quotes where they need it; it looks at all control characters. */
  static Cell csv(BoundColumn column, CsvFields fields) {
    return new TextCell(column, ',', '"', '\r' + 1, false, fields);
  }

  @Override
  int write(Output out, int at, int row) throws IOException {
    int length = column.copiedLength(row);
    int start = at;
    if (length + quote > 0 && length <= Output.PIECE) {
      start = out.room(at, length);
      byte[] buffer = out.buffer;
      buffer[start] = '"';
      int end = start + quote + length;
      if (copied(buffer, start + quote, column.copiedText(), column.copiedFrom(row), length)) {
        buffer[end] = '"';
        return end + quote;
      }
    }
    return escaped(out, start, row);
  }

  private int escaped(Output out, int at, int row) throws IOException {
    out.at = at;
    if (quote > 0) {
      out.put('"');
    }
    column.write(row, out, escapes);
    if (quote > 0) {
      out.put('"');
    }
    return out.room(out.at, 0);
  }

  /** Copies a text; tells whether it can stay as it is. */
  private boolean copied(byte[] buffer, int at, byte[] text, int from, int length) {
    int done = 0;
    for (; done <= length - 8; done += 8) {
      long eight = Lanes.get(text, from + done);
      Lanes.put(buffer, at + done, eight);
      if (isSpecial(eight)) {
        return false;
      }
    }
    if (done == length) {
      return true;
    }
    long last = Lanes.blankedBehind(Lanes.get(text, from + done), length - done);
    Lanes.put(buffer, at + done, last);
    return !isSpecial(last);
  }

  private boolean isSpecial(long eight) {
    return (Lanes.equal(eight, first) | Lanes.equal(eight, second) | Lanes.below(eight, controls))
        != 0;
  }
}
