package ducksite.engine.render;

/** Truth values and numbers. */
final class NumberCells {

  private static final long TRUE = Lanes.of(Ascii.TRUE, 0);
  private static final long FALSE = Lanes.of(Ascii.FALSE, 0);

  private NumberCells() {}

  static final class Booleans extends Cell {

    Booleans(BoundColumn column) {
      super(column);
    }

    @Override
    int write(Output out, int at, int row) {
      boolean value = column.bit(row);
      Lanes.put(out.buffer, at, value ? TRUE : FALSE);
      return at + (value ? 4 : 5);
    }
  }

  static final class Ints extends Cell {

    Ints(BoundColumn column) {
      super(column);
    }

    @Override
    int write(Output out, int at, int row) {
      return Digits.signed(out.buffer, at, column.intAt(row));
    }
  }

  static final class Longs extends Cell {

    Longs(BoundColumn column) {
      super(column);
    }

    @Override
    int write(Output out, int at, int row) {
      return Digits.signed(out.buffer, at, column.longAt(row));
    }
  }

  static final class Doubles extends Cell {

    private final boolean nullUnlessFinite;

    /**
     * @param nullUnlessFinite whether the format has no words for infinities and what is no number
     */
    Doubles(BoundColumn column, boolean nullUnlessFinite) {
      super(column);
      this.nullUnlessFinite = nullUnlessFinite;
    }

    @Override
    int write(Output out, int at, int row) {
      double value = Double.longBitsToDouble(column.longAt(row));
      if (nullUnlessFinite && !Double.isFinite(value)) {
        return Ascii.put(out.buffer, at, Ascii.NULL);
      }
      out.at = at;
      Floats.put(out, value);
      return out.at;
    }
  }

  static final class Decimals128 extends Cell {

    private final int quote;

    Decimals128(BoundColumn column, boolean quoted) {
      super(column);
      this.quote = quoted ? 1 : 0;
    }

    @Override
    int write(Output out, int at, int row) {
      byte[] buffer = out.buffer;
      long low = column.longAt(2 * row);
      long high = column.longAt(2 * row + 1);
      buffer[at] = '"';
      int end =
          column.unsigned && high < 0
              ? Decimals.wide(buffer, at + quote, high, low, column.scale)
              : Decimals.signed(buffer, at + quote, high, low, column.scale);
      buffer[end] = '"';
      return end + quote;
    }
  }
}
