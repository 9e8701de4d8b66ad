package ducksite.engine.render;

import ducksite.api.Cancellation;
import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultBatches;
import ducksite.api.render.ResultColumn;
import ducksite.engine.plugin.ContextLoader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result in the hands of a plugin. Each batch is a copy in memory that only the thread which
 * began the loan may read, and only until the next batch or the loan's end: any other use throws,
 * and none reaches the engine's own memory. State guarded by this object's lock.
 */
public final class LentBatches implements ResultBatches {

  private final ResultBatches source;
  private @Nullable Thread borrower;
  private @Nullable Arena arena;
  private List<CapturedVector> vectors = List.of();
  private int rowCount;
  private Cancellation cancellation = () -> false;
  private boolean ended;
  private @Nullable RuntimeException failure;

  /** A loan of a result that has not begun. */
  public LentBatches(ResultBatches source) {
    this.source = source;
  }

  /** Begins the loan, on the thread that will read. */
  public synchronized void begin(Cancellation signal) {
    borrower = Thread.currentThread();
    cancellation = signal;
    requireBorrower();
  }

  /** Frees the last batch, on the thread that read. */
  public synchronized void giveBack() {
    release();
  }

  /** Ends the loan, on any thread; waits while the source is being read. */
  public synchronized void end() {
    ended = true;
  }

  /** Why the source could not be read on, null where it could. */
  public synchronized @Nullable RuntimeException failure() {
    return failure;
  }

  @Override
  public List<ResultColumn> columns() {
    return source.columns();
  }

  @Override
  public synchronized boolean next() {
    requireBorrower();
    cancellation.throwIfCancelled();
    release();
    try (var _ = ContextLoader.ofHost()) {
      if (!source.next()) {
        return false;
      }
      Arena memory = Arena.ofConfined();
      arena = memory;
      rowCount = source.rowCount();
      vectors =
          java.util.stream.IntStream.range(0, source.columns().size())
              .mapToObj(index -> copy(source.column(index), memory))
              .toList();
      return true;
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  private CapturedVector copy(ColumnVector vector, Arena memory) {
    ColumnCopy copy = new ColumnCopy(vector.column());
    copy.append(vector, 0, rowCount);
    return moved(copy.finished(), memory);
  }

  private static CapturedVector moved(CapturedVector vector, Arena memory) {
    return new CapturedVector(
        vector.column(),
        vector.length(),
        moved(vector.validity(), memory),
        moved(vector.offsets(), memory),
        moved(vector.data(), memory),
        vector.children().stream()
            .<ColumnVector>map(child -> moved((CapturedVector) child, memory))
            .toList());
  }

  private static MemorySegment moved(MemorySegment segment, Arena memory) {
    return memory.allocate(segment.byteSize(), Long.BYTES).copyFrom(segment).asReadOnly();
  }

  private void release() {
    vectors = List.of();
    rowCount = 0;
    if (arena != null) {
      arena.close();
      arena = null;
    }
  }

  private void requireBorrower() {
    if (ended) {
      throw new IllegalStateException("the result is valid inside the call that received it only");
    }
    if (Thread.currentThread() != borrower) {
      throw new IllegalStateException("the result is confined to the thread that received it");
    }
  }

  @Override
  public synchronized int rowCount() {
    return rowCount;
  }

  @Override
  public synchronized ColumnVector column(int column) {
    requireBorrower();
    return vectors.get(column);
  }

  @Override
  public synchronized boolean truncated() {
    requireBorrower();
    return source.truncated();
  }
}
