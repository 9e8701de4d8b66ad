package ducksite.engine.render;

import ducksite.api.render.ResultBatches;
import java.io.IOException;
import java.util.List;

/**
 * The rows of a result, batch by batch: before each value its lead, such as a key, and behind each
 * row its end. Confined to one thread.
 */
final class Rows {

  private final Output out;
  private final BoundColumn[] columns;
  private final Cell[] cells;
  private final Lead[] leads;
  private final Lead nothing;
  private final Lead end;
  private final int separated;
  private final int room;
  private boolean begun;

  /**
   * @param leads what stands before each value
   * @param nothing what stands for NULL
   * @param end what stands behind a row
   * @param separated whether rows after the first have a comma before them
   */
  Rows(
      Output out, List<Cell> cells, byte[][] leads, byte[] nothing, byte[] end, boolean separated) {
    this.out = out;
    this.cells = cells.toArray(Cell[]::new);
    this.columns = cells.stream().map(cell -> cell.column).toArray(BoundColumn[]::new);
    this.leads = new Lead[leads.length];
    int most = 1 + end.length + Lead.SPOILED;
    for (int index = 0; index < leads.length; index++) {
      this.leads[index] = new Lead(leads[index]);
      most += leads[index].length + Lead.SPOILED + Output.SCALAR;
    }
    this.nothing = new Lead(nothing);
    this.end = new Lead(end);
    this.separated = separated ? 1 : 0;
    this.room = most;
  }

  /** Writes the rows of the current batch. */
  void write(ResultBatches result) throws IOException {
    BoundColumn.bind(columns, result);
    int count = result.rowCount();
    out.keepRoom(room);
    for (int row = 0; row < count; row++) {
      int at = out.room(out.at, 0);
      out.buffer[at] = ',';
      out.at = row(begun ? at + separated : at, row);
      begun = true;
    }
    out.keepRoom(0);
  }

  private int row(int start, int row) throws IOException {
    int at = start;
    for (int index = 0; index < cells.length; index++) {
      at = leads[index].put(out.buffer, at);
      at =
          columns[index].isNull(row)
              ? nothing.put(out.buffer, at)
              : cells[index].write(out, at, row);
    }
    return end.put(out.buffer, at);
  }

  /** A short constant text that is copied by the word. */
  private static final class Lead {

    /** Bytes behind the text that {@link #put} may spoil. */
    static final int SPOILED = 16;

    private final byte[] text;
    private final long first;
    private final long second;

    Lead(byte[] text) {
      this.text = text;
      this.first = Lanes.of(text, 0);
      this.second = Lanes.of(text, Math.min(8, text.length));
    }

    int put(byte[] buffer, int at) {
      Lanes.put(buffer, at, first);
      if (text.length > 8) {
        Lanes.put(buffer, at + 8, second);
        if (text.length > 16) {
          System.arraycopy(text, 16, buffer, at + 16, text.length - 16);
        }
      }
      return at + text.length;
    }
  }
}
