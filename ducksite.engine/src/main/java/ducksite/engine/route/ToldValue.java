package ducksite.engine.route;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value that a message of DuckDB tells. What it quotes is compared by its letters and digits
 * alone: others arrive escaped, mangled or not at all, and what is long is cut.
 *
 * @param message without the SQL it may be followed by
 */
record ToldValue(String message) {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.]*(?:[eE][+-]?[0-9]+)?");

  private static final Pattern LEFT_OUT =
      Pattern.compile("\\\\(?:[bfnrt0]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})|[^a-zA-Z0-9]");

  private static final Pattern UNUSUAL = Pattern.compile("(?:[^ -~]|\\\\0?|\\?)+");

  private static final String QUOTES = "'\"";

  /** Longer texts may be cut. */
  private static final int LONGEST_QUOTED = 40;

  /** The whole message about a regular expression that ends within an escape. */
  private static final String TRAILING_ESCAPE = "trailing \\";

  /** Whether this is the value, or one of these. */
  boolean is(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().anyMatch(this::is);
      case Number number -> isNumber(number);
      case Boolean _ -> false;
      default -> isText(SlotText.text(value));
    };
  }

  private boolean isText(String value) {
    for (int at = 0; at < message.length(); at++) {
      if (isQuote(at) && isQuoted(message.substring(at + 1), value)) {
        return true;
      }
    }
    return isPattern(value);
  }

  private boolean isQuote(int at) {
    return QUOTES.indexOf(message.charAt(at)) >= 0;
  }

  /** Whether the text is the value, up to one of its quotes or, cut, to its end. */
  private static boolean isQuoted(String text, String value) {
    String letters = letters(value);
    for (int at = 0; at < text.length(); at++) {
      if (QUOTES.indexOf(text.charAt(at)) >= 0 && letters(text.substring(0, at)).equals(letters)) {
        return true;
      }
    }
    String told = letters(text);
    if (value.length() > LONGEST_QUOTED) {
      return told.startsWith(letters(value.substring(0, LONGEST_QUOTED)));
    }
    boolean isMangled = value.chars().anyMatch(each -> Character.isSurrogate((char) each));
    return isMangled ? letters.startsWith(told) : told.equals(letters);
  }

  /** Regular expressions are told without quotes, at the end, in part. */
  private boolean isPattern(String value) {
    String told = plain(message);
    String end = told.substring(told.lastIndexOf(": ") + 1).strip();
    return !end.isEmpty() && plain(value).contains(end)
        || message.endsWith(TRAILING_ESCAPE) && value.endsWith("\\");
  }

  private static String letters(String text) {
    return LEFT_OUT.matcher(text).replaceAll("");
  }

  private static String plain(String text) {
    return UNUSUAL.matcher(text).replaceAll("?");
  }

  private boolean isNumber(Number number) {
    if (number.doubleValue() < 0 && message.contains("cannot be negative")) {
      return true;
    }
    Matcher told = NUMBER.matcher(message);
    while (told.find()) {
      try {
        if (Double.parseDouble(told.group()) == number.doubleValue()) {
          return true;
        }
      } catch (NumberFormatException e) {
        // Digits and points that are no number, such as a version.
        continue;
      }
    }
    return false;
  }
}
