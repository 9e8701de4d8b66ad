package ducksite.testkit;

import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultBatches;
import ducksite.api.render.ResultColumn;
import ducksite.api.render.ResultException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query result that a test writes down, and that behaves like the host's: the memory of a batch
 * is gone once the next one is asked for, and belongs to the thread that reads. Immutable; each
 * {@link #open} gives a new reading.
 *
 * <pre>{@code
 * TestResult.of(ResultColumn.of("n", ColumnType.INT64, "BIGINT"), ResultColumn.of("s", ColumnType.TEXT, "VARCHAR"))
 *     .withBatch(new Object[] {1, "a"}, new Object[] {null, "b"});
 * }</pre>
 *
 * <p>Values: {@code null} for NULL; {@code Boolean}; any {@code Number} for whole and floating
 * numbers, and for dates and times in the column's unit, which {@code LocalDate}, {@code
 * LocalTime}, {@code LocalDateTime} and {@code Instant} stand for too; {@code BigDecimal}; {@code
 * String}; {@code byte[]}; a {@code List} of months, days and nanoseconds for an interval; a {@code
 * List} of elements, of the fields of a struct in order, or of a map's {@code Map.Entry}s; for a
 * union a {@code Map.Entry} of the child's index and the value.
 */
public final class TestResult {

  private final List<ResultColumn> columns;
  private final List<List<@Nullable Object[]>> batches;
  private final @Nullable ResultException failure;
  private final boolean truncated;

  private TestResult(
      List<ResultColumn> columns,
      List<List<@Nullable Object[]>> batches,
      @Nullable ResultException failure,
      boolean truncated) {
    this.columns = columns;
    this.batches = batches;
    this.failure = failure;
    this.truncated = truncated;
  }

  /** A result with these columns and without a batch. */
  public static TestResult of(ResultColumn... columns) {
    return new TestResult(List.of(columns), List.of(), null, false);
  }

  /**
   * The same result with one more batch, which may have no rows.
   *
   * @throws IllegalArgumentException when a row has not as many values as there are columns
   */
  public TestResult withBatch(@Nullable Object[]... rows) {
    for (@Nullable Object[] row : rows) {
      if (row.length != columns.size()) {
        throw new IllegalArgumentException(
            "the row " + Arrays.toString(row) + " has not " + columns.size() + " values");
      }
    }
    List<List<@Nullable Object[]>> more = new ArrayList<>(batches);
    more.add(List.of(rows));
    return new TestResult(columns, List.copyOf(more), failure, truncated);
  }

  /** The same result, whose query fails behind its last batch. */
  public TestResult withFailure(ResultException thrown) {
    return new TestResult(columns, batches, thrown, truncated);
  }

  /** The same result, cut off by the site's row limit. */
  public TestResult withTruncation() {
    return new TestResult(columns, batches, failure, true);
  }

  /** The columns. */
  public List<ResultColumn> columns() {
    return columns;
  }

  /**
   * A new reading, for one thread.
   *
   * @throws IllegalArgumentException when a batch is reached whose values do not fit their columns
   */
  public Reading open() {
    return new Reading(this);
  }

  /** One pass over a result. Confined to the thread that opened it. */
  public static final class Reading implements ResultBatches, AutoCloseable {

    private final TestResult result;
    private final Thread owner = Thread.currentThread();
    private @Nullable Arena arena;
    private List<ColumnVector> vectors = List.of();
    private int rows;
    private int batch;

    private Reading(TestResult result) {
      this.result = result;
    }

    /** How many batches have been asked for so far. */
    public int batchesRead() {
      return batch;
    }

    @Override
    public List<ResultColumn> columns() {
      return result.columns;
    }

    @Override
    public boolean next() {
      check();
      close();
      if (batch == result.batches.size()) {
        if (result.failure != null) {
          throw result.failure;
        }
        return false;
      }
      List<@Nullable Object[]> current = result.batches.get(batch++);
      arena = Arena.ofConfined();
      rows = current.size();
      List<ColumnVector> read = new ArrayList<>();
      for (int column = 0; column < result.columns.size(); column++) {
        int index = column;
        List<@Nullable Object> values = new ArrayList<>();
        current.forEach(row -> values.add(row[index]));
        read.add(TestVector.of(result.columns.get(column), values, arena));
      }
      vectors = List.copyOf(read);
      return true;
    }

    @Override
    public int rowCount() {
      return rows;
    }

    @Override
    public ColumnVector column(int column) {
      check();
      return vectors.get(column);
    }

    @Override
    public boolean truncated() {
      return result.truncated;
    }

    private void check() {
      if (Thread.currentThread() != owner) {
        throw new WrongThreadException("a result is read by the thread that was given it");
      }
    }

    /** Frees the memory of the current batch. */
    @Override
    public void close() {
      if (arena != null) {
        arena.close();
        arena = null;
      }
      vectors = List.of();
      rows = 0;
    }
  }
}
