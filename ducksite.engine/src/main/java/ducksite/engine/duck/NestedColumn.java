package ducksite.engine.duck;

import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultColumn;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.UnionVector;

/** Columns whose values lie in other vectors: one class for each way to find them. */
abstract class NestedColumn extends ArrowColumn {

  private final List<ColumnVector> children;

  NestedColumn(ResultColumn column, FieldVector vector, List<ColumnVector> children) {
    super(column, vector);
    this.children = List.copyOf(children);
  }

  NestedColumn(ResultColumn column, int length, List<ColumnVector> children) {
    super(column, length, NONE);
    this.children = List.copyOf(children);
  }

  @Override
  public final List<ColumnVector> children() {
    return children;
  }

  static final class Structs extends NestedColumn {

    Structs(ResultColumn column, FieldVector vector, List<ColumnVector> children) {
      super(column, vector, children);
    }
  }

  /** Lists and maps. */
  static final class Lists extends NestedColumn {

    private final MemorySegment offsets;

    Lists(ResultColumn column, FieldVector vector, List<ColumnVector> children) {
      super(column, vector, children);
      offsets = segment(vector.getOffsetBuffer());
    }

    @Override
    public MemorySegment offsets() {
      return offsets;
    }

    @Override
    public int offsetAt(int row) {
      return offsets.get(INT, 4L * row);
    }
  }

  static final class FixedLists extends NestedColumn {

    private final int size;

    FixedLists(ResultColumn column, FieldVector vector, int size, List<ColumnVector> children) {
      super(column, vector, children);
      this.size = size;
    }

    @Override
    public int offsetAt(int row) {
      return row * size;
    }
  }

  /** Sparse unions: every child is as long as the union, and a NULL is one of the chosen child. */
  static final class Unions extends NestedColumn {

    private final MemorySegment typeIds;

    Unions(ResultColumn column, UnionVector vector, List<ColumnVector> children) {
      super(column, vector.getValueCount(), children);
      typeIds = segment(vector.getTypeBuffer());
    }

    @Override
    public int childAt(int row) {
      return typeIds.get(ValueLayout.JAVA_BYTE, row);
    }

    @Override
    public boolean isNull(int row) {
      return children().get(childAt(row)).isNull(row);
    }
  }

  /** Nothing but NULL. */
  static final class Nulls extends NestedColumn {

    Nulls(ResultColumn column, FieldVector vector) {
      super(column, vector.getValueCount(), List.of());
    }

    @Override
    public boolean isNull(int row) {
      return true;
    }
  }
}
