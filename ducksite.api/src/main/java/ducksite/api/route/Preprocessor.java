package ducksite.api.route;

import ducksite.api.ApiStatus;
import ducksite.api.PluginService;
import java.util.Map;

/**
 * A step between a route's checked parameters and its query. Steps run in the order of the route's
 * {@code [[preprocess]]} entries; each sees the parameters as the step before left them. Safe for
 * use by several threads.
 */
@ApiStatus(stability = ApiStatus.Stability.STABLE, role = ApiStatus.Role.TO_IMPLEMENT)
@FunctionalInterface
public interface Preprocessor extends PluginService {

  /**
   * The parameters to go on with. Values are {@code String}, {@code Long}, {@code Double}, {@code
   * Boolean}, {@code LocalDate}, {@code LocalDateTime} or a {@code List} of these; an optional
   * parameter without a value is not in the map. The given map is the call's own copy and may be
   * changed and returned. Must end within {@code [plugins.limits] preprocess_timeout}.
   *
   * @throws IllegalArgumentException when the request's values cannot be accepted; the client gets
   *     400 with the message
   * @throws Exception when the step fails; the client gets 502 without details
   */
  Map<String, Object> process(Map<String, Object> parameters, RouteContext context)
      throws Exception;
}
