package ducksite.api.auth;

import ducksite.api.ApiStatus;
import ducksite.api.PluginService;
import java.util.Optional;

/**
 * Tells which user a request acts for. Called before every path but the health checks; a failure is
 * answered with 503, never treated as anonymous. Safe for use by several threads.
 */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_IMPLEMENT)
public interface AuthAdapter extends PluginService {

  /**
   * The user behind a request, or empty when the request names none or its credentials are wrong.
   *
   * @throws Exception when it cannot be decided
   */
  Optional<AuthenticatedUser> authenticate(AuthRequest request) throws Exception;

  /** How to answer a request without a user: by default 401 with a bearer challenge. */
  default Challenge challenge(AuthRequest request) {
    return Challenge.unauthorized("Bearer");
  }
}
