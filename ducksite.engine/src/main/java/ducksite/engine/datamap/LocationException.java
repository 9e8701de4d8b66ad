package ducksite.engine.datamap;

import org.jspecify.annotations.Nullable;

/** A file that lies elsewhere could not be brought here; the message tells the author why. */
final class LocationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final @Nullable String hint;

  LocationException(String code, String message, @Nullable String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.hint = hint;
  }

  /** The stable problem code. */
  String code() {
    return code;
  }

  /** What to do, null when nothing is known. */
  @Nullable String hint() {
    return hint;
  }
}
