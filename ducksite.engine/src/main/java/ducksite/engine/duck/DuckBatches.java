package ducksite.engine.duck;

import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultColumn;
import ducksite.api.render.ResultException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/** The batches of a running query. Confined to the thread that runs it. */
final class DuckBatches implements ArrowBatches, AutoCloseable {

  private final ArrowReader reader;
  private final List<ResultColumn> columns;
  private final RunningQuery running;
  private final long maxRows;
  private VectorSchemaRoot root;
  private @Nullable VectorSchemaRoot cut;
  private List<ColumnVector> vectors = List.of();
  private int rowCount;
  private long delivered;
  private boolean truncated;
  private boolean finished;

  /**
   * @throws DuckException when the first rows fail, or a type is nested deeper than Arrow allows
   */
  DuckBatches(ArrowReader reader, List<ResultColumn> columns, RunningQuery running, long maxRows) {
    this.reader = reader;
    this.columns = columns;
    this.running = running;
    this.maxRows = maxRows;
    try {
      root = reader.getVectorSchemaRoot();
    } catch (IOException | RuntimeException failed) {
      throw running.failure(failed);
    }
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    try {
      running.requireWanted();
      return !finished && advance();
    } catch (DuckException stopped) {
      throw new ResultException(stopped.getMessage(), stopped);
    } catch (IOException | RuntimeException failed) {
      DuckException cause = running.failure(failed);
      throw new ResultException(cause.getMessage(), cause);
    }
  }

  private boolean advance() throws IOException {
    release();
    root = reader.getVectorSchemaRoot();
    do {
      if (!reader.loadNextBatch()) {
        return finish();
      }
      rowCount = root.getRowCount();
    } while (rowCount == 0);
    if (maxRows >= 0 && delivered + rowCount > maxRows) {
      truncated = true;
      finished = true;
      rowCount = (int) (maxRows - delivered);
      if (rowCount == 0) {
        return finish();
      }
      cut = root.slice(0, rowCount);
      root = cut;
    }
    delivered += rowCount;
    List<ColumnVector> current = new ArrayList<>(columns.size());
    for (int index = 0; index < columns.size(); index++) {
      current.add(ArrowColumns.of(columns.get(index), root.getVector(index)));
    }
    vectors = current;
    return true;
  }

  private boolean finish() {
    finished = true;
    rowCount = 0;
    vectors = List.of();
    return false;
  }

  private void release() {
    if (cut != null) {
      cut.close();
      cut = null;
    }
  }

  @Override
  public int rowCount() {
    return rowCount;
  }

  @Override
  public ColumnVector column(int column) {
    return vectors.get(column);
  }

  @Override
  public boolean truncated() {
    return truncated;
  }

  @Override
  public VectorSchemaRoot root() {
    return root;
  }

  @Override
  public long delivered() {
    return delivered;
  }

  @Override
  public DictionaryProvider dictionaries() {
    return reader;
  }

  /** Frees the cut batch; the reader belongs to the execution. */
  @Override
  public void close() {
    release();
    finish();
  }
}
