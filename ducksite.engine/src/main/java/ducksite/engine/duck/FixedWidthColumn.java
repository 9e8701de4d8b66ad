package ducksite.engine.duck;

import ducksite.api.render.ResultColumn;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.vector.FieldVector;

/** Columns whose values all have the same width: one class for each way to read them. */
abstract class FixedWidthColumn extends ArrowColumn {

  final MemorySegment data;

  FixedWidthColumn(ResultColumn column, FieldVector vector) {
    super(column, vector);
    data = segment(vector.getDataBuffer());
  }

  @Override
  public final MemorySegment data() {
    return data;
  }

  static final class Bits extends FixedWidthColumn {

    Bits(ResultColumn column, FieldVector vector) {
      super(column, vector);
    }

    @Override
    public long longAt(int row) {
      return bit(data, row) ? 1 : 0;
    }
  }

  static final class Bytes extends FixedWidthColumn {

    private final int mask;

    Bytes(ResultColumn column, FieldVector vector, boolean signed) {
      super(column, vector);
      mask = signed ? -1 : 0xFF;
    }

    @Override
    public long longAt(int row) {
      return data.get(ValueLayout.JAVA_BYTE, row) & mask;
    }
  }

  static final class Shorts extends FixedWidthColumn {

    private final int mask;

    Shorts(ResultColumn column, FieldVector vector, boolean signed) {
      super(column, vector);
      mask = signed ? -1 : 0xFFFF;
    }

    @Override
    public long longAt(int row) {
      return data.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * row) & mask;
    }
  }

  static final class Ints extends FixedWidthColumn {

    private final long mask;

    Ints(ResultColumn column, FieldVector vector, boolean signed) {
      super(column, vector);
      mask = signed ? -1L : 0xFFFFFFFFL;
    }

    @Override
    public long longAt(int row) {
      return data.get(INT, 4L * row) & mask;
    }
  }

  static final class Longs extends FixedWidthColumn {

    Longs(ResultColumn column, FieldVector vector) {
      super(column, vector);
    }

    @Override
    public long longAt(int row) {
      return data.get(LONG, 8L * row);
    }
  }

  static final class Floats extends FixedWidthColumn {

    Floats(ResultColumn column, FieldVector vector) {
      super(column, vector);
    }

    @Override
    public double doubleAt(int row) {
      return data.get(ValueLayout.JAVA_FLOAT_UNALIGNED, 4L * row);
    }
  }

  static final class Doubles extends FixedWidthColumn {

    Doubles(ResultColumn column, FieldVector vector) {
      super(column, vector);
    }

    @Override
    public double doubleAt(int row) {
      return data.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8L * row);
    }
  }

  static final class Decimals extends FixedWidthColumn {

    Decimals(ResultColumn column, FieldVector vector) {
      super(column, vector);
    }

    @Override
    public BigDecimal decimalAt(int row) {
      long low = data.get(LONG, 16L * row);
      long high = data.get(LONG, 16L * row + 8);
      if (high == low >> 63) {
        return BigDecimal.valueOf(low, column().scale());
      }
      BigInteger lowBits = new BigInteger(Long.toUnsignedString(low));
      return new BigDecimal(BigInteger.valueOf(high).shiftLeft(64).add(lowBits), column().scale());
    }
  }

  static final class Intervals extends FixedWidthColumn {

    Intervals(ResultColumn column, FieldVector vector) {
      super(column, vector);
    }
  }
}
