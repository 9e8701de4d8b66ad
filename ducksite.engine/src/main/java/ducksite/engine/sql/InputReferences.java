package ducksite.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code ${params.name}} and {@code ${inputs.name}} of SQL that is written for pages: what the
 * reader of a page has chosen. For DuckDB they are parameters of equal length, so that all places
 * of the text stay where they are.
 */
public final class InputReferences {

  private static final Pattern WRITTEN = Pattern.compile("\\$\\{(params|inputs)\\.(\\w+)\\}");
  private static final Pattern MASKED = Pattern.compile("(params|inputs)__(\\w+)");
  private static final String PARAMS = "params__";
  private static final String INPUTS = "inputs__";
  private static final String VALUES = "values__";

  private InputReferences() {}

  /** The parameter of {@code ${params.name}}. */
  public static String parameter(String name) {
    return PARAMS + name;
  }

  /** The parameter of {@code ${inputs.name}}. */
  public static String input(String name) {
    return INPUTS + name;
  }

  /** The parameter of one value of an input inside an expression. */
  public static String value(String input, int number) {
    return VALUES + input + "__" + number;
  }

  /** Whether a parameter stands for something that a reader chooses. */
  public static boolean isReference(String parameter) {
    return parameter.startsWith(PARAMS)
        || parameter.startsWith(INPUTS)
        || parameter.startsWith(VALUES);
  }

  /** As the author writes the reference that a parameter stands for. */
  public static String written(String parameter) {
    Matcher matcher = MASKED.matcher(parameter);
    return matcher.matches() ? "${" + matcher.group(1) + "." + matcher.group(2) + "}" : parameter;
  }

  /** The text with a parameter for each reference; those in strings and comments stay. */
  public static String masked(String sql) {
    if (sql.indexOf("${") < 0) {
      return sql;
    }
    StringBuilder masked = new StringBuilder(sql);
    for (int start : places(sql, false)) {
      Matcher matcher = WRITTEN.matcher(sql);
      if (matcher.find(start)) {
        masked.replace(
            start, matcher.end(), "$" + matcher.group(1) + "__" + matcher.group(2) + " ");
      }
    }
    return masked.toString();
  }

  /** The masked text as its author wrote it. */
  public static String unmasked(String sql) {
    StringBuilder text = new StringBuilder();
    int copied = 0;
    for (Placeholders.Placeholder placeholder : Placeholders.find(sql)) {
      String written = written(placeholder.name());
      if (!written.equals(placeholder.name())) {
        text.append(sql, copied, placeholder.start()).append(written);
        copied = placeholder.end();
        copied += copied < sql.length() && sql.charAt(copied) == ' ' ? 1 : 0;
      }
    }
    return text.append(sql, copied, sql.length()).toString();
  }

  /**
   * The masked text with expressions in the place of parameters.
   *
   * @param expressions by the parameters' names; others stay
   */
  public static String replaced(String sql, Map<String, String> expressions) {
    StringBuilder text = new StringBuilder();
    int copied = 0;
    for (Placeholders.Placeholder placeholder : Placeholders.find(sql)) {
      String expression = expressions.get(placeholder.name());
      if (expression != null) {
        // The line break ends a comment that the expression may end with.
        text.append(sql, copied, placeholder.start()).append('(').append(expression).append("\n)");
        copied = placeholder.end();
      }
    }
    return text.append(sql, copied, sql.length()).toString();
  }

  /** Where references stand inside strings, where no value can be bound. */
  public static List<Integer> insideStrings(String sql) {
    return sql.indexOf("${") < 0 ? List.of() : places(sql, true);
  }

  private static List<Integer> places(String sql, boolean inStrings) {
    List<Integer> places = new ArrayList<>();
    List<SqlToken> tokens = SqlTokenizer.tokens(sql);
    Matcher matcher = WRITTEN.matcher(sql);
    int index = 0;
    while (matcher.find()) {
      while (tokens.get(index).end() <= matcher.start()) {
        index++;
      }
      boolean inString =
          switch (tokens.get(index).kind()) {
            case STRING, QUOTED_IDENTIFIER -> true;
            default -> false;
          };
      boolean inComment = tokens.get(index).kind() == SqlToken.Kind.COMMENT;
      if (inString == inStrings && !inComment) {
        places.add(matcher.start());
      }
    }
    return places;
  }
}
