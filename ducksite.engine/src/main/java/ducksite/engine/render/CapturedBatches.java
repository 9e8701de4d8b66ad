package ducksite.engine.render;

import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultBatches;
import ducksite.api.render.ResultColumn;
import java.util.List;

/** A captured result as one batch, from the beginning. */
final class CapturedBatches implements ResultBatches {

  private final List<ResultColumn> columns;
  private final List<CapturedVector> vectors;
  private final int rows;
  private final boolean truncated;
  private boolean started;

  CapturedBatches(
      List<ResultColumn> columns, List<CapturedVector> vectors, int rows, boolean truncated) {
    this.columns = columns;
    this.vectors = vectors;
    this.rows = rows;
    this.truncated = truncated;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    boolean first = !started && rows > 0;
    started = true;
    return first;
  }

  @Override
  public int rowCount() {
    return started ? rows : 0;
  }

  @Override
  public ColumnVector column(int column) {
    return vectors.get(column);
  }

  @Override
  public boolean truncated() {
    return truncated;
  }
}
