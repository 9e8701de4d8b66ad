package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A route's answer as a page for people: its parameters as a form, its rows as a table, its charts
 * as drawings, links to the other rows and formats. Rows are written as they come.
 */
public final class HtmlTableRenderer implements Renderer {

  /** The provider's constructor. */
  public HtmlTableRenderer() {}

  @Override
  public String format() {
    return "html_t";
  }

  @Override
  public String mediaType() {
    return "text/html; charset=utf-8";
  }

  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream sink)
      throws IOException {
    ChartRows charts = ChartRows.drawn(context, result.columns());
    FacePage.write(
        format(),
        result,
        context,
        sink,
        (html, face) -> {
          html.markup(
              "<figure class=\"ds-card ds-table-card\"><div class=\"ds-scroll wd-table\""
                  + " tabindex=\"0\" role=\"region\" aria-label=\"Rows\">");
          ResultBatches watched = charts.watching(new Watched(result, context.cancellation()));
          long rows = new HtmlTable(html).write(watched, Long.MAX_VALUE);
          html.markup("</div></figure>");
          drawings(html, charts, context);
          return rows;
        });
  }

  private static void drawings(Html html, ChartRows charts, RenderContext context)
      throws IOException {
    for (ChartRows.Series chart : charts.all()) {
      html.markup("<figure class=\"ds-card wd-drawing\"><figcaption>")
          .text(chart.spec().title())
          .markup("</figcaption>")
          .markup(ServerDrawing.of(chart, context))
          .markup("</figure>");
    }
  }
}
