package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import java.io.IOException;
import java.io.OutputStream;

/**
 * CSV for programs: RFC 4180, header, quotes where needed; nested values as JSON, binary ones as
 * Base64.
 */
public final class CsvRenderer implements Renderer {

  /** The provider's constructor. */
  public CsvRenderer() {}

  @Override
  public String format() {
    return "csv";
  }

  @Override
  public String mediaType() {
    return "text/csv; charset=utf-8";
  }

  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream out)
      throws IOException {
    new CsvTable(out, false).write(result, context);
  }
}
