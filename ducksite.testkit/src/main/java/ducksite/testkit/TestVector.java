package ducksite.testkit;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import ducksite.api.render.ColumnType;
import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultColumn;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column's values in the published layout, in memory that is freed with its batch.
 *
 * @param width elements of a row of a fixed list, else 0
 */
record TestVector(
    ResultColumn column,
    int length,
    MemorySegment validity,
    MemorySegment offsets,
    MemorySegment data,
    List<ColumnVector> children,
    int width)
    implements ColumnVector {

  static TestVector of(ResultColumn column, List<@Nullable Object> values, Arena arena) {
    return new VectorWriter(column, values, arena).write();
  }

  @Override
  public boolean isNull(int row) {
    return switch (column.type()) {
      case NULL -> true;
      case UNION -> children.get(childAt(row)).isNull(row);
      default -> validity.byteSize() > 0 && !bit(validity, row);
    };
  }

  private static boolean bit(MemorySegment bits, int row) {
    return (bits.get(JAVA_BYTE, row >> 3) >> (row & 7) & 1) == 1;
  }

  @Override
  public long longAt(int row) {
    return switch (column.type()) {
      case BOOLEAN -> bit(data, row) ? 1 : 0;
      case INT8 -> data.get(JAVA_BYTE, row);
      case UINT8 -> data.get(JAVA_BYTE, row) & 0xFF;
      case INT16 -> data.get(JAVA_SHORT_UNALIGNED, 2L * row);
      case UINT16 -> data.get(JAVA_SHORT_UNALIGNED, 2L * row) & 0xFFFF;
      case INT32, DATE -> data.get(JAVA_INT_UNALIGNED, 4L * row);
      case UINT32 -> data.get(JAVA_INT_UNALIGNED, 4L * row) & 0xFFFF_FFFFL;
      case INT64,
          UINT64,
          TIME,
          TIME_NANOS,
          TIMESTAMP_SECONDS,
          TIMESTAMP_MILLIS,
          TIMESTAMP,
          TIMESTAMP_NANOS,
          TIMESTAMP_TZ ->
          data.get(JAVA_LONG_UNALIGNED, 8L * row);
      default -> throw refused("whole number");
    };
  }

  @Override
  public double doubleAt(int row) {
    return switch (column.type()) {
      case FLOAT -> data.get(JAVA_FLOAT_UNALIGNED, 4L * row);
      case DOUBLE -> data.get(JAVA_DOUBLE_UNALIGNED, 8L * row);
      default -> throw refused("floating-point number");
    };
  }

  @Override
  public BigDecimal decimalAt(int row) {
    if (column.type() != ColumnType.DECIMAL) {
      throw refused("decimal");
    }
    byte[] bytes = new byte[VectorWriter.WIDE];
    for (int i = 0; i < bytes.length; i++) {
      bytes[bytes.length - 1 - i] = data.get(JAVA_BYTE, (long) VectorWriter.WIDE * row + i);
    }
    return new BigDecimal(new BigInteger(bytes), column.scale());
  }

  @Override
  public MemorySegment bytesAt(int row) {
    return switch (column.type()) {
      case TEXT, JSON, BINARY -> data.asSlice(offsetAt(row), offsetAt(row + 1) - offsetAt(row));
      default -> throw refused("text or binary value");
    };
  }

  @Override
  public int offsetAt(int row) {
    if (column.type() == ColumnType.FIXED_LIST) {
      return row * width;
    }
    if (offsets.byteSize() == 0) {
      throw refused("list or map");
    }
    return offsets.get(JAVA_INT_UNALIGNED, 4L * row);
  }

  @Override
  public int childAt(int row) {
    if (column.type() != ColumnType.UNION) {
      throw refused("union");
    }
    return data.get(JAVA_BYTE, row);
  }

  private UnsupportedOperationException refused(String wanted) {
    return new UnsupportedOperationException(
        "the column " + column + " (" + column.type() + ") holds no " + wanted);
  }
}
