package ducksite.engine.render;

import ducksite.api.Options;
import ducksite.api.render.ColumnType;
import ducksite.api.render.ColumnVector;
import ducksite.api.render.RenderContext;
import ducksite.api.render.ResultBatches;
import ducksite.api.render.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The points of a route's charts, collected while somebody else reads the result. Memory is bounded
 * by the number of points. Confined to one thread.
 */
final class ChartRows {

  /** Points of one chart; what comes after them is not drawn. */
  static final int MOST_POINTS = 5_000;

  private final List<Series> all;
  private final BoundColumn[] columns;
  private int rows;
  private boolean cut;

  private ChartRows(List<Series> all, List<ResultColumn> columns) {
    this.all = all;
    this.columns = BoundColumn.of(columns);
  }

  /**
   * The points of one chart.
   *
   * @param x the column along the chart, -1 for the rows' numbers
   * @param names the columns drawn
   * @param columns where they are, -1 for one that the result does not have
   * @param labels of the points
   * @param values of each column, null where there is none
   */
  record Series(
      ChartSpec spec,
      int x,
      List<String> names,
      int[] columns,
      List<String> labels,
      List<List<@Nullable Double>> values) {

    boolean isEmpty() {
      return labels.isEmpty();
    }

    /** A point's place along a chart that has no categories: its number, or else its turn. */
    Double place(int point) {
      @Nullable Double number = x < 0 ? null : parsed(labels.get(point));
      return number == null ? Double.valueOf(point + 1.0) : number;
    }
  }

  /** The charts that the server draws. */
  static ChartRows drawn(RenderContext context, List<ResultColumn> columns) {
    FaceParts parts = FaceParts.of(context);
    return of(context.options(), columns, spec -> ServerDrawing.isDrawn(spec.type(), parts));
  }

  /** All charts. */
  static ChartRows all(Options options, List<ResultColumn> columns) {
    return of(options, columns, _ -> true);
  }

  private static ChartRows of(
      Options options, List<ResultColumn> columns, Predicate<ChartSpec> wanted) {
    List<Series> series = new ArrayList<>();
    for (Options declared : options.tables("charts")) {
      ChartSpec spec = ChartSpec.of(declared);
      if (wanted.test(spec)) {
        List<String> names = spec.drawn(columns);
        List<List<@Nullable Double>> values = new ArrayList<>();
        names.forEach(name -> values.add(new ArrayList<>()));
        series.add(
            new Series(
                spec,
                position(spec.x(), columns),
                names,
                names.stream().mapToInt(name -> position(name, columns)).toArray(),
                new ArrayList<>(),
                values));
      }
    }
    return new ChartRows(List.copyOf(series), columns);
  }

  List<Series> all() {
    return all;
  }

  /** Whether there were more rows than are drawn. */
  boolean isCut() {
    return cut;
  }

  /** The result for its reader; what the charts need of it is kept on the way. */
  ResultBatches watching(ResultBatches result) {
    return all.isEmpty() ? result : new Watching(result);
  }

  private void take(ResultBatches batch) {
    int taken = Math.min(batch.rowCount(), MOST_POINTS - rows);
    cut |= taken < batch.rowCount();
    if (taken == 0) {
      return;
    }
    BoundColumn.bind(columns, batch);
    for (Series series : all) {
      for (int row = 0; row < taken; row++) {
        series.labels().add(label(series, row));
        for (int index = 0; index < series.columns().length; index++) {
          int column = series.columns()[index];
          series.values().get(index).add(column < 0 ? null : number(columns[column], row));
        }
      }
    }
    rows += taken;
  }

  private String label(Series series, int row) {
    if (series.x() < 0) {
      return Integer.toString(rows + row + 1);
    }
    BoundColumn column = columns[series.x()];
    return PlainValues.isNull(column, row) ? HtmlCells.NULL_TEXT : text(column, row);
  }

  private static String text(BoundColumn column, int row) {
    return Encoded.text(
        out -> new PlainValues(out, Output::put, new Base64Text()).write(column, row));
  }

  /**
   * A value's place in a chart: truth is 1 or 0, a moment its seconds since 1970; null for what has
   * none.
   */
  private static @Nullable Double number(BoundColumn column, int row) {
    if (PlainValues.isNull(column, row)) {
      return null;
    }
    return switch (CellKind.of(column.type)) {
      case BOOL -> column.bit(row) ? 1.0 : 0.0;
      case DATE, TIMESTAMP -> column.epochSeconds(row);
      case NUMBER, TEXT -> column.type == ColumnType.BINARY ? null : parsed(text(column, row));
    };
  }

  private static @Nullable Double parsed(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static int position(String name, List<ResultColumn> columns) {
    return IntStream.range(0, columns.size())
        .filter(index -> columns.get(index).name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(-1);
  }

  /** A result whose rows are noted. */
  private final class Watching implements ResultBatches {

    private final ResultBatches result;

    Watching(ResultBatches result) {
      this.result = result;
    }

    @Override
    public List<ResultColumn> columns() {
      return result.columns();
    }

    @Override
    public boolean next() {
      boolean more = result.next();
      if (more) {
        take(result);
      }
      return more;
    }

    @Override
    public int rowCount() {
      return result.rowCount();
    }

    @Override
    public ColumnVector column(int column) {
      return result.column(column);
    }

    @Override
    public boolean truncated() {
      return result.truncated();
    }
  }
}
