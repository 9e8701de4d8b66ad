package ducksite.engine.render;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.Chart;
import ducksite.api.render.RenderContext;
import ducksite.engine.render.ChartRows.Series;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A chart as the server draws it: by itself, or by a plugin. */
final class ServerDrawing {

  private ServerDrawing() {}

  /** Whether the server draws charts of a type. */
  static boolean isDrawn(String type, FaceParts parts) {
    return type.equals(ChartSpec.LINE) || parts.draws(type);
  }

  /** Safe HTML: the drawing, or a sentence where there is nothing to draw. */
  static String of(Series chart, RenderContext context) {
    for (int index = 0; index < chart.columns().length; index++) {
      if (chart.columns()[index] < 0) {
        return sentence("Unknown y column: " + chart.names().get(index));
      }
    }
    if (chart.isEmpty()) {
      return sentence("No data");
    }
    return chart.spec().type().equals(ChartSpec.LINE)
        ? LineDrawing.draw(chart)
        : FaceParts.of(context).draw(chart.spec().type(), new Drawn(chart, context.cancellation()));
  }

  /** A sentence in the place of a drawing. */
  static String sentence(String text) {
    return "<p class=\"wd-no-chart\">" + HtmlText.escape(text) + "</p>";
  }

  /** A chart as a plugin sees it: nothing in it changes any more. */
  private static final class Drawn implements Chart {

    private final ChartSpec spec;
    private final List<String> labels;
    private final List<String> names;
    private final double[][] values;
    private final Cancellation cancellation;

    Drawn(Series chart, Cancellation cancellation) {
      this.spec = chart.spec();
      this.labels = List.copyOf(chart.labels());
      this.names = List.copyOf(chart.names());
      this.values = chart.values().stream().map(Drawn::numbers).toArray(double[][]::new);
      this.cancellation = cancellation;
    }

    private static double[] numbers(List<@Nullable Double> values) {
      return values.stream().mapToDouble(each -> each == null ? Double.NaN : each).toArray();
    }

    @Override
    public String id() {
      return spec.id();
    }

    @Override
    public String title() {
      return spec.title();
    }

    @Override
    public List<String> labels() {
      return labels;
    }

    @Override
    public List<String> series() {
      return names;
    }

    @Override
    public OptionalDouble value(int series, int point) {
      double value = values[series][point];
      return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public Options options() {
      return spec.options();
    }

    @Override
    public Cancellation cancellation() {
      return cancellation;
    }
  }
}
