package ducksite.engine.render;

import java.io.IOException;

/**
 * The cells of a table: numbers right-aligned with separators and their plain value beside them,
 * the rest as text.
 */
final class HtmlCells {

  /** What stands for NULL. */
  static final String NULL_TEXT = "\u2014";

  private static final byte[] NULL_CELL =
      Ascii.bytes("<td class=\"ds-null\">" + NULL_TEXT + "</td>");
  private static final byte[] NULL_NUMBER =
      Ascii.bytes("<td class=\"ds-num ds-null\">" + NULL_TEXT + "</td>");
  private static final byte[] NUMBER = Ascii.bytes("<td class=\"ds-num\" data-value=\"");
  private static final byte[] VALUE_END = Ascii.bytes("\">");
  private static final byte[] TEXT = Ascii.bytes("<td>");
  private static final byte[] END = Ascii.bytes("</td>");

  private final Output out;
  private final PlainValues values;
  private final Scalars scalars;

  HtmlCells(Output out) {
    this.out = out;
    this.values = new PlainValues(out, new HtmlEscapes(), new Base64Text());
    this.scalars = new Scalars(out, ' ');
  }

  void write(BoundColumn column, int row) throws IOException {
    boolean number = CellKind.of(column.type) == CellKind.NUMBER;
    if (PlainValues.isNull(column, row)) {
      out.put(number ? NULL_NUMBER : NULL_CELL);
    } else if (number) {
      number(column, row);
    } else {
      out.put(TEXT);
      values.write(column, row);
      out.put(END);
    }
  }

  /** A value without a cell around it. */
  void content(BoundColumn column, int row) throws IOException {
    if (PlainValues.isNull(column, row)) {
      out.put(NULL_TEXT);
    } else if (CellKind.of(column.type) == CellKind.NUMBER) {
      separated(column, row);
    } else {
      values.write(column, row);
    }
  }

  private void number(BoundColumn column, int row) throws IOException {
    out.put(NUMBER);
    scalars.write(column, row);
    out.put(VALUE_END);
    separated(column, row);
    out.put(END);
  }

  private void separated(BoundColumn column, int row) throws IOException {
    out.room(2 * Output.SCALAR);
    int start = out.at;
    scalars.write(column, row);
    if (column.separated) {
      Thousands.insert(out, start);
    }
  }
}
