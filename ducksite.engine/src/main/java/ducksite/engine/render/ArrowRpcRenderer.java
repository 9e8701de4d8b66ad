package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An Arrow IPC stream for clients that page: the bytes of {@link ArrowRenderer}. Rows of the whole
 * result, offset and limit are in the answer's headers, which the host sets.
 */
public final class ArrowRpcRenderer implements Renderer {

  private final ArrowRenderer stream = new ArrowRenderer();

  /** The provider's constructor. */
  public ArrowRpcRenderer() {}

  @Override
  public String format() {
    return "arrow_rpc";
  }

  @Override
  public String mediaType() {
    return stream.mediaType();
  }

  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream out)
      throws IOException {
    stream.render(result, context, out);
  }
}
