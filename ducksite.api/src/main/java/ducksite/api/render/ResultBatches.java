package ducksite.api.render;

import ducksite.api.ApiStatus;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A query result, column by column, batch after batch. The memory of a batch is valid until the
 * next call of {@link #next()} and inside the call that received this object. Confined to one
 * thread.
 *
 * <pre>{@code
 * while (result.next()) {
 *   for (int row = 0; row < result.rowCount(); row++) {
 *     if (!result.isNull(0, row)) {
 *       sum += result.longAt(0, row);
 *     }
 *   }
 * }
 * }</pre>
 */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public interface ResultBatches {

  /** Names and types, known before the first batch. */
  List<ResultColumn> columns();

  /**
   * Moves to the next batch.
   *
   * @return false when there is none
   * @throws ResultException when the query fails or is cancelled
   */
  boolean next();

  /** Rows of the current batch; 0 before the first. */
  int rowCount();

  /** The current batch's values of a column. */
  ColumnVector column(int column);

  /**
   * Whether more rows existed than the site's row limit lets through. Meaningful after the last
   * batch.
   */
  boolean truncated();

  /** Whether a value is NULL. */
  default boolean isNull(int column, int row) {
    return column(column).isNull(row);
  }

  /**
   * A value of any integer kind, a date (days since 1970), a time or a timestamp (in the column's
   * unit).
   */
  default long longAt(int column, int row) {
    return column(column).longAt(row);
  }

  /** A {@code FLOAT} or {@code DOUBLE} value. */
  default double doubleAt(int column, int row) {
    return column(column).doubleAt(row);
  }

  /** The bytes of a text (UTF-8) or binary value, without a copy. */
  default MemorySegment bytesAt(int column, int row) {
    return column(column).bytesAt(row);
  }

  /** A text value. */
  default String stringAt(int column, int row) {
    return column(column).stringAt(row);
  }
}
