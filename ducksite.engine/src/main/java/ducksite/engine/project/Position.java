package ducksite.engine.project;

import org.jspecify.annotations.Nullable;

/**
 * A place in a source: a line and a column of a file, or a flag of the command line.
 *
 * @param source the text it is in
 * @param line 1-based
 * @param column 1-based in characters (code points)
 */
public record Position(SourceText source, int line, int column) {

  /** An error at this place. */
  public Problem error(String code, String message, @Nullable String hint) {
    return problem(code, Severity.ERROR, message, hint);
  }

  /** A warning at this place. */
  public Problem warning(String code, String message, @Nullable String hint) {
    return problem(code, Severity.WARNING, message, hint);
  }

  /** A problem at this place; one about a flag names the flag in its message. */
  public Problem problem(String code, Severity severity, String message, @Nullable String hint) {
    Problem problem = Problem.error(code, isFlag() ? source.file() + ": " + message : message);
    if (!isFlag()) {
      problem = problem.withPlace(source.file(), line, column, source.line(line));
    }
    return problem.withSeverity(severity).withHint(hint);
  }

  /** This place as the second place of another problem. */
  public Place place(String message) {
    return isFlag()
        ? new Place(null, 0, 0, source.file() + ": " + message)
        : new Place(source.file(), line, column, message);
  }

  /** The place of a text later in the same line; this place when the text is not there. */
  public Position of(String text) {
    String content = source.line(line);
    int start =
        content.offsetByCodePoints(
            0, Math.min(column - 1, content.codePointCount(0, content.length())));
    int found = content.indexOf(text, start);
    return found < 0 ? this : new Position(source, line, content.codePointCount(0, found) + 1);
  }

  /** The line that it is in. */
  public SourceFragment wholeLine() {
    int start = 0;
    for (int skipped = 1; skipped < line; skipped++) {
      start = source.text().indexOf('\n', start) + 1;
    }
    return source.fragment(start, start + source.line(line).length());
  }

  private boolean isFlag() {
    return source.file().startsWith("--");
  }

  /** {@code file:line:column}. */
  @Override
  public String toString() {
    return isFlag() ? source.file() : source.file() + ":" + line + ":" + column;
  }
}
