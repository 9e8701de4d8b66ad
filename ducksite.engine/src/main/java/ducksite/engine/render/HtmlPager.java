package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Where the shown rows lie within the result, and the ways to the others and to other formats. */
final class HtmlPager {

  /** Rows of a page that a reader may choose. */
  private static final List<Long> SIZES = List.of(25L, 50L, 100L, 250L, 1000L);

  private static final List<String> DOWNLOADS =
      List.of("json", "csv", "csv-excel", "ndjson", "parquet", "arrow");
  private static final Map<String, String> NAMES =
      Map.of(
          "json", "JSON",
          "csv", "CSV",
          "csv-excel", "CSV for Excel",
          "ndjson", "NDJSON",
          "parquet", "Parquet",
          "arrow", "Arrow");
  private static final Map<String, String> FACES =
      Map.of("html_t", "Table", "html_c", "Cards", "feed", "Feed", "chart_js", "Charts");

  private final Html html;
  private final Face face;
  private final RenderContext context;

  HtmlPager(Html html, Face face, RenderContext context) {
    this.html = html;
    this.face = face;
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
    html.markup("<p class=\"ds-summary\" role=\"status\">");
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

  /** Writes all links. */
  void links(long rows) throws IOException {
    html.markup("<nav class=\"ds-pager\" aria-label=\"Pages and downloads\">");
    if (context.limit().isPresent() && context.limit().getAsLong() > 0) {
      pages(rows, context.limit().getAsLong());
    }
    sizes();
    downloads();
    html.markup("</nav>");
  }

  private void pages(long rows, long asked) throws IOException {
    // A limit behind the end has been cut to what remains: pages are as large as was asked for.
    long limit = Math.max(asked, face.options().integer("asked_limit").orElse(0L));
    long offset = context.offset();
    OptionalLong total = context.totalRows();
    html.markup("<span class=\"wd-pages\">");
    if (offset > 0) {
      html.link("class=\"ds-first\" rel=\"first\"", face.page(0, limit), "First");
      long before = Math.max(0, offset - limit);
      html.link("class=\"ds-previous\" rel=\"prev\"", face.page(before, limit), "Previous");
    }
    boolean more = total.isPresent() ? offset + rows < total.getAsLong() : rows == limit;
    if (more && rows > 0) {
      html.link("class=\"ds-next\" rel=\"next\"", face.page(offset + rows, limit), "Next page");
    }
    if (more && total.isPresent()) {
      long last = (total.getAsLong() - 1) / limit * limit;
      html.link("class=\"ds-last\" rel=\"last\"", face.page(last, limit), "Last");
    }
    html.markup("</span>");
  }

  /** A form of one choice; a route whose pages have a size of their own has none. */
  private void sizes() throws IOException {
    if (face.options().bool("page_size_fixed").orElse(false) || face.path().isEmpty()) {
      return;
    }
    html.markup("<form class=\"wd-sizes\" method=\"get\"")
        .attribute("action", face.path())
        .markup(">");
    Map<String, List<String>> hidden = new LinkedHashMap<>(face.arguments());
    if (!face.hasSuffix()) {
      hidden.put("format", List.of(face.format()));
    }
    HtmlForm.hidden(html, hidden);
    html.markup("<label for=\"wd-page-size\">Rows per page</label>");
    html.markup("<select id=\"wd-page-size\" name=\"limit\">");
    long chosen =
        face.options()
            .integer("asked_limit")
            .orElse(context.limit().isPresent() ? context.limit().getAsLong() : -1L);
    List<Long> sizes = new ArrayList<>(SIZES);
    if (chosen > 0 && !sizes.contains(chosen)) {
      sizes.add(chosen);
      sizes.sort(null);
    }
    html.markup(chosen < 0 ? "<option value=\"\" selected>all" : "<option value=\"\">all")
        .markup("</option>");
    for (long size : sizes) {
      html.markup("<option")
          .attribute("value", Long.toString(size))
          .markup(size == chosen ? " selected>" : ">")
          .text(Html.count(size))
          .markup("</option>");
    }
    html.markup("</select><button type=\"submit\" class=\"wd-small\">Show</button></form>");
  }

  private void downloads() throws IOException {
    html.markup("<span class=\"ds-downloads\">");
    for (Map.Entry<String, String> other : new java.util.TreeMap<>(FACES).entrySet()) {
      boolean useful =
          face.options().strings("faces").contains(other.getKey())
              && !other.getKey().equals(face.format());
      if (useful) {
        html.link("class=\"wd-face\"", face.slice(other.getKey(), context), other.getValue());
      }
    }
    String arrow = RpcConfig.format(face);
    if (!arrow.isEmpty()) {
      html.link(
          "class=\"ds-download wd-rpc-download\" rel=\"nofollow\"",
          face.slice(arrow, context),
          "Download this slice (Arrow)");
    }
    for (String format : DOWNLOADS) {
      if (face.formats().contains(format)) {
        html.link(
            "class=\"ds-download\" rel=\"nofollow\"", face.download(format), NAMES.get(format));
      }
    }
    html.markup("</span>");
  }

  private static String rows(long number) {
    return Html.count(number) + (number == 1 ? " row" : " rows");
  }
}
