package ducksite.engine.sql;

import java.util.List;
import java.util.Optional;

/**
 * The {@code WITH} in front of a statement.
 *
 * @param recursive whether it says {@code RECURSIVE}
 * @param start offset of {@code WITH}
 * @param firstTable offset of the first common table's name: more common tables can be put there
 */
public record WithClause(boolean recursive, int start, int firstTable) {

  /** The clause that a statement begins with. */
  public static Optional<WithClause> of(String sql) {
    List<SqlToken> tokens = SqlTokenizer.significant(sql);
    if (tokens.size() < 2 || !tokens.getFirst().is(sql, "with")) {
      return Optional.empty();
    }
    boolean recursive =
        tokens.size() > 2 && tokens.get(1).is(sql, "recursive") && !tokens.get(2).is(sql, "as");
    return Optional.of(
        new WithClause(
            recursive, tokens.getFirst().start(), tokens.get(recursive ? 2 : 1).start()));
  }

  /**
   * A statement with common tables in front of its own.
   *
   * @param tables definitions such as {@code "orders" AS (…)}; none gives the statement unchanged
   */
  public static String prepend(List<String> tables, String sql) {
    if (tables.isEmpty()) {
      return sql;
    }
    String definitions = String.join(",\n", tables);
    return of(sql)
        .map(
            clause ->
                sql.substring(0, clause.firstTable())
                    + definitions
                    + ",\n"
                    + sql.substring(clause.firstTable()))
        .orElseGet(() -> "WITH " + definitions + "\n" + sql);
  }
}
