package ducksite.plugins.s3;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which keys are wanted, by a glob over the key behind the prefix' last slash: {@code *} and {@code
 * ?} stay within a folder, {@code **} crosses folders, a leading {@code **}{@code /} also matches
 * none; {@code [a-c]}, {@code [!a-c]} and {@code {a,b}} as usual; {@code \} takes a special
 * character as itself.
 */
record KeyPattern(Pattern pattern) {

  /**
   * The pattern that a glob means.
   *
   * @throws IllegalArgumentException when a bracket is not closed
   */
  static KeyPattern of(String glob) {
    StringBuilder regex = new StringBuilder();
    int braces = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          if (glob.startsWith("**/", i)) {
            regex.append("(?:.*/)?");
            i += 2;
          } else if (glob.startsWith("**", i)) {
            regex.append(".*");
            i++;
          } else {
            regex.append("[^/]*");
          }
        }
        case '?' -> regex.append("[^/]");
        case '[' -> {
          int end = glob.indexOf(']', i + 2);
          if (end < 0) {
            throw new IllegalArgumentException("'[' is not closed");
          }
          regex.append(set(glob.substring(i + 1, end)));
          i = end;
        }
        case '{' -> {
          braces++;
          regex.append("(?:");
        }
        case '}' -> {
          regex.append(braces > 0 ? ")" : "\\}");
          braces = Math.max(0, braces - 1);
        }
        case ',' -> regex.append(braces > 0 ? "|" : ",");
        case '\\' -> {
          i++;
          regex.append(quoted(i < glob.length() ? glob.charAt(i) : c));
        }
        default -> regex.append(quoted(c));
      }
    }
    if (braces > 0) {
      throw new IllegalArgumentException("'{' is not closed");
    }
    try {
      return new KeyPattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("a '[…]' in it is not a set of characters", e);
    }
  }

  private static String set(String content) {
    boolean negated = content.startsWith("!");
    String characters =
        (negated ? content.substring(1) : content).replaceAll("([\\[\\\\^&])", "\\\\$1");
    return (negated ? "[^/" : "[") + characters + "]";
  }

  private static String quoted(char c) {
    return Character.isLetterOrDigit(c) || c == '/' || Character.isSurrogate(c)
        ? String.valueOf(c)
        : "\\" + c;
  }

  boolean matches(String relativeKey) {
    return pattern.matcher(relativeKey).matches();
  }
}
