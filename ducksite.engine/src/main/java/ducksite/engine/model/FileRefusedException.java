package ducksite.engine.model;

/** Why a file argument is refused; the message is for the author. */
final class FileRefusedException extends Exception {

  private static final long serialVersionUID = 1L;
  final String code;
  final String hint;

  FileRefusedException(String message, String hint) {
    this("sql/file-argument", message, hint);
  }

  FileRefusedException(String code, String message, String hint) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
