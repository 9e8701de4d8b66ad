package ducksite.engine.duck;

import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultColumn;
import ducksite.api.render.ResultException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
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
  private final @Nullable BooleanSupplier holds;
  private boolean ahead;
  private boolean waiting;
  private boolean ended;
  private VectorSchemaRoot root;
  private @Nullable VectorSchemaRoot cut;
  private List<ColumnVector> vectors = List.of();
  private int rowCount;
  private long delivered;
  private boolean truncated;
  private boolean finished;

  /**
   * @param holds asked after each batch has been read and before it is given; null when nothing has
   *     to be asked
   * @throws DuckException when the first rows fail or do not hold, or a type is nested deeper than
   *     Arrow allows
   */
  DuckBatches(
      ArrowReader reader,
      List<ResultColumn> columns,
      RunningQuery running,
      long maxRows,
      @Nullable BooleanSupplier holds) {
    this.reader = reader;
    this.columns = columns;
    this.running = running;
    this.maxRows = maxRows;
    this.holds = holds;
    try {
      root = reader.getVectorSchemaRoot();
      ahead = holds != null && load();
    } catch (IOException | RuntimeException failed) {
      release();
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
    if (ahead) {
      ahead = false;
    } else {
      release();
      if (ended || !load()) {
        return finish();
      }
    }
    if (maxRows >= 0 && delivered + rowCount > maxRows) {
      truncated = true;
      finished = true;
      rowCount = (int) (maxRows - delivered);
      if (rowCount == 0) {
        return finish();
      }
      cut(rowCount);
    }
    delivered += rowCount;
    List<ColumnVector> current = new ArrayList<>(columns.size());
    for (int index = 0; index < columns.size(); index++) {
      current.add(ArrowColumns.of(columns.get(index), root.getVector(index)));
    }
    vectors = current;
    return true;
  }

  /** Reads the next batch that has rows; whoever is told of it, or of the end, can rely on it. */
  private boolean load() throws IOException {
    boolean found = waiting || read();
    waiting = false;
    root = reader.getVectorSchemaRoot();
    rowCount = found ? root.getRowCount() : 0;
    ended = !found;
    if (holds == null) {
      return found;
    }
    if (found && rowCount < QueryExecution.BATCH_ROWS) {
      // The last in all likelihood: then it is asked once for it and the end.
      cut(rowCount);
      waiting = read();
      ended = !waiting;
    }
    if (!holds.getAsBoolean()) {
      throw new DuckException(
          DuckException.Kind.FAILED, "files that the query reads have changed meanwhile");
    }
    return found;
  }

  /** Whether there is another batch that has rows; then the reader holds it, and no other. */
  private boolean read() throws IOException {
    while (reader.loadNextBatch()) {
      if (reader.getVectorSchemaRoot().getRowCount() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Takes the first rows of the batch, of which the reader holds nothing any more. */
  private void cut(int rows) {
    VectorSchemaRoot first = root.slice(0, rows);
    release();
    cut = first;
    root = first;
  }

  /** Whether DuckDB has no more rows. */
  boolean isAtEnd() {
    return ended;
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
