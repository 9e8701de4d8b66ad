package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import ducksite.api.render.ResultBatches;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;

/** A result as CSV: RFC 4180 with a header; NULL is an empty field, an empty text two quotes. */
final class CsvTable {

  private static final byte[] LINE_END = {'\r', '\n'};

  private final Output out;
  private final CsvFields fields;
  private final PlainValues values;

  CsvTable(OutputStream sink, boolean formulaSafe) {
    this.out = new Output(sink);
    this.fields = new CsvFields(formulaSafe);
    Base64Text base64 = new Base64Text();
    this.values =
        new PlainValues(
            out,
            fields,
            (target, bytes, from, length) ->
                (length == 0 ? fields : base64).write(target, bytes, from, length));
  }

  /** Writes the mark by which spreadsheets know UTF-8. */
  void byteOrderMark() throws IOException {
    out.put("\uFEFF");
  }

  void write(ResultBatches result, RenderContext context) throws IOException {
    header(result);
    BoundColumn[] columns = BoundColumn.of(result.columns());
    while (result.next()) {
      context.cancellation().throwIfCancelled();
      BoundColumn.bind(columns, result);
      int count = result.rowCount();
      for (int row = 0; row < count; row++) {
        row(columns, row);
      }
      out.endOfBatch();
    }
    out.flush();
  }

  private void header(ResultBatches result) throws IOException {
    boolean first = true;
    for (String name : ColumnNames.unique(result.columns())) {
      if (!first) {
        out.put(',');
      }
      byte[] bytes = Ascii.bytes(name);
      fields.write(out, MemorySegment.ofArray(bytes), 0, bytes.length);
      first = false;
    }
    out.put(LINE_END);
  }

  private void row(BoundColumn[] columns, int row) throws IOException {
    for (int index = 0; index < columns.length; index++) {
      if (index > 0) {
        out.put(',');
      }
      if (!PlainValues.isNull(columns[index], row)) {
        values.write(columns[index], row);
      }
    }
    out.put(LINE_END);
  }
}
