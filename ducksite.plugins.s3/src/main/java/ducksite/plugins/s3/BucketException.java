package ducksite.plugins.s3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A bucket or an object cannot be read. The message is one sentence for the project's author. */
final class BucketException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Why, as far as what to do next depends on it. */
  enum Reason {
    /** The server does not know the credentials, or there are none. */
    CREDENTIALS,
    /** The credentials are good, but not for this. */
    FORBIDDEN,
    NO_BUCKET,
    NO_OBJECT,
    REGION,
    /** Another version has taken the object's place. */
    CHANGED,
    /** The server, or the way to it, may be well again soon. */
    PASSING,
    OTHER
  }

  private final Reason reason;

  BucketException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** The stable code. */
  String code() {
    return "s3/" + reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
