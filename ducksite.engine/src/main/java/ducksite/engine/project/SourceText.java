package ducksite.engine.project;

import org.jspecify.annotations.Nullable;

/**
 * The text of one file of the project. Lines end with {@code \n}: the reader has removed byte order
 * marks and carriage returns, so an offset is into this text and not into the bytes on disk.
 *
 * @param file relative to the project root with forward slashes
 * @param text the content
 */
public record SourceText(String file, String text) {

  /** The place of an offset in chars; offsets beyond the end are the end. */
  public Position position(int offset) {
    int end = Math.clamp(offset, 0, text.length());
    int line = 1;
    int lineStart = 0;
    for (int next = text.indexOf('\n');
        next >= 0 && next < end;
        next = text.indexOf('\n', lineStart)) {
      line++;
      lineStart = next + 1;
    }
    return new Position(this, line, text.codePointCount(lineStart, end) + 1);
  }

  /** The text of a 1-based line without its end; empty beyond the last line. */
  public String line(int line) {
    int start = 0;
    for (int skipped = 1; skipped < line; skipped++) {
      int next = text.indexOf('\n', start);
      if (next < 0) {
        return "";
      }
      start = next + 1;
    }
    int end = text.indexOf('\n', start);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  /** The first place. */
  public Position start() {
    return new Position(this, 1, 1);
  }

  /** A problem at an offset in chars. */
  public Problem problem(
      String code, Severity severity, int offset, String message, @Nullable String hint) {
    return position(offset).problem(code, severity, message, hint);
  }

  /**
   * The piece from {@code start} to before {@code end}, both offsets in chars.
   *
   * @throws IllegalArgumentException when they are not inside the text
   */
  public SourceFragment fragment(int start, int end) {
    return new SourceFragment(this, start, end);
  }

  /** All of it. */
  public SourceFragment whole() {
    return fragment(0, text.length());
  }

  @Override
  public String toString() {
    return "SourceText[" + file + ", " + text.length() + " chars]";
  }
}
