package ducksite.api.auth;

import ducksite.api.ApiStatus;
import ducksite.api.PluginService;
import java.util.Optional;

/**
 * Tells which user a request acts for. Named by {@code [auth] adapter}, and called before every
 * path but the health checks. A failure is answered with 503, never treated as anonymous: an
 * exception or error, null, or no answer in time. Safe for use by several threads.
 */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_IMPLEMENT)
public interface AuthAdapter extends PluginService {

  /**
   * The user behind a request, or empty when the request names none or its credentials are wrong.
   *
   * <p>Headers and cookies are what a stranger sent: of any length and with any character. Must end
   * within {@code [plugins.limits] auth_timeout}. The answer is never null.
   *
   * @throws Exception when it cannot be decided, because a directory does not answer for example;
   *     the request is then answered with 503
   */
  Optional<AuthenticatedUser> authenticate(AuthRequest request) throws Exception;

  /**
   * How to answer a request without a user: by default 401 with a bearer challenge. Called after
   * {@link #authenticate} and within the same time. Never null.
   */
  default Challenge challenge(AuthRequest request) {
    return Challenge.unauthorized("Bearer");
  }
}
