package ducksite.app.edit;

/**
 * One line of a TOML text, or several where a value spans them; its end of line included.
 *
 * @param name of the table or the key; empty for others
 * @param value where a key's value begins in the text
 * @param valueEnd where it ends
 */
record TomlPiece(Kind kind, String name, String text, int value, int valueEnd) {

  enum Kind {
    BLANK,
    COMMENT,
    TABLE,
    TABLES,
    KEY
  }

  static TomlPiece plain(Kind kind, String name, String text) {
    return new TomlPiece(kind, name, text, 0, 0);
  }

  static TomlPiece key(String name, String value, String lineEnd) {
    String text = name + " = " + value + lineEnd;
    return new TomlPiece(
        Kind.KEY, name, text, name.length() + 3, name.length() + 3 + value.length());
  }

  boolean isHeader() {
    return kind == Kind.TABLE || kind == Kind.TABLES;
  }

  String valueText() {
    return text.substring(value, valueEnd);
  }

  /** The same line with another value; a comment behind it stays. */
  TomlPiece withValue(String written) {
    return new TomlPiece(
        kind,
        name,
        text.substring(0, value) + written + text.substring(valueEnd),
        value,
        value + written.length());
  }
}
