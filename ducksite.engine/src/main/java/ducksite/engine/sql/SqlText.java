package ducksite.engine.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Quoting for text that becomes part of a statement, and the positions in one that the engine
 * edits.
 */
public final class SqlText {

  private SqlText() {}

  /** A name as a quoted identifier. */
  public static String identifier(String name) {
    return '"' + checked(name).replace("\"", "\"\"") + '"';
  }

  /** A value as a string literal. */
  public static String literal(String value) {
    return '\'' + checked(value).replace("'", "''") + '\'';
  }

  /**
   * The name that a word or a quoted identifier stands for; a string for its content, as in {@code
   * FROM 'orders'}.
   */
  public static String unquoted(String token) {
    if (token.length() >= 2 && (token.charAt(0) == '"' || token.charAt(0) == '\'')) {
      String quote = token.substring(0, 1);
      return token.substring(1, token.length() - 1).replace(quote + quote, quote);
    }
    return token;
  }

  /**
   * The text without blanks, comments and semicolons behind the last token. What stands before
   * stays, so offsets stay. Safe to put into parentheses.
   */
  public static String statement(String sql) {
    int end = 0;
    for (SqlToken token : SqlTokenizer.tokens(sql)) {
      if (token.significant() && !token.is(sql, ";")) {
        end = token.end();
      }
    }
    return sql.substring(0, end);
  }

  /**
   * The text with each blank of Unicode outside strings and quotes as a plain one. DuckDB reads it
   * so, but counts bytes by the plain form; lengths in characters stay.
   */
  public static String plainBlanks(String sql) {
    if (sql.chars().allMatch(character -> character < 0x80)) {
      return sql;
    }
    StringBuilder plain = new StringBuilder(sql);
    for (SqlToken token : SqlTokenizer.tokens(sql)) {
      if (token.kind() == SqlToken.Kind.WHITESPACE) {
        for (int index = token.start(); index < token.end(); index++) {
          if (plain.charAt(index) >= 0x80) {
            plain.setCharAt(index, ' ');
          }
        }
      }
    }
    return plain.toString();
  }

  /**
   * The offset behind the call whose name starts at an offset: behind the parenthesis that closes
   * its arguments.
   *
   * @param tokens significant tokens of {@code sql}
   * @return -1 when no call starts there
   */
  public static int callEnd(String sql, List<SqlToken> tokens, int start) {
    Deque<Character> open = new ArrayDeque<>();
    boolean started = false;
    for (SqlToken token : tokens) {
      if (token.start() < start) {
        continue;
      }
      if (!started && token.start() != start) {
        return -1;
      }
      started = true;
      if (token.kind() != SqlToken.Kind.OPERATOR) {
        continue;
      }
      switch (sql.charAt(token.start())) {
        case '(' -> open.push(')');
        case '[' -> open.push(']');
        case '{' -> open.push('}');
        case ')', ']', '}' -> {
          if (open.isEmpty() || open.pop() != sql.charAt(token.start())) {
            return -1;
          }
          if (open.isEmpty()) {
            return token.end();
          }
        }
        case ';' -> {
          return -1;
        }
        default -> {
          // a dot of a qualified name, or an operator inside the arguments
        }
      }
    }
    return -1;
  }

  private static String checked(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "text for SQL contains the character U+0000, which DuckDB cannot hold");
    }
    return text;
  }
}
