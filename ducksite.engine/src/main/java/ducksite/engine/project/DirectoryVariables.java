package ducksite.engine.project;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The constants of {@code [dirs]} and their use as {@code ${DIR_…}}. Values are not expanded
 * themselves.
 */
final class DirectoryVariables {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  private final Map<String, String> dirs;
  private final Problems problems;

  DirectoryVariables(Map<String, String> dirs, Problems problems) {
    this.dirs = dirs;
    this.problems = problems;
  }

  /** The text with its variables replaced; one that cannot be replaced is a problem and stays. */
  String expand(String text, Position position) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder expanded = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(
          expanded, Matcher.quoteReplacement(value(matcher.group(), matcher.group(1), position)));
    }
    return matcher.appendTail(expanded).toString();
  }

  private String value(String reference, String name, Position position) {
    Position place = position.of(reference);
    if (!name.startsWith("DIR_")) {
      String message = "only DIR_* variables are allowed here, and `" + reference + "` is none";
      problems.add(
          place.error("config/not-a-dir-variable", message, "define DIR_… in [dirs] and use it"));
      return reference;
    }
    String value = dirs.get(name);
    if (value == null) {
      String hint =
          Suggestions.hint(name, dirs.keySet()).orElse("define it in [dirs]: " + name + " = \"…\"");
      problems.add(
          place.error("config/unknown-dir-variable", "unknown DIR variable '" + name + "'", hint));
      return reference;
    }
    return value;
  }
}
