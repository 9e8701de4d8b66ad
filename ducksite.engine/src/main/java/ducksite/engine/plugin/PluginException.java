package ducksite.engine.plugin;

import org.jspecify.annotations.Nullable;

/**
 * A plugin cannot be found, or a call into it has no answer. The message is for the project's
 * author, but that of {@link Kind#REJECTED_VALUE}, which is for the client.
 */
public final class PluginException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What went wrong, as far as callers act on it. */
  public enum Kind {
    /** No plugin answers to the reference. */
    UNKNOWN_REFERENCE("plugin/unknown-reference"),
    /**
     * The reference is clear, but its plugin is disabled, has failed to load or has been closed.
     */
    NOT_AVAILABLE("plugin/not-available"),
    /** A preprocessor refused the request's values; the message is its own, for the client. */
    REJECTED_VALUE("plugin/rejected-value"),
    /** The plugin threw; the cause tells what. */
    FAILED("plugin/failed"),
    /** The call overran its deadline. */
    TIMEOUT("plugin/timeout"),
    /** The queue is full, or no thread came free before the deadline. */
    OVERLOADED("plugin/overloaded"),
    /** Every thread of the plugin is held by a call that overran its deadline. */
    STUCK("plugin/stuck"),
    /** The caller was interrupted. */
    CANCELLED("plugin/cancelled");

    private final String code;

    Kind(String code) {
      this.code = code;
    }
  }

  private final Kind kind;
  private final String code;
  private final @Nullable String hint;

  PluginException(Kind kind, String message, @Nullable String hint, @Nullable Throwable cause) {
    this(kind, kind.code, message, hint, cause);
  }

  PluginException(
      Kind kind, String code, String message, @Nullable String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.code = code;
    this.hint = hint;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** The stable code, such as {@code plugin/timeout}. */
  public String code() {
    return code;
  }

  /** What to do about it, or null. */
  public @Nullable String hint() {
    return hint;
  }
}
