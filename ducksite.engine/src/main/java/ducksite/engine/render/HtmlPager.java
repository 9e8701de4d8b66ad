package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import java.io.IOException;
import java.util.OptionalLong;

/** Where the shown rows lie within the result, and the ways to the others. */
final class HtmlPager {

  private final Html html;
  private final HtmlRequest request;
  private final RenderContext context;

  HtmlPager(Html html, HtmlRequest request, RenderContext context) {
    this.html = html;
    this.request = request;
    this.context = context;
  }

  /** Rows that will be shown, where they are known before they have been read. */
  OptionalLong rowsAhead() {
    if (context.totalRows().isEmpty() || context.limit().isEmpty()) {
      return OptionalLong.empty();
    }
    long remaining = Math.max(0, context.totalRows().getAsLong() - context.offset());
    return OptionalLong.of(Math.min(context.limit().getAsLong(), remaining));
  }

  void summary(long rows, boolean truncated) throws IOException {
    long offset = context.offset();
    html.markup("<p class=\"ds-summary\">");
    if (rows == 0) {
      html.text("No rows");
    } else {
      html.text("Showing " + Html.count(offset + 1) + "\u2013" + Html.count(offset + rows));
    }
    boolean open = truncated || context.limit().isPresent() && rows == context.limit().getAsLong();
    if (context.totalRows().isPresent()) {
      html.text(" of " + rows(context.totalRows().getAsLong()));
    } else if (rows > 0) {
      html.text(open ? "" : " of " + rows(offset + rows));
    }
    html.text(truncated ? ", cut at the row limit" : "").markup("</p>");
  }

  void links(long rows) throws IOException {
    html.markup("<nav class=\"ds-pager\" aria-label=\"Pages and downloads\">");
    if (context.limit().isPresent() && context.limit().getAsLong() > 0) {
      pages(rows, context.limit().getAsLong());
    }
    html.markup("<span class=\"ds-downloads\">");
    for (String format : request.downloads()) {
      html.link("class=\"ds-download\" rel=\"nofollow\"", request.download(format), format);
    }
    html.markup("</span></nav>");
  }

  private void pages(long rows, long limit) throws IOException {
    long offset = context.offset();
    if (offset > 0) {
      html.link(
          "class=\"ds-previous\" rel=\"prev\"",
          request.page(Math.max(0, offset - limit), limit),
          "Previous");
    }
    boolean more =
        context.totalRows().isPresent()
            ? offset + rows < context.totalRows().getAsLong()
            : rows == limit;
    if (more && rows > 0) {
      html.link("class=\"ds-next\" rel=\"next\"", request.page(offset + rows, limit), "Next");
    }
  }

  private static String rows(long number) {
    return Html.count(number) + (number == 1 ? " row" : " rows");
  }
}
