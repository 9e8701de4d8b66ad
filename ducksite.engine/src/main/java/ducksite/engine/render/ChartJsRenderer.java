package ducksite.engine.render;

import ducksite.api.Options;
import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import ducksite.engine.render.ChartRows.Series;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route's charts for Chart.js: a canvas each with its configuration beside it as JSON, and its
 * data as a table for those who do not see it. With {@code embed} only the charts and what draws
 * them, for another page.
 */
public final class ChartJsRenderer implements Renderer {

  private static final int MOST_TABLE_ROWS = 200;
  private static final long STANDARD_HEIGHT = 320;

  /** The provider's constructor. */
  public ChartJsRenderer() {}

  @Override
  public String format() {
    return "chart_js";
  }

  @Override
  public String mediaType() {
    return "text/html; charset=utf-8";
  }

  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream sink)
      throws IOException {
    ChartRows charts = ChartRows.all(context.options(), result.columns());
    ResultBatches rows = charts.watching(new Watched(result, context.cancellation()));
    if (context.options().bool("embed").orElse(false)) {
      read(rows);
      Output out = new Output(sink);
      Html html = new Html(out);
      scripts(html, context.options());
      grid(html, context.options(), charts, context);
      out.flush();
      return;
    }
    FacePage.write(
        format(),
        result,
        context,
        sink,
        (html, face) -> {
          long read = read(rows);
          grid(html, face.options(), charts, context);
          return read;
        });
  }

  private static long read(ResultBatches rows) {
    long read = 0;
    while (rows.next()) {
      read += rows.rowCount();
    }
    return read;
  }

  private static void scripts(Html html, Options options) throws IOException {
    for (String script : options.strings("plain_scripts")) {
      html.markup("<script defer").attribute("src", script).markup("></script>\n");
    }
    for (String script : options.strings("scripts")) {
      html.markup("<script type=\"module\"").attribute("src", script).markup("></script>\n");
    }
  }

  private static void grid(Html html, Options options, ChartRows charts, RenderContext context)
      throws IOException {
    html.markup("<div")
        .attribute(
            "class",
            "wd-chart-grid " + ChartSpec.text(options, "container_class").orElse("").strip())
        .markup(">");
    if (charts.all().isEmpty()) {
      html.markup("<p class=\"wd-no-chart\">")
          .text(ChartSpec.text(options, "empty_message").orElse("This route has no charts."))
          .markup("</p>");
    }
    for (Series chart : charts.all()) {
      card(html, options, chart, context);
    }
    html.markup("</div>");
    if (charts.isCut()) {
      html.markup("<p class=\"ds-note\">")
          .text("Only the first " + Html.count(ChartRows.MOST_POINTS) + " rows are drawn.")
          .markup("</p>");
    }
  }

  private static void card(Html html, Options options, Series chart, RenderContext context)
      throws IOException {
    long wanted =
        options.asMap().get("canvas_height") instanceof Number number
            ? number.longValue()
            : STANDARD_HEIGHT;
    String height = Long.toString(Math.clamp(wanted, 80L, 4000L));
    html.markup("<figure")
        .attribute(
            "class",
            "ds-card wd-chart-card " + ChartSpec.text(options, "card_class").orElse("").strip())
        .markup("><figcaption>")
        .text(chart.spec().title())
        .markup("</figcaption>");
    if (chart.isEmpty()) {
      html.markup("<p class=\"wd-no-chart\">No data</p></figure>");
      return;
    }
    if (FaceParts.of(context).draws(chart.spec().type())) {
      html.markup(ServerDrawing.of(chart, context));
    } else {
      canvas(html, chart, height);
    }
    table(html, chart);
    html.markup("</figure>");
  }

  private static void canvas(Html html, Series chart, String height) throws IOException {
    String id = chart.spec().id();
    html.markup("<div class=\"wd-canvas\"><canvas role=\"img\"")
        .attribute("data-wd-chart", id + "-config")
        .attribute("height", height)
        .attribute("aria-label", chart.spec().title())
        .markup("></canvas></div>");
    html.markup("<script type=\"application/json\"")
        .attribute("id", id + "-config")
        .markup(">")
        .markup(InlineJson.text(ChartConfig.of(chart)))
        .markup("</script>");
    html.markup("<noscript><p class=\"ds-note\">")
        .text("Charts are drawn by a script; the numbers are below.")
        .markup("</p></noscript>");
  }

  private static void table(Html html, Series chart) throws IOException {
    html.markup("<details class=\"ds-data\"><summary>Data</summary>")
        .markup("<div class=\"ds-scroll\" tabindex=\"0\" role=\"region\"")
        .attribute("aria-label", "Data of " + chart.spec().title())
        .markup("><table class=\"ds-table\"><thead><tr><th scope=\"col\">")
        .text(chart.spec().x().isEmpty() ? "row" : chart.spec().x())
        .markup("</th>");
    for (String name : chart.names()) {
      html.markup("<th scope=\"col\" data-type=\"number\">").text(name).markup("</th>");
    }
    html.markup("</tr></thead><tbody>");
    int rows = Math.min(MOST_TABLE_ROWS, chart.labels().size());
    for (int row = 0; row < rows; row++) {
      html.markup("<tr><td>").text(chart.labels().get(row)).markup("</td>");
      for (List<@Nullable Double> values : chart.values()) {
        html.markup("<td class=\"ds-num\">").text(number(values.get(row))).markup("</td>");
      }
      html.markup("</tr>");
    }
    html.markup("</tbody></table></div></details>");
    if (rows < chart.labels().size()) {
      html.markup("<p class=\"ds-note\">")
          .text("The table has the first " + rows + " rows.")
          .markup("</p>");
    }
  }

  private static String number(@Nullable Double value) {
    return value == null
        ? HtmlCells.NULL_TEXT
        : value == Math.rint(value) && Math.abs(value) < 1e15
            ? Html.count(value.longValue())
            : value.toString();
  }
}
