package ducksite.api.render;

import ducksite.api.ApiStatus;
import ducksite.api.Cancellation;
import ducksite.api.Options;
import java.util.Optional;
import java.util.OptionalLong;

/** What a {@link Renderer} may know of the answer it writes. Valid inside the call. */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public interface RenderContext {

  /** The route's id, or a page query's. */
  String id();

  /** A title for people. */
  Optional<String> title();

  /** A description for people. */
  Optional<String> description();

  /** Rows skipped before the first one given. */
  long offset();

  /** The most rows the request asked for; empty when it asked for all. */
  OptionalLong limit();

  /** Rows of the whole result, where known before it has been read. */
  OptionalLong totalRows();

  /**
   * Milliseconds the data took to produce, as of now, with the fraction: read it after the last
   * batch. A stored result keeps the time of its first production, so that equal data is equal
   * bytes.
   */
  double elapsedMillis();

  /** The options of this format: the route's {@code [postprocess.<format>]} table. */
  Options options();

  /** Whether the answer is still wanted. */
  Cancellation cancellation();
}
