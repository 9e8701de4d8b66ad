package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The description of a page's rows for scripts: where they lie, where the same rows are to be had
 * as Arrow, and where the next ones are.
 */
final class RpcConfig {

  private static final String RPC = "arrow_rpc";

  private RpcConfig() {}

  /** The format that gives a page's rows to programs; empty when the route answers none. */
  static String format(Face face) {
    return face.formats().contains(RPC) ? RPC : face.formats().contains("arrow") ? "arrow" : "";
  }

  static void write(Html html, Face face, RenderContext context, long rows) throws IOException {
    String format = format(face);
    if (format.isEmpty()) {
      return;
    }
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("format", format);
    config.put(
        "total_rows", context.totalRows().isPresent() ? context.totalRows().getAsLong() : null);
    config.put("offset", context.offset());
    config.put("limit", context.limit().isPresent() ? context.limit().getAsLong() : null);
    config.put("page_rows", face.options().integer("page_rows").orElse(null));
    config.put("endpoint", face.origin() + face.slice(format, context));
    if (context.limit().isPresent() && context.limit().getAsLong() > 0) {
      next(config, face, context, rows);
    }
    html.markup("<script type=\"application/json\" id=\"wd-rpc-config\">")
        .markup(InlineJson.text(config))
        .markup("</script>");
  }

  private static void next(
      Map<String, Object> config, Face face, RenderContext context, long rows) {
    long offset = context.offset() + rows;
    long limit = context.limit().getAsLong();
    boolean more =
        context.totalRows().isPresent() ? offset < context.totalRows().getAsLong() : rows == limit;
    if (more && rows > 0) {
      config.put("next_href", face.page(offset, limit));
      config.put("next_offset", offset);
    }
  }
}
