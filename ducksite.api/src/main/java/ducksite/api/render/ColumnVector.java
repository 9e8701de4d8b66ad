package ducksite.api.render;

import ducksite.api.ApiStatus;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The values of one column within one batch, in the published Arrow layout. Valid as long as the
 * batch. Rows are counted from 0; an accessor called for a NULL gives an unspecified value, and one
 * that does not fit the column's type gives one too or throws {@code
 * UnsupportedOperationException}.
 */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public interface ColumnVector {

  /** Name and type. */
  ResultColumn column();

  /** Number of values. */
  int length();

  /**
   * One bit a value, least significant first, set where it is not NULL; of size 0 when there is no
   * NULL.
   */
  MemorySegment validity();

  /**
   * {@code length + 1} 4-byte offsets of text, binary, list and map values; of size 0 for other
   * types.
   */
  MemorySegment offsets();

  /**
   * The values themselves: fixed-width, bits, or bytes that the offsets point into; of size 0 for
   * nested types.
   */
  MemorySegment data();

  /** The vectors of a nested type's parts. */
  List<ColumnVector> children();

  /** Whether a value is NULL. */
  boolean isNull(int row);

  /**
   * A value of any integer kind, a date, a time or a timestamp, in the type's unit; a boolean as 0
   * or 1.
   */
  long longAt(int row);

  /** A {@code FLOAT} or {@code DOUBLE} value. */
  double doubleAt(int row);

  /** A {@code DECIMAL} value. */
  BigDecimal decimalAt(int row);

  /** The bytes of a text or binary value, without a copy. */
  MemorySegment bytesAt(int row);

  /** Where a list's or map's values start in its child; {@code offsetAt(row + 1)} is their end. */
  int offsetAt(int row);

  /** The index of the child that holds a union's value. */
  int childAt(int row);

  /** A text value. */
  default String stringAt(int row) {
    return new String(
        bytesAt(row).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }
}
