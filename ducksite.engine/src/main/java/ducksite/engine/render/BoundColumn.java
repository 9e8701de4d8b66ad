package ducksite.engine.render;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import ducksite.api.render.ColumnType;
import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultBatches;
import ducksite.api.render.ResultColumn;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column with the current batch's memory at hand, fetched once a batch rather than once a value.
 * What is read most, numbers and texts, is copied into arrays, whose bounds the JVM checks for next
 * to nothing; batches of extraordinary size are read where they lie.
 */
final class BoundColumn {

  /** Values of one column that are copied at most. */
  private static final int MOST_VALUES = 1 << 16;

  /** Bytes of one column's texts that are copied at most. */
  private static final int MOST_BYTES = 1 << 20;

  final ResultColumn column;
  final ColumnType type;
  final int scale;

  /** Whether a decimal is DuckDB's unsigned one, whose highest bit is no sign. */
  final boolean unsigned;

  /** Whether its numbers have separators where people read them. */
  final boolean separated;

  final BoundColumn[] children;
  MemorySegment data = MemorySegment.NULL;
  private MemorySegment validity = MemorySegment.NULL;
  private MemorySegment offsets = MemorySegment.NULL;
  private @Nullable ColumnVector vector;
  private boolean nullable;
  private boolean hasOffsets;
  private final int width;
  private final boolean bytes;
  private long[] longs = {};
  private int[] ints = {};
  private byte[] text = {};
  private byte[] valid = {};
  private int copiedValues;
  private int copiedOffsets;
  private int firstByte;
  private int copiedBytes;
  private int copiedValid;

  private BoundColumn(ResultColumn column) {
    this.column = column;
    this.type = column.type();
    this.scale = column.scale();
    this.unsigned = column.sqlType().equals("UHUGEINT");
    this.separated = CellKind.of(type) == CellKind.NUMBER && Thousands.fit(column.name());
    this.children = of(column.children());
    this.width = width(type);
    this.bytes = type == ColumnType.TEXT || type == ColumnType.JSON || type == ColumnType.BINARY;
  }

  static BoundColumn[] of(List<ResultColumn> columns) {
    return columns.stream().map(BoundColumn::new).toArray(BoundColumn[]::new);
  }

  /** Takes the memory of the current batch. */
  static void bind(BoundColumn[] columns, ResultBatches batches) {
    for (int index = 0; index < columns.length; index++) {
      columns[index].bind(batches.column(index));
    }
  }

  private void bind(ColumnVector next) {
    vector = next;
    data = next.data();
    validity = next.validity();
    nullable = validity.byteSize() > 0;
    copyValidity(next.length());
    offsets = next.offsets();
    hasOffsets = offsets.byteSize() > 0;
    copyValues(next.length());
    copyOffsets(next.length());
    List<ColumnVector> parts = next.children();
    for (int index = 0; index < children.length; index++) {
      children[index].bind(parts.get(index));
    }
  }

  private void copyValidity(int length) {
    copiedValid = nullable && length <= MOST_VALUES ? length : 0;
    int size = copiedValid + 7 >> 3;
    valid = valid.length < size ? new byte[size] : valid;
    MemorySegment.copy(validity, JAVA_BYTE, 0, valid, 0, size);
  }

  private void copyValues(int length) {
    int count = width == 0 || length > MOST_VALUES ? 0 : length * Math.max(1, width / Long.BYTES);
    copiedValues = count;
    if (width >= Long.BYTES) {
      longs = longs.length < count ? new long[count] : longs;
      MemorySegment.copy(data, JAVA_LONG_UNALIGNED, 0, longs, 0, count);
    } else if (width > 0) {
      ints = ints.length < count ? new int[count] : ints;
      MemorySegment.copy(data, JAVA_INT_UNALIGNED, 0, ints, 0, count);
    }
  }

  private void copyOffsets(int length) {
    copiedOffsets = hasOffsets && length <= MOST_VALUES ? length + 1 : 0;
    ints = ints.length < copiedOffsets ? new int[copiedOffsets] : ints;
    if (copiedOffsets > 0) {
      MemorySegment.copy(offsets, JAVA_INT_UNALIGNED, 0, ints, 0, copiedOffsets);
    }
    firstByte = copiedOffsets == 0 ? 0 : ints[0];
    int size = bytes && copiedOffsets > 0 ? ints[length] - firstByte : 0;
    copiedBytes = size <= MOST_BYTES ? size : 0;
    if (copiedBytes > 0) {
      text = text.length < copiedBytes + 8 ? new byte[copiedBytes + 8] : text;
      MemorySegment.copy(data, JAVA_BYTE, firstByte, text, 0, copiedBytes);
    }
  }

  /** Bytes of a value that arrays of numbers hold; 0 for all others. */
  private static int width(ColumnType type) {
    return switch (type) {
      case INT32, UINT32, FLOAT, DATE -> Integer.BYTES;
      case INT64,
          UINT64,
          DOUBLE,
          TIME,
          TIME_NANOS,
          TIMESTAMP_SECONDS,
          TIMESTAMP_MILLIS,
          TIMESTAMP,
          TIMESTAMP_NANOS,
          TIMESTAMP_TZ ->
          Long.BYTES;
      case DECIMAL -> 2 * Long.BYTES;
      case NULL,
          BOOLEAN,
          INT8,
          UINT8,
          INT16,
          UINT16,
          INTERVAL,
          TEXT,
          JSON,
          BINARY,
          LIST,
          FIXED_LIST,
          STRUCT,
          MAP,
          UNION ->
          0;
    };
  }

  /** The four bytes at a place of the data. */
  int intAt(int place) {
    return place < copiedValues ? ints[place] : data.get(JAVA_INT_UNALIGNED, 4L * place);
  }

  /** The eight bytes at a place of the data. */
  long longAt(int place) {
    return place < copiedValues ? longs[place] : data.get(JAVA_LONG_UNALIGNED, 8L * place);
  }

  boolean isNull(int row) {
    if (!nullable) {
      return type == ColumnType.NULL;
    }
    byte eight = row < copiedValid ? valid[row >> 3] : validity.get(JAVA_BYTE, row >> 3);
    return (eight >> (row & 7) & 1) == 0;
  }

  boolean bit(int row) {
    return (data.get(JAVA_BYTE, row >> 3) >> (row & 7) & 1) != 0;
  }

  /** A date's or moment's seconds since 1970-01-01. */
  double epochSeconds(int row) {
    return switch (type) {
      case DATE -> data.get(JAVA_INT_UNALIGNED, 4L * row) * 86_400.0;
      case TIMESTAMP_SECONDS -> data.get(JAVA_LONG_UNALIGNED, 8L * row);
      case TIMESTAMP_MILLIS -> data.get(JAVA_LONG_UNALIGNED, 8L * row) / 1e3;
      case TIMESTAMP_NANOS -> data.get(JAVA_LONG_UNALIGNED, 8L * row) / 1e9;
      default -> data.get(JAVA_LONG_UNALIGNED, 8L * row) / 1e6;
    };
  }

  /** The length of a text in {@link #copiedText}; -1 when it is not there. */
  int copiedLength(int row) {
    return copiedBytes > 0 ? ints[row + 1] - ints[row] : -1;
  }

  /** Where a text starts in {@link #copiedText}. */
  int copiedFrom(int row) {
    return ints[row] - firstByte;
  }

  /** The texts of the batch, one behind the other, and eight bytes behind the last. */
  byte[] copiedText() {
    return text;
  }

  /** Hands the bytes of a text or binary value to a writer. */
  void write(int row, Output out, BytesWriter writer) throws IOException {
    if (hasOffsets) {
      int from = offset(row);
      int length = offset(row + 1) - from;
      if (copiedBytes > 0) {
        writer.write(out, text, from - firstByte, length);
      } else {
        writer.write(out, data, from, length);
      }
    } else {
      MemorySegment bytes = vector().bytesAt(row);
      writer.write(out, bytes, 0, (int) bytes.byteSize());
    }
  }

  /** Where a list's or map's values start. */
  int offset(int row) {
    if (row < copiedOffsets) {
      return ints[row];
    }
    return hasOffsets ? offsets.get(JAVA_INT_UNALIGNED, 4L * row) : vector().offsetAt(row);
  }

  /** The child that holds a union's value. */
  BoundColumn member(int row) {
    return children[vector().childAt(row)];
  }

  private ColumnVector vector() {
    return Objects.requireNonNull(vector, "no batch is bound");
  }

  /** Writes bytes of a text or binary value. */
  @FunctionalInterface
  interface BytesWriter {

    /** Writes {@code length} bytes of a segment. */
    void write(Output out, MemorySegment bytes, long from, int length) throws IOException;

    /** Writes {@code length} bytes of an array. */
    default void write(Output out, byte[] bytes, int from, int length) throws IOException {
      write(out, MemorySegment.ofArray(bytes), from, length);
    }
  }
}
