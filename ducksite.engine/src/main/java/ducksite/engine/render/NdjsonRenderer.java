package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Newline-delimited JSON: one object per row and line, its values as in {@link JsonRenderer}. A
 * result without rows is an empty text. The option {@code int64 = "string"} makes 64-bit integers
 * strings.
 */
public final class NdjsonRenderer implements Renderer {

  /** The provider's constructor. */
  public NdjsonRenderer() {}

  @Override
  public String format() {
    return "ndjson";
  }

  @Override
  public String mediaType() {
    return "application/x-ndjson";
  }

  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream sink)
      throws IOException {
    Output out = new Output(sink);
    JsonRows rows = JsonRows.lines(out, JsonStyle.of(context), result.columns());
    while (result.next()) {
      context.cancellation().throwIfCancelled();
      rows.write(result);
      out.endOfBatch();
    }
    out.flush();
  }
}
