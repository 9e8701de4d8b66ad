package ducksite.engine.cache;

/** The cache's own files cannot be used, as on a full disk. */
public final class CacheException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CacheException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }

  /** The stable problem code. */
  public String code() {
    return "cache/unusable";
  }
}
