package ducksite.engine.render;

import ducksite.api.Options;
import ducksite.api.render.RenderContext;
import ducksite.api.render.ResultBatches;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the pages for people have in common: the site around them, title, form, summary and the
 * links to other rows and formats. No style and no script stands in the page itself.
 */
final class FacePage {

  /**
   * Stands for the content while the page around it is made: a character that no escaped text
   * holds.
   */
  private static final String CONTENT = "\0";

  private final Html html;
  private final Face face;
  private final RenderContext context;

  FacePage(Html html, Face face, RenderContext context) {
    this.html = html;
    this.face = face;
    this.context = context;
  }

  /** Writes the content of a page and tells how many rows it shows. */
  @FunctionalInterface
  interface Content {

    long write(Html html, Face face) throws IOException;
  }

  /** Writes a whole page around its content. */
  static void write(
      String format,
      ResultBatches result,
      RenderContext context,
      OutputStream sink,
      Content content)
      throws IOException {
    Output out = new Output(sink);
    Html html = new Html(out);
    Face face = Face.of(format, context.options());
    new FacePage(html, face, context).write(result, content);
    out.flush();
  }

  private void write(ResultBatches result, Content content) throws IOException {
    String title =
        ChartSpec.text(face.options(), "page_title").or(context::title).orElseGet(context::id);
    String[] around =
        face.shell()
            .document(title, face.path(), head(face.options()), CONTENT, "")
            .split(CONTENT, 2);
    html.markup(around[0]).markup("<h1>").text(title).markup("</h1>");
    if (context.description().isPresent()) {
      html.markup("<p class=\"ds-description\">").text(context.description().get()).markup("</p>");
    }
    banners();
    new HtmlForm(html, face).write(context.limit(), context.offset());
    HtmlPager pager = new HtmlPager(html, face, context);
    OptionalLong ahead = pager.rowsAhead();
    if (ahead.isPresent()) {
      pager.summary(ahead.getAsLong(), false);
    }
    long rows = content.write(html, face);
    if (ahead.isEmpty()) {
      pager.summary(rows, result.truncated());
    }
    pager.links(rows);
    RpcConfig.write(html, face, context, rows);
    html.markup(around[1]);
  }

  private void banners() throws IOException {
    for (Options banner : face.options().tables("banners")) {
      html.markup("<p class=\"ds-note wd-banner\" role=\"note\">")
          .text(banner.string("text").orElse(""));
      Optional<String> href = banner.string("href");
      if (href.isPresent()) {
        html.markup(" <a")
            .attribute("href", href.get())
            .markup(">")
            .text(banner.string("link").orElse(href.get()))
            .markup("</a>");
      }
      html.markup("</p>");
    }
  }

  /** The style sheets and scripts of this page, in their order. */
  static String head(Options options) {
    StringBuilder head = new StringBuilder();
    options
        .strings("styles")
        .forEach(
            url ->
                head.append("<link rel=\"stylesheet\" href=\"")
                    .append(HtmlText.escape(url))
                    .append("\">\n"));
    options
        .strings("plain_scripts")
        .forEach(
            url ->
                head.append("<script defer src=\"")
                    .append(HtmlText.escape(url))
                    .append("\"></script>\n"));
    options
        .strings("scripts")
        .forEach(
            url ->
                head.append("<link rel=\"modulepreload\" href=\"")
                    .append(HtmlText.escape(url))
                    .append("\">\n<script type=\"module\" src=\"")
                    .append(HtmlText.escape(url))
                    .append("\"></script>\n"));
    return head.toString();
  }
}
