package ducksite.engine.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The forms of a problem: text for a terminal, with or without colours, and the fields of {@code
 * check --json}.
 */
public final class ProblemFormat {

  private static final String RESET = "\u001B[0m";
  private static final String BOLD = "\u001B[1m";
  private static final String RED = "\u001B[1;31m";
  private static final String YELLOW = "\u001B[1;33m";
  private static final String BLUE = "\u001B[1;34m";

  private final boolean colour;

  private ProblemFormat(boolean colour) {
    this.colour = colour;
  }

  /** Text without escapes. */
  public static ProblemFormat plain() {
    return new ProblemFormat(false);
  }

  /** Text with ANSI colours. */
  public static ProblemFormat coloured() {
    return new ProblemFormat(true);
  }

  /**
   * Several lines: head, place, source line with a caret, notes and help; the last line ends
   * without a line feed.
   */
  public String text(Problem problem) {
    String tint = problem.isError() ? RED : YELLOW;
    StringBuilder out = new StringBuilder();
    out.append(paint(tint, problem.severity().label() + "[" + problem.code() + "]"));
    out.append(paint(BOLD, ": " + printable(problem.message())));
    if (problem.file() != null) {
      out.append("\n ")
          .append(paint(BLUE, "-->"))
          .append(' ')
          .append(place(problem.file(), problem.line(), problem.column()));
    }
    String number = problem.line() > 0 ? Integer.toString(problem.line()) : "";
    if (problem.sourceLine() != null) {
      SourceExcerpt excerpt = SourceExcerpt.of(problem.sourceLine(), problem.column());
      out.append('\n').append(paint(BLUE, number + " | ")).append(excerpt.line());
      if (problem.column() > 0) {
        out.append('\n').append(paint(BLUE, " ".repeat(number.length()) + " | "));
        out.append(excerpt.caret()).append(paint(tint, "^"));
      }
    }
    String margin = "\n" + " ".repeat(number.length() + 1);
    for (Place place : problem.related()) {
      out.append(margin).append(paint(BLUE, "=")).append(" note: ").append(note(place));
    }
    if (problem.hint() != null) {
      out.append(margin)
          .append(paint(BLUE, "="))
          .append(" help: ")
          .append(printable(problem.hint()));
    }
    return out.toString();
  }

  /**
   * All problems, a blank line between two of them, and a last line that counts them; empty when
   * there are none.
   */
  public String text(List<Problem> problems) {
    if (problems.isEmpty()) {
      return "";
    }
    long errors = problems.stream().filter(Problem::isError).count();
    String count = count(errors, "error") + ", " + count(problems.size() - errors, "warning");
    return problems.stream().map(this::text).collect(Collectors.joining("\n\n", "", "\n\n"))
        + paint(BOLD, count);
  }

  /** One line: {@code file:line:column: message [code]}. */
  public String summary(Problem problem) {
    String where =
        problem.file() == null
            ? ""
            : place(problem.file(), problem.line(), problem.column()) + ": ";
    return where + printable(problem.message()) + " [" + problem.code() + "]";
  }

  /**
   * The fields of the machine form, in order: code, severity, message, file, line, column, hint,
   * related. Unknown lines and columns are 0, an unknown file and a missing hint are null.
   */
  public static Map<String, @Nullable Object> toMap(Problem problem) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("code", problem.code());
    fields.put("severity", problem.severity().label());
    fields.put("message", problem.message());
    fields.put("file", problem.file());
    fields.put("line", problem.line());
    fields.put("column", problem.column());
    fields.put("hint", problem.hint());
    fields.put("related", problem.related().stream().map(ProblemFormat::toMap).toList());
    return fields;
  }

  private static Map<String, @Nullable Object> toMap(Place place) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("file", place.file());
    fields.put("line", place.line());
    fields.put("column", place.column());
    fields.put("message", place.message());
    return fields;
  }

  private static String note(Place place) {
    String where =
        place.file() == null ? "" : place(place.file(), place.line(), place.column()) + ": ";
    return where + printable(place.message());
  }

  private static String place(String file, int line, int column) {
    return printable(file)
        + (line == 0 ? "" : ":" + line)
        + (line == 0 || column == 0 ? "" : ":" + column);
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Texts come from files: an escape sequence in them must not reach the terminal. */
  private static String printable(String text) {
    return text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n')
        ? text
        : text.codePoints()
            .map(c -> Character.isISOControl(c) && c != '\n' ? '\uFFFD' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private String paint(String tint, String text) {
    return colour ? tint + text + RESET : text;
  }
}
