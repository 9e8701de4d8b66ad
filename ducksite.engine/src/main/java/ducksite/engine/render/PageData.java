package ducksite.engine.render;

import ducksite.api.render.ResultBatches;
import ducksite.api.render.ResultColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The JSON that a page's charts read: {@code {"columns":[{"name","type"}],"rows":[[…]]}}. Types are
 * the labels of {@link CellKind}; every column of type {@code number} holds numbers, decimals and
 * 128-bit integers included.
 */
public final class PageData {

  private PageData() {}

  /**
   * Writes a whole result as a document of its own.
   *
   * @return the rows written
   * @throws IOException passed on from {@code sink}
   */
  public static long write(ResultBatches result, OutputStream sink) throws IOException {
    return write(result, sink, JsonStyle.PAGE);
  }

  /**
   * Writes a whole result so that it can stand inside a script element: {@code <} and the line
   * separators are escaped.
   *
   * @return the rows written
   * @throws IOException passed on from {@code sink}
   */
  public static long writeInsideHtml(ResultBatches result, OutputStream sink) throws IOException {
    return write(result, sink, JsonStyle.PAGE.withInsideHtml(true));
  }

  private static long write(ResultBatches result, OutputStream sink, JsonStyle style)
      throws IOException {
    Output out = new Output(sink);
    JsonValues values = new JsonValues(out, style);
    columns(result.columns(), out, values);
    BoundColumn[] columns = BoundColumn.of(result.columns());
    long rows = 0;
    while (result.next()) {
      BoundColumn.bind(columns, result);
      int count = result.rowCount();
      for (int row = 0; row < count; row++) {
        if (rows + row > 0) {
          out.put(',');
        }
        row(columns, row, out, values);
      }
      rows += count;
    }
    out.put("]}");
    out.flush();
    return rows;
  }

  private static void columns(List<ResultColumn> columns, Output out, JsonValues values)
      throws IOException {
    out.put("{\"columns\":[");
    List<String> names = ColumnNames.unique(columns);
    for (int index = 0; index < names.size(); index++) {
      out.put(index == 0 ? "{\"name\":" : ",{\"name\":");
      values.string(names.get(index));
      out.put(",\"type\":\"" + CellKind.of(columns.get(index)).label() + "\"}");
    }
    out.put("],\"rows\":[");
  }

  private static void row(BoundColumn[] columns, int row, Output out, JsonValues values)
      throws IOException {
    out.put('[');
    for (int index = 0; index < columns.length; index++) {
      if (index > 0) {
        out.put(',');
      }
      values.write(columns[index], row);
    }
    out.put(']');
  }
}
