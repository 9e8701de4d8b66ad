package ducksite.engine.render;

import ducksite.api.Options;
import ducksite.api.render.RenderContext;
import java.util.List;

/**
 * What the page of a route says about its request, out of the options that the host adds.
 *
 * @param path the path that was asked for
 * @param query its query without {@code limit}, {@code offset} and {@code format}
 * @param shell what every page of the site has around its content
 * @param parameters the route's parameters, one table each
 * @param downloads the formats offered for download
 */
record HtmlRequest(
    String path, String query, Shell shell, List<Options> parameters, List<String> downloads) {

  static final String FORMAT = "html_t";

  private static final List<String> DOWNLOADS = List.of("json", "csv", "parquet", "arrow");

  static HtmlRequest of(RenderContext context) {
    Options options = context.options();
    List<String> downloads = options.strings("downloads");
    return new HtmlRequest(
        options.string("request_path").orElse(""),
        options.string("query").orElse(""),
        shell(options),
        options.tables("params"),
        downloads.isEmpty() ? DOWNLOADS : downloads);
  }

  /** The same request with another piece of rows, in this format. */
  String page(long offset, long limit) {
    String slice = "limit=" + limit + (offset > 0 ? "&offset=" + offset : "");
    return with(path.endsWith(".html") ? slice : "format=" + FORMAT + "&" + slice);
  }

  /** The whole result in another format. */
  String download(String format) {
    return with("format=" + format);
  }

  private String with(String arguments) {
    return path + "?" + (query.isEmpty() ? "" : query + "&") + arguments;
  }

  private static Shell shell(Options options) {
    return new Shell(
        options.string("site_title").orElse("ducksite"),
        options.string("base_path").orElse("/"),
        new Shell.Assets(
            options.string("css").orElse(""),
            options.string("js").orElse(""),
            options.string("early_js").orElse(""),
            options.string("icon").orElse("")),
        options.tables("navigation").stream()
            .map(
                link ->
                    new Shell.Link(link.string("href").orElse(""), link.string("text").orElse("")))
            .toList());
  }
}
