package ducksite.engine.duck;

import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultColumn;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/**
 * One column of the current batch over Arrow's buffers. What a type does not have, it refuses.
 * Valid as long as the batch.
 */
abstract class ArrowColumn implements ColumnVector {

  static final MemorySegment NONE = MemorySegment.NULL;
  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  private final ResultColumn column;
  private final int length;
  private final MemorySegment validity;

  ArrowColumn(ResultColumn column, FieldVector vector) {
    this(
        column,
        vector.getValueCount(),
        vector.getNullCount() == 0 ? NONE : segment(vector.getValidityBuffer()));
  }

  ArrowColumn(ResultColumn column, int length, MemorySegment validity) {
    this.column = column;
    this.length = length;
    this.validity = validity;
  }

  static MemorySegment segment(ArrowBuf buffer) {
    return buffer.capacity() == 0
        ? NONE
        : MemorySegment.ofAddress(buffer.memoryAddress()).reinterpret(buffer.capacity());
  }

  static boolean bit(MemorySegment bits, int index) {
    return (bits.get(ValueLayout.JAVA_BYTE, index >> 3) >> (index & 7) & 1) != 0;
  }

  @Override
  public final ResultColumn column() {
    return column;
  }

  @Override
  public final int length() {
    return length;
  }

  @Override
  public final MemorySegment validity() {
    return validity;
  }

  @Override
  public MemorySegment offsets() {
    return NONE;
  }

  @Override
  public MemorySegment data() {
    return NONE;
  }

  @Override
  public List<ColumnVector> children() {
    return List.of();
  }

  @Override
  public boolean isNull(int row) {
    return validity.byteSize() != 0 && !bit(validity, row);
  }

  @Override
  public long longAt(int row) {
    throw refused("whole number");
  }

  @Override
  public double doubleAt(int row) {
    throw refused("floating-point number");
  }

  @Override
  public BigDecimal decimalAt(int row) {
    throw refused("decimal");
  }

  @Override
  public MemorySegment bytesAt(int row) {
    throw refused("text or binary value");
  }

  @Override
  public int offsetAt(int row) {
    throw refused("list or map");
  }

  @Override
  public int childAt(int row) {
    throw refused("union");
  }

  private UnsupportedOperationException refused(String wanted) {
    return new UnsupportedOperationException(
        "the column " + column + " (" + column.type() + ") holds no " + wanted);
  }
}
