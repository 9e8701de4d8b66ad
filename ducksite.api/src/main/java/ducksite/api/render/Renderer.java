package ducksite.api.render;

import ducksite.api.ApiStatus;
import ducksite.api.PluginService;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes query results in one format. The built-in formats implement it too. One instance serves
 * the life of the plugin and is called by several threads at once.
 */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_IMPLEMENT)
public interface Renderer extends PluginService {

  /**
   * The name in {@code ?format=} and of the path's suffix: lower case letters, digits, {@code _}
   * and {@code -}.
   */
  String format();

  /** The media type of the answer, with its charset where it is text. */
  String mediaType();

  /**
   * Writes a whole result. Batches come as the query makes them; writing as one reads keeps memory
   * flat. The host closes the stream and buffers it: small writes are cheap. A result may have no
   * rows, no columns, columns of one name, and several batches of which some are empty.
   *
   * @throws ResultException passed on from {@code result} when the query fails or is cancelled
   * @throws IOException passed on from {@code out} when the client has gone
   */
  void render(ResultBatches result, RenderContext context, OutputStream out) throws IOException;
}
