package ducksite.api.route;

import ducksite.api.ApiStatus;
import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.auth.AuthenticatedUser;
import java.util.Optional;

/** What a {@link Preprocessor} may know of the request it works for. Valid inside the call. */
@ApiStatus(stability = ApiStatus.Stability.STABLE, role = ApiStatus.Role.TO_CALL)
public interface RouteContext {

  /** The route's {@code id}. */
  String routeId();

  /**
   * The options of this step: the keys of its {@code [[preprocess]]} entry that are not the host's.
   */
  Options options();

  /** The user the request acts for; empty where the site has no authentication. */
  Optional<AuthenticatedUser> user();

  /** Whether the answer is still wanted. */
  Cancellation cancellation();

  /** The plugin's log, as {@link ducksite.api.PluginContext#log}. */
  System.Logger log();
}
