package ducksite.engine.sql;

/**
 * One token of SQL text, between two character offsets.
 *
 * @param start offset of its first character
 * @param end offset behind its last one
 */
public record SqlToken(Kind kind, int start, int end) {

  /** What a token is. */
  public enum Kind {
    /** A keyword or an identifier without quotes. */
    WORD,
    /** An identifier in double quotes. */
    QUOTED_IDENTIFIER,
    /** A string: {@code '…'}, {@code E'…'} or between dollar quotes. */
    STRING,
    /** A number. */
    NUMBER,
    /** {@code $name}. */
    NAMED_PARAMETER,
    /** {@code $1}, {@code ?} or {@code ?1}. */
    POSITIONAL_PARAMETER,
    /** An operator or a punctuation mark. */
    OPERATOR,
    /** A comment, to the end of the line or between marks. */
    COMMENT,
    /** Blanks, of Unicode too. */
    WHITESPACE
  }

  /** Whether the parser sees it: neither blanks nor a comment. */
  public boolean significant() {
    return kind != Kind.COMMENT && kind != Kind.WHITESPACE;
  }

  /** The token as written in {@code sql}, the text it was found in. */
  public String text(String sql) {
    return sql.substring(start, end);
  }

  /** Whether it is this word, in whatever case and without quotes, or this operator. */
  public boolean is(String sql, String word) {
    return (kind == Kind.WORD || kind == Kind.OPERATOR)
        && end - start == word.length()
        && sql.regionMatches(true, start, word, 0, word.length());
  }
}
