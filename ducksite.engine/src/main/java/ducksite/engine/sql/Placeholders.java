package ducksite.engine.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code $name} placeholders of SQL text: those outside strings, quotes and comments. */
public final class Placeholders {

  private Placeholders() {}

  /**
   * One placeholder.
   *
   * @param name without the dollar sign
   * @param start offset of the dollar sign
   * @param end offset behind the name
   */
  public record Placeholder(String name, int start, int end) {}

  /** All placeholders, in the order of the text. */
  public static List<Placeholder> find(String sql) {
    return SqlTokenizer.tokens(sql).stream()
        .filter(token -> token.kind() == SqlToken.Kind.NAMED_PARAMETER)
        .map(
            token ->
                new Placeholder(
                    sql.substring(token.start() + 1, token.end()), token.start(), token.end()))
        .toList();
  }

  /**
   * The text with {@code $1…$n} for its names: DuckDB's driver binds by position. Equal names get
   * the same number.
   */
  public static NamedSql number(String sql) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    StringBuilder numbered = new StringBuilder(sql.length());
    int copied = 0;
    for (Placeholder placeholder : find(sql)) {
      Integer known = numbers.putIfAbsent(placeholder.name(), numbers.size() + 1);
      numbered
          .append(sql, copied, placeholder.start())
          .append('$')
          .append(known == null ? numbers.size() : known);
      copied = placeholder.end();
    }
    return new NamedSql(
        numbered.append(sql, copied, sql.length()).toString(), List.copyOf(numbers.keySet()));
  }

  /** A text with {@code $1…$n} as one whose numbers begin behind those of another text. */
  public static String shifted(String numbered, int by) {
    if (by == 0) {
      return numbered;
    }
    StringBuilder shifted = new StringBuilder(numbered.length() + 16);
    int copied = 0;
    for (SqlToken token : SqlTokenizer.tokens(numbered)) {
      if (token.kind() == SqlToken.Kind.POSITIONAL_PARAMETER) {
        int number = Integer.parseInt(numbered.substring(token.start() + 1, token.end()));
        shifted.append(numbered, copied, token.start()).append('$').append(number + by);
        copied = token.end();
      }
    }
    return shifted.append(numbered, copied, numbered.length()).toString();
  }
}
