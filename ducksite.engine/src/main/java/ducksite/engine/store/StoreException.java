package ducksite.engine.store;

/** A store could not be read or written; the message names the file. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The stable problem code. */
  public String code() {
    return "state/store-failed";
  }
}
