package ducksite.engine.sql;

import java.util.List;

/**
 * SQL with numbered placeholders, and the names they had.
 *
 * @param sql text with {@code $1…$n}
 * @param names the name of {@code $1} first
 */
public record NamedSql(String sql, List<String> names) {

  public NamedSql {
    names = List.copyOf(names);
  }
}
