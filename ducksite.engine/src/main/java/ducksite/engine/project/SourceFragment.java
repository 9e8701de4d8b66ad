package ducksite.engine.project;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a file: a model's body in a {@code .sql}, a block in a page, perhaps with something
 * else in the place of some of it. Places inside it are places of the file.
 *
 * @param source the file's text
 * @param start offset in chars of the first char
 * @param end offset in chars behind the last char
 * @param edits what stands there instead, by offsets of the piece
 */
public record SourceFragment(SourceText source, int start, int end, TextEdits edits) {

  /** A piece as it stands in the file. */
  public SourceFragment(SourceText source, int start, int end) {
    this(source, start, end, TextEdits.NONE);
  }

  public SourceFragment {
    if (start < 0 || end < start || end > source.text().length()) {
      throw new IllegalArgumentException(
          "no piece "
              + start
              + ".."
              + end
              + " in "
              + source.text().length()
              + " chars of "
              + source.file());
    }
  }

  /** A piece that is a file of its own. */
  public static SourceFragment of(String file, String text) {
    return new SourceText(file, text).whole();
  }

  /** The chars of the piece. */
  public String text() {
    return edits.applyTo(source.text().substring(start, end));
  }

  /** The same piece with something else in the place of some of what stands in the file. */
  public SourceFragment with(TextEdits instead) {
    return new SourceFragment(source, start, end, instead);
  }

  /** The place of an offset in chars inside the piece. */
  public Position position(int offset) {
    return source.position(Math.clamp((long) start + edits.before(offset), start, end));
  }

  /** An error at an offset in chars inside the piece. */
  public Problem problem(String code, int offset, String message, @Nullable String hint) {
    return problem(code, Severity.ERROR, offset, message, hint);
  }

  /** A problem at an offset in chars inside the piece. */
  public Problem problem(
      String code, Severity severity, int offset, String message, @Nullable String hint) {
    return position(offset).problem(code, severity, message, hint);
  }

  @Override
  public String toString() {
    return "SourceFragment[" + position(0) + ", " + (end - start) + " chars]";
  }
}
