package ducksite.engine.sql;

import java.util.List;

/**
 * One {@code {{ name | filter }}} of SQL text.
 *
 * @param start offset of its first brace
 * @param end offset behind its last brace
 * @param name as written; with dots for what is no parameter
 * @param filters as written, in their order
 * @param place what it stands in
 */
public record SqlSlot(int start, int end, String name, List<String> filters, Place place) {

  /** What a slot stands in. */
  public enum Place {
    /** Among the tokens. */
    PLAIN,
    /** A string between single quotes. */
    STRING,
    /** A string in which a backslash escapes. */
    ESCAPED_STRING,
    /** A string between dollar quotes, in which nothing escapes. */
    DOLLAR_STRING,
    /** An identifier between double quotes. */
    QUOTED_IDENTIFIER;

    /** Whether it is inside quotes. */
    public boolean isQuoted() {
      return this != PLAIN;
    }
  }

  /** A slot with its own copy of the filters. */
  public SqlSlot {
    filters = List.copyOf(filters);
  }
}
