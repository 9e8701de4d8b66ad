package ducksite.api.render;

import ducksite.api.ApiStatus;
import ducksite.api.PluginService;

/**
 * Draws charts of one type on the server, without scripts: for the pages of a route and for {@code
 * charts} in its JSON. Called by several threads at once.
 */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_IMPLEMENT)
public interface ChartRenderer extends PluginService {

  /**
   * The name in {@code type = "…"} of a {@code [[charts]]} entry: lower case letters, digits,
   * {@code _} and {@code -}. The types that the host draws are taken.
   */
  String type();

  /**
   * The drawing: one {@code <svg>} element, well-formed, of at most 500,000 characters, without
   * scripts, without handlers of events, and without references to anything outside of it. Text
   * from the data must be escaped. Equal charts are equal drawings. Must end within {@code
   * [plugins.limits] preprocess_timeout}.
   *
   * @throws IllegalArgumentException when these data cannot be drawn; the message stands in the
   *     place of the chart
   * @throws Exception when the drawing fails; the page says so without details
   */
  String draw(Chart chart) throws Exception;
}
