package ducksite.engine.project;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mistake in a project: what, where, why and what to do.
 *
 * @param code stable, kebab-case, with an area: {@code config/unknown-key}
 * @param severity error or warning
 * @param message what is wrong, one sentence without a final stop
 * @param file relative to the project root with forward slashes, null when it is not in a file
 * @param line 1-based, 0 when unknown
 * @param column 1-based in characters (code points), 0 when unknown
 * @param sourceLine the text of the line, null when unknown
 * @param hint what to do, null when there is nothing to say
 * @param related further places that belong to it
 */
public record Problem(
    String code,
    Severity severity,
    String message,
    @Nullable String file,
    int line,
    int column,
    @Nullable String sourceLine,
    @Nullable String hint,
    List<Place> related) {

  private static final Pattern CODE = Pattern.compile("[a-z0-9-]+/[a-z0-9-]+");

  public Problem {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("a problem code is area/kebab-case, not '" + code + "'");
    }
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException(
          "a place is 1-based, or 0 when unknown: " + line + ":" + column);
    }
    related = List.copyOf(related);
  }

  /** An error without a place. */
  public static Problem error(String code, String message) {
    return new Problem(code, Severity.ERROR, message, null, 0, 0, null, null, List.of());
  }

  /** A warning without a place. */
  public static Problem warning(String code, String message) {
    return new Problem(code, Severity.WARNING, message, null, 0, 0, null, null, List.of());
  }

  /** The same problem with advice; null removes it. */
  public Problem withHint(@Nullable String newHint) {
    return new Problem(code, severity, message, file, line, column, sourceLine, newHint, related);
  }

  /** The same problem, as bad as given. */
  public Problem withSeverity(Severity newSeverity) {
    return new Problem(code, newSeverity, message, file, line, column, sourceLine, hint, related);
  }

  /** The same problem about a whole file. */
  public Problem withFile(String newFile) {
    return new Problem(code, severity, message, newFile, 0, 0, null, hint, related);
  }

  /** The same problem at a place of a file. */
  public Problem withPlace(
      String newFile, int newLine, int newColumn, @Nullable String newSourceLine) {
    return new Problem(
        code, severity, message, newFile, newLine, newColumn, newSourceLine, hint, related);
  }

  /** The same problem with one more related place. */
  public Problem withRelated(Place place) {
    List<Place> places = new ArrayList<>(related);
    places.add(place);
    return new Problem(code, severity, message, file, line, column, sourceLine, hint, places);
  }

  /** Whether this is an error, not a warning. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
