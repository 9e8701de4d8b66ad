package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import ducksite.engine.duck.ArrowBatches;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/**
 * An Arrow IPC stream, batch by batch as the query makes them; a result without rows is a schema
 * alone.
 */
public final class ArrowRenderer implements Renderer {

  /** The provider's constructor. */
  public ArrowRenderer() {}

  @Override
  public String format() {
    return "arrow";
  }

  @Override
  public String mediaType() {
    return "application/vnd.apache.arrow.stream";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the result is not one of the engine's own
   */
  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream out)
      throws IOException {
    if (!(result instanceof ArrowBatches batches)) {
      throw new IllegalArgumentException(
          "format arrow writes the engine's own Arrow batches, not a "
              + result.getClass().getName());
    }
    StreamChannel channel = new StreamChannel(out);
    try (ArrowStreamWriter writer =
        new ArrowStreamWriter(batches.root(), batches.dictionaries(), channel)) {
      boolean complete = false;
      try {
        write(batches, context, writer, new Pace(out));
        complete = true;
      } finally {
        if (!complete) {
          channel.abandon();
        }
      }
    }
  }

  private static void write(
      ArrowBatches batches, RenderContext context, ArrowStreamWriter writer, Pace pace)
      throws IOException {
    VectorSchemaRoot root = batches.root();
    writer.start();
    while (batches.next()) {
      context.cancellation().throwIfCancelled();
      if (batches.rowCount() < root.getRowCount()) {
        root.setRowCount(batches.rowCount());
      }
      writer.writeBatch();
      if (pace.isDue()) {
        pace.flush();
      }
    }
    writer.end();
  }
}
