package ducksite.app.edit;

import java.util.ArrayList;
import java.util.List;

/** Cuts a TOML text into pieces; put together again they are the text. */
final class TomlPieces {

  private final String text;
  private int at;

  private TomlPieces(String text) {
    this.text = text;
  }

  static List<TomlPiece> of(String text) {
    TomlPieces cut = new TomlPieces(text);
    List<TomlPiece> pieces = new ArrayList<>();
    while (cut.at < text.length()) {
      pieces.add(cut.next());
    }
    return pieces;
  }

  static String text(List<TomlPiece> pieces) {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.text()));
    return text.toString();
  }

  private TomlPiece next() {
    int start = at;
    int lineEnd = lineEnd(start);
    String line = text.substring(start, lineEnd).strip();
    if (line.isEmpty() || line.startsWith("#")) {
      at = lineEnd;
      return TomlPiece.plain(
          line.isEmpty() ? TomlPiece.Kind.BLANK : TomlPiece.Kind.COMMENT,
          "",
          text.substring(start, at));
    }
    if (line.startsWith("[")) {
      at = lineEnd;
      boolean several = line.startsWith("[[");
      int from = several ? 2 : 1;
      int close = line.indexOf(']');
      return TomlPiece.plain(
          several ? TomlPiece.Kind.TABLES : TomlPiece.Kind.TABLE,
          bare(line.substring(from, Math.max(from, close))),
          text.substring(start, at));
    }
    return key(start);
  }

  private TomlPiece key(int start) {
    at = start;
    while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != '\n') {
      at = isQuote(text.charAt(at)) ? afterString(at) : at + 1;
    }
    int equals = Math.min(at, text.length());
    String name = bare(text.substring(start, equals));
    int value = Math.min(equals + 1, text.length());
    while (value < text.length() && (text.charAt(value) == ' ' || text.charAt(value) == '\t')) {
      value++;
    }
    int valueEnd = valueEnd(value);
    at = lineEnd(valueEnd);
    return new TomlPiece(
        TomlPiece.Kind.KEY, name, text.substring(start, at), value - start, valueEnd - start);
  }

  /** Where a value ends: at the end of its line, or where its brackets are closed. */
  private int valueEnd(int start) {
    int depth = 0;
    int end = start;
    int index = start;
    while (index < text.length()) {
      char character = text.charAt(index);
      if (isQuote(character)) {
        index = afterString(index);
        end = index;
        continue;
      }
      if (character == '#') {
        if (depth == 0) {
          return end;
        }
        index = lineEnd(index);
        continue;
      }
      if (character == '\n' && depth == 0) {
        return end;
      }
      depth += character == '[' || character == '{' ? 1 : 0;
      depth -= character == ']' || character == '}' ? 1 : 0;
      index++;
      if (!Character.isWhitespace(character)) {
        end = index;
      }
    }
    return end;
  }

  private int afterString(int start) {
    char quote = text.charAt(start);
    String three = String.valueOf(quote).repeat(3);
    if (text.startsWith(three, start)) {
      int close = start + 3;
      while (close < text.length() && !text.startsWith(three, close)) {
        close += quote == '"' && text.charAt(close) == '\\' ? 2 : 1;
      }
      int end = Math.min(text.length(), close + 3);
      // Up to two quotes may stand before the closing three.
      while (end < text.length() && end < close + 5 && text.charAt(end) == quote) {
        end++;
      }
      return end;
    }
    int index = start + 1;
    while (index < text.length() && text.charAt(index) != quote && text.charAt(index) != '\n') {
      index += quote == '"' && text.charAt(index) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), index + 1);
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', Math.min(from, text.length()));
    return end < 0 ? text.length() : end + 1;
  }

  private static boolean isQuote(char character) {
    return character == '"' || character == '\'';
  }

  private static String bare(String name) {
    return name.replaceAll("[\\s\"']", "");
  }
}
