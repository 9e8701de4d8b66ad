package ducksite.engine.duck;

import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultColumn;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.UnionVector;

/** Chooses the column that reads an Arrow vector. */
final class ArrowColumns {

  private ArrowColumns() {}

  static ColumnVector of(ResultColumn column, FieldVector vector) {
    return switch (column.type()) {
      case NULL -> new NestedColumn.Nulls(column, vector);
      case BOOLEAN -> new FixedWidthColumn.Bits(column, vector);
      case INT8 -> new FixedWidthColumn.Bytes(column, vector, true);
      case UINT8 -> new FixedWidthColumn.Bytes(column, vector, false);
      case INT16 -> new FixedWidthColumn.Shorts(column, vector, true);
      case UINT16 -> new FixedWidthColumn.Shorts(column, vector, false);
      case INT32, DATE -> new FixedWidthColumn.Ints(column, vector, true);
      case UINT32 -> new FixedWidthColumn.Ints(column, vector, false);
      case INT64,
          UINT64,
          TIME,
          TIME_NANOS,
          TIMESTAMP_SECONDS,
          TIMESTAMP_MILLIS,
          TIMESTAMP,
          TIMESTAMP_NANOS,
          TIMESTAMP_TZ ->
          new FixedWidthColumn.Longs(column, vector);
      case FLOAT -> new FixedWidthColumn.Floats(column, vector);
      case DOUBLE -> new FixedWidthColumn.Doubles(column, vector);
      case DECIMAL -> new FixedWidthColumn.Decimals(column, vector);
      case INTERVAL -> new FixedWidthColumn.Intervals(column, vector);
      case TEXT, JSON, BINARY -> new VariableWidthColumn(column, vector);
      case LIST ->
          new NestedColumn.Lists(column, vector, children(column, vector.getChildrenFromFields()));
      case MAP -> new NestedColumn.Lists(column, vector, children(column, entries(vector)));
      case FIXED_LIST ->
          new NestedColumn.FixedLists(
              column,
              vector,
              ((FixedSizeListVector) vector).getListSize(),
              children(column, vector.getChildrenFromFields()));
      case STRUCT ->
          new NestedColumn.Structs(
              column, vector, children(column, vector.getChildrenFromFields()));
      case UNION ->
          new NestedColumn.Unions(
              column, (UnionVector) vector, children(column, vector.getChildrenFromFields()));
    };
  }

  private static List<FieldVector> entries(FieldVector map) {
    return map.getChildrenFromFields().getFirst().getChildrenFromFields();
  }

  private static List<ColumnVector> children(ResultColumn column, List<FieldVector> vectors) {
    return IntStream.range(0, vectors.size())
        .mapToObj(index -> of(column.children().get(index), vectors.get(index)))
        .toList();
  }
}
