package ducksite.engine.render;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import ducksite.api.render.ColumnType;
import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultColumn;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;

/**
 * A column that grows batch by batch out of vectors whose memory will be gone. Confined to one
 * thread.
 */
final class ColumnCopy {

  private final ResultColumn column;
  private final List<ColumnCopy> children;
  private final GrowingBytes validity = new GrowingBytes();
  private final GrowingBytes offsets = new GrowingBytes();
  private final GrowingBytes data = new GrowingBytes();
  private boolean anyNull;
  private int length;

  ColumnCopy(ResultColumn column) {
    this.column = column;
    this.children = column.children().stream().map(ColumnCopy::new).toList();
  }

  /** Adds the values of rows {@code from} to {@code to}, the last not included. */
  void append(ColumnVector vector, int from, int to) {
    for (int row = from; row < to; row++) {
      boolean present = !vector.isNull(row);
      anyNull |= !present;
      validity.bit(length + row - from, present);
    }
    switch (column.type()) {
      case NULL -> {}
      case BOOLEAN -> bits(vector, from, to);
      case TEXT, JSON, BINARY -> bytes(vector, from, to);
      case LIST, FIXED_LIST, MAP -> ranges(vector, from, to);
      case STRUCT -> parts(vector, from, to);
      case UNION -> {
        for (int row = from; row < to; row++) {
          data.add((byte) vector.childAt(row));
        }
        parts(vector, from, to);
      }
      default -> {
        long width = width(column.type());
        data.add(vector.data(), from * width, (to - from) * width);
      }
    }
    length += to - from;
  }

  /** Bytes held, those of the parts included. */
  long size() {
    return validity.size()
        + offsets.size()
        + data.size()
        + children.stream().mapToLong(ColumnCopy::size).sum();
  }

  CapturedVector finished() {
    if (hasOffsets()) {
      offsets.add(end());
    }
    return new CapturedVector(
        column,
        length,
        anyNull ? validity.trimmed() : MemorySegment.ofArray(new byte[0]),
        offsets.trimmed(),
        data.trimmed(),
        children.stream().<ColumnVector>map(ColumnCopy::finished).toList());
  }

  private void bits(ColumnVector vector, int from, int to) {
    MemorySegment source = vector.data();
    for (int row = from; row < to; row++) {
      data.bit(length + row - from, (source.get(JAVA_BYTE, row >> 3) >> (row & 7) & 1) != 0);
    }
  }

  private void bytes(ColumnVector vector, int from, int to) {
    for (int row = from; row < to; row++) {
      offsets.add(end());
      if (!vector.isNull(row)) {
        MemorySegment bytes = vector.bytesAt(row);
        data.add(bytes, 0, bytes.byteSize());
      }
    }
  }

  /** Offsets of this copy; the values of NULL rows are left out. */
  private void ranges(ColumnVector vector, int from, int to) {
    for (int row = from; row < to; row++) {
      offsets.add(end());
      if (!vector.isNull(row)) {
        for (int child = 0; child < children.size(); child++) {
          ColumnVector source = vector.children().get(child);
          children.get(child).append(source, vector.offsetAt(row), vector.offsetAt(row + 1));
        }
      }
    }
  }

  private void parts(ColumnVector vector, int from, int to) {
    for (int child = 0; child < children.size(); child++) {
      children.get(child).append(vector.children().get(child), from, to);
    }
  }

  private boolean hasOffsets() {
    return Stream.of(
            ColumnType.TEXT,
            ColumnType.JSON,
            ColumnType.BINARY,
            ColumnType.LIST,
            ColumnType.FIXED_LIST,
            ColumnType.MAP)
        .anyMatch(column.type()::equals);
  }

  /** Where the next value starts: in the bytes of a text, in the child of a list. */
  private int end() {
    return children.isEmpty() ? (int) data.size() : children.getFirst().length;
  }

  private static long width(ColumnType type) {
    return switch (type) {
      case INT8, UINT8 -> 1;
      case INT16, UINT16 -> 2;
      case INT32, UINT32, FLOAT, DATE -> 4;
      case DECIMAL, INTERVAL -> 16;
      default -> 8;
    };
  }
}
