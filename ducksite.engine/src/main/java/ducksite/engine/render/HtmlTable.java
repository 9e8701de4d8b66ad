package ducksite.engine.render;

import ducksite.api.render.ResultBatches;
import ducksite.api.render.ResultColumn;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A result as an HTML table element, everything escaped. A header cell names the kind of its
 * column, a number's cell carries the plain value in {@code data-value}, NULL is an em dash of
 * class {@code ds-null}.
 */
public final class HtmlTable {

  /** Columns that a page adds to a query for its own use begin so; tables do not show them. */
  public static final String COMPUTED = "__fmt_";

  private static final byte[] ROW = Ascii.bytes("<tr>");
  private static final byte[] ROW_END = Ascii.bytes("</tr>\n");

  private final Html html;
  private final HtmlCells cells;

  HtmlTable(Html html) {
    this.html = html;
    this.cells = new HtmlCells(html.out());
  }

  /**
   * Writes the first rows of a result and leaves the rest of it unread.
   *
   * @return the rows written
   * @throws IOException passed on from {@code sink}
   */
  public static long write(ResultBatches result, long maxRows, OutputStream sink)
      throws IOException {
    Output out = new Output(sink);
    long rows = new HtmlTable(new Html(out)).write(result, maxRows);
    out.flush();
    return rows;
  }

  /**
   * Appends the first rows of a captured result.
   *
   * @return the rows written
   * @throws IOException passed on from {@code target}
   */
  public static long append(CapturedResult result, long maxRows, Appendable target)
      throws IOException {
    target.append(
        Encoded.text(out -> new HtmlTable(new Html(out)).write(result.batches(), maxRows)));
    return Math.min(result.rowCount(), maxRows);
  }

  long write(ResultBatches result, long maxRows) throws IOException {
    html.markup("<table class=\"ds-table\"><thead><tr>");
    for (ResultColumn column : result.columns()) {
      if (isComputed(column)) {
        continue;
      }
      html.markup("<th scope=\"col\"")
          .attribute("data-type", type(column))
          .markup(">")
          .text(column.name());
      html.markup("</th>");
    }
    html.markup("</tr></thead><tbody>");
    BoundColumn[] columns = BoundColumn.of(result.columns());
    boolean[] shown = new boolean[columns.length];
    for (int index = 0; index < columns.length; index++) {
      shown[index] = !isComputed(result.columns().get(index));
    }
    long rows = 0;
    while (rows < maxRows && result.next()) {
      BoundColumn.bind(columns, result);
      int count = (int) Math.min(result.rowCount(), maxRows - rows);
      for (int row = 0; row < count; row++) {
        row(columns, shown, row);
      }
      rows += count;
    }
    html.markup("</tbody></table>");
    return rows;
  }

  private void row(BoundColumn[] columns, boolean[] shown, int row) throws IOException {
    html.out().put(ROW);
    for (int index = 0; index < columns.length; index++) {
      if (shown[index]) {
        cells.write(columns[index], row);
      }
    }
    html.out().put(ROW_END);
  }

  private static boolean isComputed(ResultColumn column) {
    return column.name().startsWith(COMPUTED);
  }

  private static String type(ResultColumn column) {
    CellKind kind = CellKind.of(column);
    return kind == CellKind.TIMESTAMP ? CellKind.DATE.label() : kind.label();
  }
}
