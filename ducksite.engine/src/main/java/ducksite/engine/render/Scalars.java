package ducksite.engine.render;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;

/**
 * Values of fixed width as plain text: numbers, truth values, dates, times. What each format has in
 * common.
 */
final class Scalars {

  private static final long MILLION = 1_000_000;
  private static final long BILLION = 1_000_000_000;

  private final Output out;
  private final char separator;

  /** Writes to {@code out}; {@code separator} parts date and time. */
  Scalars(Output out, char separator) {
    this.out = out;
    this.separator = separator;
  }

  /** Writes a value that is not NULL, of a type that is neither text, binary nor nested. */
  void write(BoundColumn column, int row) throws IOException {
    out.room(Output.SCALAR);
    switch (column.type) {
      case BOOLEAN ->
          out.at = Ascii.put(out.buffer, out.at, column.bit(row) ? Ascii.TRUE : Ascii.FALSE);
      case INT8 -> signed(column.data.get(JAVA_BYTE, row));
      case INT16 -> signed(column.data.get(JAVA_SHORT_UNALIGNED, 2L * row));
      case INT32 -> signed(column.intAt(row));
      case INT64 -> signed(column.longAt(row));
      case UINT8 -> signed(column.data.get(JAVA_BYTE, row) & 0xFF);
      case UINT16 -> signed(column.data.get(JAVA_SHORT_UNALIGNED, 2L * row) & 0xFFFF);
      case UINT32 -> signed(column.intAt(row) & 0xFFFF_FFFFL);
      case UINT64 -> out.at = Digits.unsigned(out.buffer, out.at, column.longAt(row));
      case FLOAT -> Floats.put(out, Float.intBitsToFloat(column.intAt(row)));
      case DOUBLE -> Floats.put(out, Double.longBitsToDouble(column.longAt(row)));
      case DECIMAL -> decimal(column, row);
      case DATE -> out.at = Times.date(out.buffer, out.at, column.intAt(row));
      case TIME -> time(column, row, MILLION, 6);
      case TIME_NANOS -> time(column, row, BILLION, 9);
      case TIMESTAMP_SECONDS -> timestamp(column, row, 1, 0);
      case TIMESTAMP_MILLIS -> timestamp(column, row, 1000, 3);
      case TIMESTAMP -> timestamp(column, row, MILLION, 6);
      case TIMESTAMP_NANOS -> timestamp(column, row, BILLION, 9);
      case TIMESTAMP_TZ -> zoned(column, row);
      case INTERVAL -> interval(column, row);
      case NULL, TEXT, JSON, BINARY, LIST, FIXED_LIST, STRUCT, MAP, UNION ->
          throw new IllegalArgumentException(column.type + " has no fixed width");
    }
  }

  private void signed(long value) {
    out.at = Digits.signed(out.buffer, out.at, value);
  }

  private void decimal(BoundColumn column, int row) {
    long low = column.longAt(2 * row);
    long high = column.longAt(2 * row + 1);
    out.at =
        column.unsigned && high < 0
            ? Decimals.wide(out.buffer, out.at, high, low, column.scale)
            : Decimals.signed(out.buffer, out.at, high, low, column.scale);
  }

  private void time(BoundColumn column, int row, long perSecond, int digits) {
    out.at = Times.time(out.buffer, out.at, column.longAt(row), perSecond, digits);
  }

  private void timestamp(BoundColumn column, int row, long perSecond, int digits) {
    long value = column.longAt(row);
    out.at = Times.timestamp(out.buffer, out.at, value, perSecond, digits, separator);
  }

  private void zoned(BoundColumn column, int row) {
    timestamp(column, row, MILLION, 6);
    if (!Times.isInfinite(column.longAt(row))) {
      out.buffer[out.at++] = 'Z';
    }
  }

  private void interval(BoundColumn column, int row) {
    int months = column.data.get(JAVA_INT_UNALIGNED, 16L * row);
    int days = column.data.get(JAVA_INT_UNALIGNED, 16L * row + 4);
    long nanos = column.data.get(JAVA_LONG_UNALIGNED, 16L * row + 8);
    out.at = Times.interval(out.buffer, out.at, months, days, nanos);
  }
}
