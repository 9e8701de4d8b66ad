package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * A route's answer as a page for people: its parameters as a form, its rows as a table, links to
 * the other rows and formats. The host adds what it knows of the request to the options: {@code
 * css}, {@code js}, {@code site_title}, {@code base_path}, {@code navigation}, {@code params},
 * {@code query}, {@code request_path} and {@code downloads}. No style and no script stands in the
 * page itself.
 */
public final class HtmlTableRenderer implements Renderer {

  /**
   * Stands for the content while the page around it is made: a character that no escaped text
   * holds.
   */
  private static final String CONTENT = "\0";

  /** The provider's constructor. */
  public HtmlTableRenderer() {}

  @Override
  public String format() {
    return HtmlRequest.FORMAT;
  }

  @Override
  public String mediaType() {
    return "text/html; charset=utf-8";
  }

  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream sink)
      throws IOException {
    Output out = new Output(sink);
    Html html = new Html(out);
    HtmlRequest request = HtmlRequest.of(context);
    HtmlPager pager = new HtmlPager(html, request, context);
    String title = context.title().orElseGet(context::id);
    String[] around =
        request.shell().document(title, request.path(), CONTENT, "").split(CONTENT, 2);
    html.markup(around[0]).markup("<h1>").text(title).markup("</h1>");
    if (context.description().isPresent()) {
      html.markup("<p class=\"ds-description\">").text(context.description().get()).markup("</p>");
    }
    new HtmlForm(html, request).write(context);
    OptionalLong ahead = pager.rowsAhead();
    if (ahead.isPresent()) {
      pager.summary(ahead.getAsLong(), false);
    }
    html.markup("<figure class=\"ds-card ds-table-card\"><div class=\"ds-scroll\" tabindex=\"0\">");
    long rows =
        new HtmlTable(html).write(new Watched(result, context.cancellation()), Long.MAX_VALUE);
    html.markup("</div></figure>");
    if (ahead.isEmpty()) {
      pager.summary(rows, result.truncated());
    }
    pager.links(rows);
    html.markup(around[1]);
    out.flush();
  }
}
