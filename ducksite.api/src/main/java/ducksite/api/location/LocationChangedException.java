package ducksite.api.location;

import ducksite.api.ApiStatus;
import java.io.IOException;

/** Another version has taken the place of the one that was to be read. */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public final class LocationChangedException extends IOException {

  private static final long serialVersionUID = 1L;

  /** An exception with a message for the operator, after what the reader met. */
  public LocationChangedException(String message, Throwable cause) {
    super(message, cause);
  }
}
