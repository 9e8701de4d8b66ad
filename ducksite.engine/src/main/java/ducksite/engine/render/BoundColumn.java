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
 */
final class BoundColumn {

  final ResultColumn column;
  final ColumnType type;
  final int scale;

  /** Whether a decimal is DuckDB's unsigned one, whose highest bit is no sign. */
  final boolean unsigned;

  final BoundColumn[] children;
  MemorySegment data = MemorySegment.NULL;
  private MemorySegment validity = MemorySegment.NULL;
  private MemorySegment offsets = MemorySegment.NULL;
  private @Nullable ColumnVector vector;
  private boolean nullable;
  private boolean hasOffsets;

  private BoundColumn(ResultColumn column) {
    this.column = column;
    this.type = column.type();
    this.scale = column.scale();
    this.unsigned = column.sqlType().equals("UHUGEINT");
    this.children = of(column.children());
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
    offsets = next.offsets();
    hasOffsets = offsets.byteSize() > 0;
    List<ColumnVector> parts = next.children();
    for (int index = 0; index < children.length; index++) {
      children[index].bind(parts.get(index));
    }
  }

  boolean isNull(int row) {
    return type == ColumnType.NULL
        || nullable && (validity.get(JAVA_BYTE, row >> 3) >> (row & 7) & 1) == 0;
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

  /** Hands the bytes of a text or binary value to a writer. */
  void write(int row, Output out, BytesWriter writer) throws IOException {
    if (hasOffsets) {
      int from = offset(row);
      writer.write(out, data, from, offset(row + 1) - from);
    } else {
      MemorySegment bytes = vector().bytesAt(row);
      writer.write(out, bytes, 0, (int) bytes.byteSize());
    }
  }

  /** Where a list's or map's values start. */
  int offset(int row) {
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
  }
}
