package ducksite.engine.render;

/** Dates and timestamps in microseconds; quoted or not. */
final class MomentCells {

  private MomentCells() {}

  static final class Dates extends Cell {

    private final Times.Month month = new Times.Month();
    private final int quote;

    Dates(BoundColumn column, boolean quoted) {
      super(column);
      this.quote = quoted ? 1 : 0;
    }

    @Override
    int write(Output out, int at, int row) {
      byte[] buffer = out.buffer;
      buffer[at] = '"';
      int end = Times.date(buffer, at + quote, column.intAt(row), month);
      buffer[end] = '"';
      return end + quote;
    }
  }

  static final class Timestamps extends Cell {

    private final Times.Month month = new Times.Month();
    private final int quote;
    private final int zone;
    private final char separator;

    /**
     * @param zoned whether the moments are in UTC
     * @param separator what parts date and time
     */
    Timestamps(BoundColumn column, boolean zoned, char separator, boolean quoted) {
      super(column);
      this.zone = zoned ? 1 : 0;
      this.separator = separator;
      this.quote = quoted ? 1 : 0;
    }

    @Override
    int write(Output out, int at, int row) {
      byte[] buffer = out.buffer;
      long value = column.longAt(row);
      buffer[at] = '"';
      int end = Times.timestamp(buffer, at + quote, value, month, separator);
      buffer[end] = 'Z';
      end += Times.isInfinite(value) ? 0 : zone;
      buffer[end] = '"';
      return end + quote;
    }
  }
}
