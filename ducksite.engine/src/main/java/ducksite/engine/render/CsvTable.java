package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import ducksite.api.render.ResultBatches;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A result as CSV: RFC 4180 with a header; NULL is an empty field, an empty text two quotes. */
final class CsvTable {

  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] COMMA = {','};
  private static final byte[] NOTHING = {};

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
    Rows rows = rows(BoundColumn.of(result.columns()));
    while (result.next()) {
      context.cancellation().throwIfCancelled();
      rows.write(result);
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

  private Rows rows(BoundColumn[] columns) {
    byte[][] leads = new byte[columns.length][];
    Arrays.fill(leads, COMMA);
    if (leads.length > 0) {
      leads[0] = NOTHING;
    }
    List<Cell> cells = Stream.of(columns).map(this::cell).toList();
    return new Rows(out, cells, leads, NOTHING, LINE_END, false);
  }

  private Cell cell(BoundColumn column) {
    return switch (column.type) {
      case BOOLEAN -> new NumberCells.Booleans(column);
      case INT32 -> new NumberCells.Ints(column);
      case INT64 -> new NumberCells.Longs(column);
      case DOUBLE -> new NumberCells.Doubles(column, false);
      case DECIMAL -> new NumberCells.Decimals128(column, false);
      case DATE -> new MomentCells.Dates(column, false);
      case TIMESTAMP -> new MomentCells.Timestamps(column, false, ' ', false);
      case TIMESTAMP_TZ -> new MomentCells.Timestamps(column, true, ' ', false);
      case TEXT -> fields.isFormulaSafe() ? new Any(column) : TextCell.csv(column, fields);
      default -> new Any(column);
    };
  }

  /** Values of any type. */
  private final class Any extends Cell {

    Any(BoundColumn column) {
      super(column);
    }

    @Override
    int write(Output target, int at, int row) throws IOException {
      out.at = at;
      if (!PlainValues.isNull(column, row)) {
        values.write(column, row);
      }
      return out.room(out.at, 0);
    }
  }
}
