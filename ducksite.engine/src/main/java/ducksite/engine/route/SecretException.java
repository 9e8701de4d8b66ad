package ducksite.engine.route;

/** A secret that has no value, or none that can be read. The message is for the operator. */
final class SecretException extends Exception {

  private static final long serialVersionUID = 1L;

  /** A stable code, then which secret and what to do. */
  SecretException(String code, String message) {
    super(code + ": " + message);
  }
}
