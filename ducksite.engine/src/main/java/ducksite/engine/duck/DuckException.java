package ducksite.engine.duck;

import java.util.List;
import java.util.Locale;

/** DuckDB did not answer. The message is for the author: it may quote SQL, values and paths. */
public class DuckException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final List<String> VALUE_ERRORS =
      List.of("Conversion Error", "Invalid Input Error", "Out of Range Error", "Binder Error");

  /** Whether the query names something that is not there, such as a column. */
  public boolean isAboutNames() {
    return String.valueOf(getMessage()).startsWith("Binder Error");
  }

  /** Whether DuckDB could not do with the values, or with their types, what the query says. */
  public boolean isAboutValues() {
    String message = String.valueOf(getMessage());
    return kind == Kind.FAILED && VALUE_ERRORS.stream().anyMatch(message::startsWith);
  }

  /** Why there is no answer. */
  public enum Kind {
    /** The deadline passed, in the queue or while it ran. */
    TIMEOUT,
    /** Nobody waits for the result any more. */
    CANCELLED,
    /** The instance's memory limit, or that of its temporary files, was reached. */
    OUT_OF_MEMORY,
    /** All connections are busy and the queue is full. */
    OVERLOADED,
    /** Anything else: the message is DuckDB's. */
    FAILED
  }

  private final Kind kind;

  DuckException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  DuckException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The same without DuckDB's words, which may quote a value that nobody may see. */
  public DuckException withheld() {
    return new DuckException(
        kind, "the query failed; what DuckDB says is withheld, because the query has secrets");
  }

  /** Why there is no answer. */
  public Kind kind() {
    return kind;
  }

  /** The stable problem code, such as {@code query/out-of-memory}. */
  public String code() {
    return "query/" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
