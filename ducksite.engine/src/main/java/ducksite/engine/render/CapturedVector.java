package ducksite.engine.render;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import ducksite.api.render.ColumnType;
import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultColumn;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * A column's values on the heap, in the same layout as in a batch. A union's child indexes are its
 * data, one byte each.
 */
record CapturedVector(
    ResultColumn column,
    int length,
    MemorySegment validity,
    MemorySegment offsets,
    MemorySegment data,
    List<ColumnVector> children)
    implements ColumnVector {

  private static final int DECIMAL_BYTES = 16;

  @Override
  public boolean isNull(int row) {
    return column.type() == ColumnType.NULL
        || validity.byteSize() > 0 && (validity.get(JAVA_BYTE, row >> 3) >> (row & 7) & 1) == 0;
  }

  @Override
  public long longAt(int row) {
    return switch (column.type()) {
      case BOOLEAN -> data.get(JAVA_BYTE, row >> 3) >> (row & 7) & 1;
      case INT8 -> data.get(JAVA_BYTE, row);
      case UINT8 -> data.get(JAVA_BYTE, row) & 0xFF;
      case INT16 -> data.get(JAVA_SHORT_UNALIGNED, 2L * row);
      case UINT16 -> data.get(JAVA_SHORT_UNALIGNED, 2L * row) & 0xFFFF;
      case INT32, DATE -> data.get(JAVA_INT_UNALIGNED, 4L * row);
      case UINT32 -> data.get(JAVA_INT_UNALIGNED, 4L * row) & 0xFFFF_FFFFL;
      default -> data.get(JAVA_LONG_UNALIGNED, 8L * row);
    };
  }

  @Override
  public double doubleAt(int row) {
    return column.type() == ColumnType.FLOAT
        ? data.get(JAVA_FLOAT_UNALIGNED, 4L * row)
        : data.get(JAVA_DOUBLE_UNALIGNED, 8L * row);
  }

  @Override
  public BigDecimal decimalAt(int row) {
    byte[] bigEndian = new byte[DECIMAL_BYTES];
    for (int index = 0; index < DECIMAL_BYTES; index++) {
      bigEndian[DECIMAL_BYTES - 1 - index] =
          data.get(JAVA_BYTE, (long) DECIMAL_BYTES * row + index);
    }
    boolean unsigned = column.sqlType().equals("UHUGEINT");
    BigInteger unscaled = unsigned ? new BigInteger(1, bigEndian) : new BigInteger(bigEndian);
    return new BigDecimal(unscaled, column.scale());
  }

  @Override
  public MemorySegment bytesAt(int row) {
    int from = offsetAt(row);
    return data.asSlice(from, offsetAt(row + 1) - from);
  }

  @Override
  public int offsetAt(int row) {
    return offsets.get(JAVA_INT_UNALIGNED, 4L * row);
  }

  @Override
  public int childAt(int row) {
    return data.get(JAVA_BYTE, row);
  }
}
