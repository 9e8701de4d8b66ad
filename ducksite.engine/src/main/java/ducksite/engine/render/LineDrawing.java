package ducksite.engine.render;

import ducksite.engine.render.ChartRows.Series;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line chart as SVG, drawn by the server: no script, no style of its own. A missing value breaks
 * the line.
 */
final class LineDrawing {

  private static final int WIDTH = 400;
  private static final int HEIGHT = 160;
  private static final int LEFT = 48;
  private static final int RIGHT = 8;
  private static final int TOP = 18;
  private static final int BOTTOM = 22;
  private static final int LONGEST_LABEL = 28;

  private final StringBuilder svg = new StringBuilder();
  private final int points;
  private final double least;
  private final double span;

  private LineDrawing(int points, double least, double most) {
    this.points = points;
    this.least = least;
    this.span = most - least;
  }

  /** Safe HTML: the drawing, or a sentence where there is nothing to draw. */
  static String draw(Series chart) {
    List<Double> known =
        chart.values().stream().flatMap(List::stream).filter(Objects::nonNull).toList();
    if (known.isEmpty()) {
      return ServerDrawing.sentence("Non-numeric data");
    }
    double least = known.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double most = known.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return new LineDrawing(chart.labels().size(), least, most).svg(chart, least, most);
  }

  private String svg(Series chart, double least, double most) {
    String title = HtmlText.escape(chart.spec().title());
    List<String> names = chart.spec().labels(chart.names());
    String range =
        HtmlText.escape(String.join(", ", names) + " from " + text(least) + " to " + text(most));
    svg.append("<svg class=\"wd-line\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(WIDTH + " " + HEIGHT)
        .append("\" width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\" role=\"img\" aria-label=\"")
        .append(title + ": " + range)
        .append("\"><title>" + title + "</title>");
    svg.append("<path class=\"wd-axis\" fill=\"none\" stroke=\"#8a949e\" d=\"M")
        .append(LEFT + " " + TOP + "V" + (HEIGHT - BOTTOM) + "H" + (WIDTH - RIGHT))
        .append("\"/>");
    for (int index = 0; index < chart.values().size(); index++) {
      line(chart.values().get(index), ChartPalette.color(index), index);
    }
    if (span > 0) {
      label(LEFT - 6, TOP + 8, "end", text(most));
      label(LEFT - 6, HEIGHT - BOTTOM, "end", text(least));
    } else {
      label(LEFT - 6, (TOP + HEIGHT - BOTTOM) / 2 + 4, "end", text(most));
    }
    label(LEFT, HEIGHT - 6, "start", chart.labels().getFirst());
    if (points > 1) {
      label(WIDTH - RIGHT, HEIGHT - 6, "end", chart.labels().getLast());
    }
    if (names.size() > 1) {
      legend(names);
    }
    return svg.append("</svg>").toString();
  }

  /** Names of the lines in their colours. */
  private void legend(List<String> names) {
    svg.append("<text class=\"wd-label\" font-size=\"11\" text-anchor=\"end\" x=\"")
        .append(WIDTH - RIGHT)
        .append("\" y=\"12\">");
    for (int index = 0; index < names.size(); index++) {
      svg.append(index == 0 ? "" : " ")
          .append("<tspan class=\"wd-point-" + (index % 6 + 1) + "\" fill=\"")
          .append(ChartPalette.color(index) + "\">\u25cf</tspan> ")
          .append(HtmlText.escape(shortened(names.get(index))));
    }
    svg.append("</text>");
  }

  private void line(List<@Nullable Double> values, String color, int index) {
    int from = 0;
    while (from < values.size()) {
      int to = from;
      while (to < values.size() && values.get(to) != null) {
        to++;
      }
      if (to - from > 1) {
        svg.append("<polyline class=\"wd-series-" + (index % 6 + 1) + "\" fill=\"none\" stroke=\"")
            .append(color + "\" stroke-width=\"2\" points=\"");
        for (int at = from; at < to; at++) {
          svg.append(at == from ? "" : " ").append(x(at)).append(',').append(y(values.get(at)));
        }
        svg.append("\"/>");
      } else if (to - from == 1) {
        svg.append("<circle class=\"wd-point-" + (index % 6 + 1) + "\" r=\"3\" fill=\"" + color)
            .append("\" cx=\"" + x(from) + "\" cy=\"" + y(values.get(from)) + "\"/>");
      }
      from = to + 1;
    }
  }

  private void label(int x, int y, String anchor, String text) {
    svg.append("<text class=\"wd-label\" font-size=\"11\" fill=\"#66707a\" text-anchor=\"")
        .append(anchor + "\" x=\"" + x + "\" y=\"" + y + "\">")
        .append(HtmlText.escape(shortened(text)))
        .append("</text>");
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) > LONGEST_LABEL
        ? text.substring(0, text.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "\u2026"
        : text;
  }

  private String x(int point) {
    double share = points == 1 ? 0.5 : (double) point / (points - 1);
    return number(LEFT + share * (WIDTH - LEFT - RIGHT));
  }

  private String y(@Nullable Double value) {
    double share = span == 0 || value == null ? 0.5 : (value - least) / span;
    return number(HEIGHT - BOTTOM - 4 - share * (HEIGHT - BOTTOM - TOP - 8));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** At most four digits that tell something: it has to fit left of the axis. */
  private static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return Html.count((long) value);
    }
    BigDecimal rounded = new BigDecimal(value, new MathContext(4)).stripTrailingZeros();
    return Math.abs(value) >= 1e6 || Math.abs(value) < 1e-3
        ? rounded.toString()
        : rounded.toPlainString();
  }
}
