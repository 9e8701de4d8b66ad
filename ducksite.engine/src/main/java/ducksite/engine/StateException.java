package ducksite.engine;

import java.io.IOException;

/** The state folder cannot be used as asked. */
public final class StateException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final String hint;

  StateException(String code, String message, String hint) {
    super(message);
    this.code = code;
    this.hint = hint;
  }

  /** The stable problem code. */
  public String code() {
    return code;
  }

  /** What to do. */
  public String hint() {
    return hint;
  }
}
