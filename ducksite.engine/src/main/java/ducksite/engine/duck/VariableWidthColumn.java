package ducksite.engine.duck;

import ducksite.api.render.ResultColumn;
import java.lang.foreign.MemorySegment;
import org.apache.arrow.vector.FieldVector;

/** Text or bytes between offsets. */
final class VariableWidthColumn extends ArrowColumn {

  private final MemorySegment offsets;
  private final MemorySegment data;

  VariableWidthColumn(ResultColumn column, FieldVector vector) {
    super(column, vector);
    offsets = segment(vector.getOffsetBuffer());
    data = segment(vector.getDataBuffer());
  }

  @Override
  public MemorySegment offsets() {
    return offsets;
  }

  @Override
  public MemorySegment data() {
    return data;
  }

  @Override
  public MemorySegment bytesAt(int row) {
    int start = offsets.get(INT, 4L * row);
    return data.asSlice(start, offsets.get(INT, 4L * row + 4) - start);
  }
}
