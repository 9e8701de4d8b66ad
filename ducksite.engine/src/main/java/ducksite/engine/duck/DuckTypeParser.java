package ducksite.engine.duck;

import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads DuckDB's names of types, such as {@code MAP(VARCHAR, STRUCT(a INTEGER)[])}. Confined to one
 * call.
 */
final class DuckTypeParser {

  private final String text;
  private final List<SqlToken> tokens;
  private int position;

  DuckTypeParser(String text) {
    this.text = text;
    tokens = SqlTokenizer.significant(text);
  }

  DuckType parse() {
    DuckType type = type();
    if (position != tokens.size()) {
      throw unreadable();
    }
    return type;
  }

  private DuckType type() {
    DuckType type = base();
    while (accept("[")) {
      int size = 0;
      if (!peek("]")) {
        size = Integer.parseInt(take().text(text));
      }
      expect("]");
      type = new DuckType.Sequence(type, size);
    }
    return type;
  }

  private DuckType base() {
    String first = SqlText.unquoted(take().text(text)).toUpperCase(Locale.ROOT);
    StringBuilder name = new StringBuilder(first);
    while (position < tokens.size() && tokens.get(position).kind() == SqlToken.Kind.WORD) {
      name.append(' ').append(take().text(text).toUpperCase(Locale.ROOT));
    }
    if (!peek("(")) {
      return new DuckType.Plain(name.toString(), "");
    }
    return switch (first) {
      case "STRUCT", "UNION" -> new DuckType.Composite(first, parts(true));
      case "TUPLE", "MAP" -> new DuckType.Composite(first, parts(false));
      default -> new DuckType.Plain(name.toString(), arguments());
    };
  }

  private List<DuckType.Part> parts(boolean named) {
    expect("(");
    List<DuckType.Part> parts = new ArrayList<>();
    while (!accept(")")) {
      String name = named ? SqlText.unquoted(take().text(text)) : "";
      parts.add(new DuckType.Part(name, type()));
      if (!peek(")")) {
        expect(",");
      }
    }
    return parts;
  }

  private String arguments() {
    int start = tokens.get(position).start();
    int end = SqlText.callEnd(text, tokens, start);
    while (position < tokens.size() && tokens.get(position).start() < end) {
      position++;
    }
    return text.substring(start, end);
  }

  private boolean peek(String operator) {
    return position < tokens.size() && tokens.get(position).is(text, operator);
  }

  private boolean accept(String operator) {
    boolean found = peek(operator);
    position += found ? 1 : 0;
    return found;
  }

  private void expect(String operator) {
    if (!accept(operator)) {
      throw unreadable();
    }
  }

  private SqlToken take() {
    if (position >= tokens.size()) {
      throw unreadable();
    }
    return tokens.get(position++);
  }

  private DuckException unreadable() {
    return new DuckException(
        DuckException.Kind.FAILED, "the type " + text + " is written in an unknown form");
  }
}
