package ducksite.engine.render;

import ducksite.api.render.ColumnType;
import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultColumn;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** An Arrow vector as a column. */
record ArrowColumn(
    ResultColumn column, FieldVector vector, boolean decoded, List<ColumnVector> children)
    implements ColumnVector, AutoCloseable {

  static ResultColumn column(Field field, String sqlType) {
    ColumnType type = type(field, sqlType);
    ResultColumn column = ResultColumn.of(field.getName(), type, sqlType);
    if (field.getType() instanceof ArrowType.Decimal decimal) {
      return column.withDecimal(decimal.getPrecision(), decimal.getScale());
    }
    List<Field> parts =
        type == ColumnType.MAP ? field.getChildren().getFirst().getChildren() : field.getChildren();
    return column.withChildren(
        parts.stream().map(part -> column(part, part.getType().toString())).toList());
  }

  static ArrowColumn of(ResultColumn column, FieldVector vector, ArrowReader reader)
      throws IOException {
    if (vector.getField().getDictionary() != null) {
      FieldVector plain =
          (FieldVector)
              DictionaryEncoder.decode(
                  vector, reader.lookup(vector.getField().getDictionary().getId()));
      return new ArrowColumn(column, plain, true, List.of());
    }
    List<FieldVector> parts =
        vector instanceof MapVector map
            ? map.getDataVector().getChildrenFromFields()
            : vector.getChildrenFromFields();
    List<ColumnVector> children = new ArrayList<>();
    for (int index = 0; index < parts.size(); index++) {
      children.add(of(column.children().get(index), parts.get(index), reader));
    }
    return new ArrowColumn(column, vector, false, List.copyOf(children));
  }

  private static ColumnType type(Field field, String sqlType) {
    if (field.getDictionary() != null) {
      return ColumnType.TEXT;
    }
    return switch (field.getType()) {
      case ArrowType.Null ignored -> ColumnType.NULL;
      case ArrowType.Bool ignored -> ColumnType.BOOLEAN;
      case ArrowType.Int integer ->
          ColumnType.valueOf((integer.getIsSigned() ? "INT" : "UINT") + integer.getBitWidth());
      case ArrowType.FloatingPoint real ->
          real.getPrecision().name().equals("SINGLE") ? ColumnType.FLOAT : ColumnType.DOUBLE;
      case ArrowType.Decimal ignored -> ColumnType.DECIMAL;
      case ArrowType.Utf8 ignored -> sqlType.equals("JSON") ? ColumnType.JSON : ColumnType.TEXT;
      case ArrowType.Binary ignored -> ColumnType.BINARY;
      case ArrowType.Date ignored -> ColumnType.DATE;
      case ArrowType.Time time ->
          time.getUnit().name().equals("NANOSECOND") ? ColumnType.TIME_NANOS : ColumnType.TIME;
      case ArrowType.Timestamp timestamp when timestamp.getTimezone() != null ->
          ColumnType.TIMESTAMP_TZ;
      case ArrowType.Timestamp timestamp ->
          switch (timestamp.getUnit()) {
            case SECOND -> ColumnType.TIMESTAMP_SECONDS;
            case MILLISECOND -> ColumnType.TIMESTAMP_MILLIS;
            case MICROSECOND -> ColumnType.TIMESTAMP;
            case NANOSECOND -> ColumnType.TIMESTAMP_NANOS;
          };
      case ArrowType.Interval ignored -> ColumnType.INTERVAL;
      case ArrowType.List ignored -> ColumnType.LIST;
      case ArrowType.FixedSizeList ignored -> ColumnType.FIXED_LIST;
      case ArrowType.Struct ignored -> ColumnType.STRUCT;
      case ArrowType.Map ignored -> ColumnType.MAP;
      case ArrowType.Union ignored -> ColumnType.UNION;
      default -> throw new IllegalArgumentException(field.toString());
    };
  }

  @Override
  public int length() {
    return vector.getValueCount();
  }

  @Override
  public MemorySegment validity() {
    boolean none =
        vector instanceof UnionVector
            || column.type() == ColumnType.NULL
            || vector.getNullCount() == 0;
    return none ? MemorySegment.NULL : segment(vector.getValidityBuffer());
  }

  @Override
  public MemorySegment offsets() {
    return switch (column.type()) {
      case TEXT, JSON, BINARY, LIST, MAP -> segment(vector.getOffsetBuffer());
      default -> MemorySegment.NULL;
    };
  }

  @Override
  public MemorySegment data() {
    return switch (column.type()) {
      case NULL, LIST, FIXED_LIST, STRUCT, MAP, UNION -> MemorySegment.NULL;
      default -> segment(vector.getDataBuffer());
    };
  }

  @Override
  public boolean isNull(int row) {
    return column.type() == ColumnType.NULL
        || !(vector instanceof UnionVector)
            && vector.getNullCount() > 0
            && BitVectorHelper.get(vector.getValidityBuffer(), row) == 0;
  }

  @Override
  public long longAt(int row) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double doubleAt(int row) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BigDecimal decimalAt(int row) {
    return ((DecimalVector) vector).getObject(row);
  }

  @Override
  public MemorySegment bytesAt(int row) {
    int from = offsetAt(row);
    return data().asSlice(from, offsetAt(row + 1) - from);
  }

  @Override
  public int offsetAt(int row) {
    return vector instanceof FixedSizeListVector list
        ? row * list.getListSize()
        : vector.getOffsetBuffer().getInt(4L * row);
  }

  @Override
  public int childAt(int row) {
    UnionVector union = (UnionVector) vector;
    FieldVector chosen = (FieldVector) union.getVectorByType(union.getTypeValue(row));
    return union.getChildrenFromFields().indexOf(chosen);
  }

  @Override
  public void close() {
    if (decoded) {
      vector.close();
    }
    children.forEach(child -> ((ArrowColumn) child).close());
  }

  private static MemorySegment segment(ArrowBuf buffer) {
    return buffer.capacity() == 0
        ? MemorySegment.NULL
        : MemorySegment.ofAddress(buffer.memoryAddress()).reinterpret(buffer.capacity());
  }
}
