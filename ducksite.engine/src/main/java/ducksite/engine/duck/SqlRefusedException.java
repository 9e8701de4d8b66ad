package ducksite.engine.duck;

/** A statement did not pass the gate. The message is for the author: it may quote the statement. */
public final class SqlRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final int offset;
  private final String hint;

  SqlRefusedException(String code, String message, int offset, String hint) {
    super(message);
    this.code = code;
    this.offset = offset;
    this.hint = hint;
  }

  /** The stable problem code, such as {@code sql/function-refused}. */
  public String code() {
    return code;
  }

  /** Where in the text, in characters from 0; -1 where no place can be named. */
  public int offset() {
    return offset;
  }

  /** What to do about it; may be empty. */
  public String hint() {
    return hint;
  }
}
