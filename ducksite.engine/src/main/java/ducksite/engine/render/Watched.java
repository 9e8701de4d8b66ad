package ducksite.engine.render;

import ducksite.api.Cancellation;
import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultBatches;
import ducksite.api.render.ResultColumn;
import java.util.List;

/** A result that ends with a cancellation when nobody waits for it any longer. */
record Watched(ResultBatches result, Cancellation cancellation) implements ResultBatches {

  @Override
  public List<ResultColumn> columns() {
    return result.columns();
  }

  @Override
  public boolean next() {
    cancellation.throwIfCancelled();
    return result.next();
  }

  @Override
  public int rowCount() {
    return result.rowCount();
  }

  @Override
  public ColumnVector column(int column) {
    return result.column(column);
  }

  @Override
  public boolean truncated() {
    return result.truncated();
  }
}
