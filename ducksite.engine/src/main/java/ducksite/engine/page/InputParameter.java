package ducksite.engine.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A further value that an input gives: {@code ${params.name}} is an expression over what is chosen.
 * Where the expression takes the first characters, {@code ${inputs.name}} is these.
 *
 * @param name unique within the page
 * @param expression NULL while nothing is chosen
 */
public record InputParameter(String name, InputExpression expression) {

  private static final Pattern PREFIX =
      Pattern.compile(
          "\\s*(?:left\\s*\\(\\s*\\?|substr(?:ing)?\\s*\\(\\s*\\?\\s*,\\s*1)\\s*,\\s*(\\d{1,4})\\s*\\)\\s*",
          Pattern.CASE_INSENSITIVE);

  /** The first characters of a value that the expression takes; empty when it is another one. */
  String prefix(String value) {
    Matcher matcher = PREFIX.matcher(expression.template());
    if (!matcher.matches()) {
      return "";
    }
    int characters = value.codePointCount(0, value.length());
    int taken = Math.min(characters, Integer.parseInt(matcher.group(1)));
    return value.substring(0, value.offsetByCodePoints(0, taken));
  }
}
