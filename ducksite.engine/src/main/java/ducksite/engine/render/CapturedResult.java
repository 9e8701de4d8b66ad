package ducksite.engine.render;

import ducksite.api.render.ResultBatches;
import ducksite.api.render.ResultColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The first rows of a result, kept on the heap column by column for those who read them more than
 * once: a page writes them as JSON, as a table and as single figures. Immutable; its memory is
 * bounded by rows and bytes.
 */
public final class CapturedResult {

  /** The most bytes kept, but for the batch that reaches it. */
  public static final long MAX_BYTES = 16L << 20;

  private final List<ResultColumn> columns;
  private final List<CapturedVector> vectors;
  private final int rowCount;
  private final boolean truncated;
  private final BoundColumn[] bound;

  private CapturedResult(
      List<ResultColumn> columns, List<CapturedVector> vectors, int rowCount, boolean truncated) {
    this.columns = columns;
    this.vectors = vectors;
    this.rowCount = rowCount;
    this.truncated = truncated;
    this.bound = BoundColumn.of(columns);
    BoundColumn.bind(bound, batches());
  }

  /**
   * Reads at most {@code maxRows} rows and {@link #MAX_BYTES}; the rest of the result stays unread.
   */
  public static CapturedResult of(ResultBatches result, int maxRows) {
    return of(result, maxRows, MAX_BYTES);
  }

  static CapturedResult of(ResultBatches result, int maxRows, long maxBytes) {
    List<ColumnCopy> copies = result.columns().stream().map(ColumnCopy::new).toList();
    int rows = 0;
    boolean more = false;
    while (!more && result.next()) {
      int taken = size(copies) < maxBytes ? Math.min(result.rowCount(), maxRows - rows) : 0;
      for (int index = 0; index < copies.size(); index++) {
        copies.get(index).append(result.column(index), 0, taken);
      }
      rows += taken;
      more = taken < result.rowCount();
    }
    List<CapturedVector> vectors = copies.stream().map(ColumnCopy::finished).toList();
    return new CapturedResult(
        List.copyOf(result.columns()), vectors, rows, more || result.truncated());
  }

  private static long size(List<ColumnCopy> copies) {
    return copies.stream().mapToLong(ColumnCopy::size).sum();
  }

  /** Names and types. */
  public List<ResultColumn> columns() {
    return columns;
  }

  /** Rows kept. */
  public int rowCount() {
    return rowCount;
  }

  /** Whether the result had more rows than are kept. */
  public boolean truncated() {
    return truncated;
  }

  /**
   * The rows from the beginning, for any reader of results. Each call gives a reader of its own.
   */
  public ResultBatches batches() {
    return new CapturedBatches(columns, vectors, rowCount, truncated);
  }

  /**
   * A value as people read it: numbers with thousands separators, NULL as an em dash. Not escaped.
   */
  public String text(int column, int row) {
    if (PlainValues.isNull(bound[column], row)) {
      return HtmlCells.NULL_TEXT;
    }
    return Encoded.text(
        out -> {
          out.room(2 * Output.SCALAR);
          int start = out.at;
          plain(out).write(bound[column], row);
          if (bound[column].separated) {
            Thousands.insert(out, start);
          }
        });
  }

  /** A value as programs read it; empty for NULL. Not escaped. */
  public Optional<String> raw(int column, int row) {
    return PlainValues.isNull(bound[column], row)
        ? Optional.empty()
        : Optional.of(Encoded.text(out -> plain(out).write(bound[column], row)));
  }

  /**
   * Writes the rows as {@link PageData} does for a script element.
   *
   * @throws IOException passed on from {@code sink}
   */
  public void writeJson(OutputStream sink) throws IOException {
    PageData.writeInsideHtml(batches(), sink);
  }

  private static PlainValues plain(Output out) {
    return new PlainValues(out, Output::put, new Base64Text());
  }
}
