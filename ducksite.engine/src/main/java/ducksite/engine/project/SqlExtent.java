package ducksite.engine.project;

/**
 * The meaningful stretch of a SQL text: what is left without blanks and comments around it and
 * without final semicolons. Quotes, dollar quotes and nested comments are understood, so that a
 * semicolon inside them stays.
 */
final class SqlExtent {

  private final String text;
  private final int limit;
  private int start = -1;
  private int end;

  private SqlExtent(String text, int from, int limit) {
    this.text = text;
    this.limit = limit;
    this.end = from;
    scan(from);
  }

  /**
   * The stretch between two offsets; an empty piece when there is nothing but blanks, comments and
   * semicolons.
   */
  static SourceFragment of(SourceText source, int from, int to) {
    SqlExtent extent = new SqlExtent(source.text(), from, to);
    return extent.start < 0
        ? source.fragment(from, from)
        : source.fragment(extent.start, extent.end);
  }

  private void scan(int from) {
    int offset = from;
    while (offset < limit) {
      int next = next(offset);
      boolean trivia =
          Character.isWhitespace(text.charAt(offset))
              || text.charAt(offset) == ';'
              || isComment(offset);
      if (!trivia) {
        start = start < 0 ? offset : start;
        end = next;
      }
      offset = next;
    }
  }

  private boolean isComment(int offset) {
    return text.startsWith("--", offset) || text.startsWith("/*", offset);
  }

  /** The offset behind the comment, quoted text or char that begins here. */
  private int next(int offset) {
    char c = text.charAt(offset);
    if (text.startsWith("--", offset)) {
      return behind("\n", offset);
    }
    if (text.startsWith("/*", offset)) {
      return behindComment(offset);
    }
    if (c == '\'' || c == '"') {
      return behind(String.valueOf(c), offset + 1);
    }
    if (c == '$' && (offset == 0 || !Character.isJavaIdentifierPart(text.charAt(offset - 1)))) {
      int close = text.indexOf('$', offset + 1);
      boolean tag =
          close > 0
              && close < limit
              && text.substring(offset + 1, close).matches("([A-Za-z_][A-Za-z0-9_]*)?");
      return tag ? behind(text.substring(offset, close + 1), close + 1) : offset + 1;
    }
    return offset + 1;
  }

  private int behind(String closing, int from) {
    int found = text.indexOf(closing, from);
    return found < 0 || found >= limit ? limit : found + closing.length();
  }

  private int behindComment(int from) {
    int depth = 0;
    int offset = from;
    while (offset < limit) {
      if (text.startsWith("/*", offset)) {
        depth++;
        offset += 2;
      } else if (text.startsWith("*/", offset)) {
        offset += 2;
        if (--depth == 0) {
          return Math.min(offset, limit);
        }
      } else {
        offset++;
      }
    }
    return limit;
  }
}
