package ducksite.engine.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL text into tokens that cover it without a gap, by DuckDB's lexical rules. Text that
 * DuckDB would refuse (a string without an end) becomes a token that reaches to the end: the parser
 * reports it better. Confined to one call.
 */
public final class SqlTokenizer {

  private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`:";

  private final String sql;
  private int position;

  private SqlTokenizer(String sql) {
    this.sql = sql;
  }

  /** All tokens, blanks and comments included. */
  public static List<SqlToken> tokens(String sql) {
    SqlTokenizer tokenizer = new SqlTokenizer(sql);
    List<SqlToken> tokens = new ArrayList<>();
    while (tokenizer.position < sql.length()) {
      int start = tokenizer.position;
      SqlToken.Kind kind = tokenizer.next();
      tokens.add(new SqlToken(kind, start, tokenizer.position));
    }
    return tokens;
  }

  /** The tokens that the parser sees. */
  public static List<SqlToken> significant(String sql) {
    return tokens(sql).stream().filter(SqlToken::significant).toList();
  }

  private SqlToken.Kind next() {
    char first = sql.charAt(position);
    if (isBlank(first)) {
      skipWhile(SqlTokenizer::isBlank);
      return SqlToken.Kind.WHITESPACE;
    }
    if (sql.startsWith("--", position)) {
      skipWhile(character -> character != '\n' && character != '\r');
      return SqlToken.Kind.COMMENT;
    }
    if (sql.startsWith("/*", position)) {
      skipComment();
      return SqlToken.Kind.COMMENT;
    }
    if (first == '\'') {
      skipQuoted('\'', false);
      return SqlToken.Kind.STRING;
    }
    if (first == '"') {
      skipQuoted('"', false);
      return SqlToken.Kind.QUOTED_IDENTIFIER;
    }
    if ((first == 'e' || first == 'E') && at(position + 1) == '\'') {
      position++;
      skipQuoted('\'', true);
      return SqlToken.Kind.STRING;
    }
    if (first == '$') {
      return dollar();
    }
    if (first == '?') {
      position++;
      skipWhile(SqlTokenizer::isDigit);
      return SqlToken.Kind.POSITIONAL_PARAMETER;
    }
    if (isDigit(first) || first == '.' && isDigit(at(position + 1))) {
      skipNumber();
      return SqlToken.Kind.NUMBER;
    }
    if (isWordStart(first)) {
      skipWhile(SqlTokenizer::isWordPart);
      return SqlToken.Kind.WORD;
    }
    position++;
    if (OPERATOR_CHARACTERS.indexOf(first) >= 0) {
      while (OPERATOR_CHARACTERS.indexOf(at(position)) >= 0 && !commentStartsHere()) {
        position++;
      }
    }
    return SqlToken.Kind.OPERATOR;
  }

  private boolean commentStartsHere() {
    return sql.startsWith("--", position) || sql.startsWith("/*", position);
  }

  private SqlToken.Kind dollar() {
    int start = position++;
    if (isDigit(at(position))) {
      skipWhile(SqlTokenizer::isDigit);
      return SqlToken.Kind.POSITIONAL_PARAMETER;
    }
    skipWhile(character -> isWordPart(character) && character != '$');
    if (at(position) == '$') {
      position++;
      int close = sql.indexOf(sql.substring(start, position), position);
      position = close < 0 ? sql.length() : close + position - start;
      return SqlToken.Kind.STRING;
    }
    return position == start + 1 ? SqlToken.Kind.OPERATOR : SqlToken.Kind.NAMED_PARAMETER;
  }

  private void skipQuoted(char quote, boolean backslashEscapes) {
    position++;
    while (position < sql.length()) {
      char character = sql.charAt(position++);
      if (backslashEscapes && character == '\\') {
        position++;
      } else if (character == quote) {
        if (at(position) != quote) {
          return;
        }
        position++;
      }
    }
    position = sql.length();
  }

  private void skipComment() {
    int depth = 0;
    do {
      if (sql.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (sql.startsWith("*/", position)) {
        depth--;
        position += 2;
      } else {
        position++;
      }
    } while (depth > 0 && position < sql.length());
  }

  private void skipNumber() {
    while (position < sql.length()) {
      char character = sql.charAt(position);
      boolean exponentSign =
          (character == '+' || character == '-')
              && "eE".indexOf(sql.charAt(position - 1)) >= 0
              && !hexadecimal();
      if (!isDigit(character)
          && character != '.'
          && character != '_'
          && !isAsciiLetter(character)
          && !exponentSign) {
        return;
      }
      position++;
    }
  }

  private boolean hexadecimal() {
    int start = position;
    while (start > 0 && isWordPart(sql.charAt(start - 1))) {
      start--;
    }
    return sql.regionMatches(true, start, "0x", 0, 2);
  }

  private void skipWhile(java.util.function.IntPredicate accepted) {
    while (position < sql.length() && accepted.test(sql.charAt(position))) {
      position++;
    }
  }

  private char at(int index) {
    return index < sql.length() ? sql.charAt(index) : '\0';
  }

  /**
   * Whether a character separates tokens; DuckDB treats the blanks of Unicode and a byte order mark
   * so, too.
   */
  static boolean isBlank(int character) {
    return character <= ' ' && character > 0
        || Character.isSpaceChar(character)
        || character >= 0x200B && character <= 0x200D
        || character == 0x2060
        || character == 0xFEFF;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isAsciiLetter(int character) {
    return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
  }

  private static boolean isWordStart(int character) {
    return isAsciiLetter(character) || character == '_' || character >= 0x80 && !isBlank(character);
  }

  private static boolean isWordPart(int character) {
    return isWordStart(character) || isDigit(character) || character == '$';
  }
}
