package ducksite.api.render;

import ducksite.api.ApiStatus;

/** A query failed or was cancelled while its result was being read. A renderer lets it pass. */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public class ResultException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception with the cause as the engine knows it; the host decides what a client may see of
   * it.
   */
  public ResultException(String message, Throwable cause) {
    super(message, cause);
  }
}
