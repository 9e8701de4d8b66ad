package ducksite.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The slots of SQL text: {@code {{ name | filter }}} among the tokens, in strings and in quoted
 * identifiers. In comments it is text, and so is a {@code {{} that begins nested braces of DuckDB.
 * Immutable.
 *
 * @param slots in the order of the text
 * @param mistakes what looks like a slot and is none
 */
public record SqlSlots(List<SqlSlot> slots, List<Mistake> mistakes) {

  private static final String OPENING = "{{";
  private static final Pattern SLOT =
      Pattern.compile(
          "\\{\\{\\s*([A-Za-z_][\\w.]*)\\s*((?:\\|\\s*[A-Za-z_]\\w*\\s*)*)}}", Pattern.DOTALL);
  private static final Pattern BRACES = Pattern.compile("\\{\\{[\\w.|\\s]*[A-Za-z_][\\w.|\\s]*}}");
  private static final Pattern STRUCT = Pattern.compile("\\{\\{\\s*(['\"]|[A-Za-z_]\\w*\\s*:)");

  /**
   * Something that looks like a slot and is none.
   *
   * @param offset of its first brace
   */
  public record Mistake(int offset) {}

  /** What was found, with own copies of the lists. */
  public SqlSlots {
    slots = List.copyOf(slots);
    mistakes = List.copyOf(mistakes);
  }

  /** The slots of a text. */
  public static SqlSlots find(String sql) {
    List<SqlSlot> slots = new ArrayList<>();
    List<Mistake> mistakes = new ArrayList<>();
    if (!sql.contains(OPENING)) {
      return new SqlSlots(slots, mistakes);
    }
    Matcher slot = SLOT.matcher(sql);
    int behind = 0;
    for (SqlToken token : SqlTokenizer.tokens(sql)) {
      if (token.start() < behind || token.kind() == SqlToken.Kind.COMMENT) {
        continue;
      }
      if (isQuoted(token)) {
        quoted(sql, token, slots, mistakes);
      } else if (sql.startsWith(OPENING, token.start())) {
        if (slot.region(token.start(), sql.length()).lookingAt()) {
          slots.add(slot(slot, SqlSlot.Place.PLAIN));
          behind = slot.end();
        } else if (!STRUCT.matcher(sql).region(token.start(), sql.length()).lookingAt()) {
          mistakes.add(new Mistake(token.start()));
          behind = token.start() + OPENING.length();
        }
      }
    }
    return new SqlSlots(slots, mistakes);
  }

  private static void quoted(
      String sql, SqlToken token, List<SqlSlot> slots, List<Mistake> mistakes) {
    SqlSlot.Place place = place(sql, token);
    Matcher slot = SLOT.matcher(sql).region(token.start(), token.end());
    Matcher braces = BRACES.matcher(sql).region(token.start(), token.end());
    while (braces.find()) {
      if (slot.region(braces.start(), token.end()).lookingAt()) {
        slots.add(slot(slot, place));
      } else {
        mistakes.add(new Mistake(braces.start()));
      }
    }
  }

  private static SqlSlot slot(Matcher found, SqlSlot.Place place) {
    List<String> filters =
        Stream.of(found.group(2).split("\\|"))
            .map(String::strip)
            .filter(filter -> !filter.isEmpty())
            .toList();
    return new SqlSlot(found.start(), found.end(), found.group(1), filters, place);
  }

  private static boolean isQuoted(SqlToken token) {
    return token.kind() == SqlToken.Kind.STRING || token.kind() == SqlToken.Kind.QUOTED_IDENTIFIER;
  }

  private static SqlSlot.Place place(String sql, SqlToken token) {
    return switch (sql.charAt(token.start())) {
      case '"' -> SqlSlot.Place.QUOTED_IDENTIFIER;
      case '\'' -> SqlSlot.Place.STRING;
      case '$' -> SqlSlot.Place.DOLLAR_STRING;
      default -> SqlSlot.Place.ESCAPED_STRING;
    };
  }
}
