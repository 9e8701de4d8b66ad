package ducksite.engine.duck;

import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What to do about a text that DuckDB cannot parse, as far as its words tell. */
final class SyntaxHints {

  private static final Map<Pattern, String> BY_FORM = new LinkedHashMap<>();

  static {
    BY_FORM.put(
        Pattern.compile("\\$\\{\\s*(inputs|params)\\b"),
        "inputs are of pages; what a request sends to a route is $name, declared by [params.name]");
    BY_FORM.put(
        Pattern.compile("\\{\\{\\s*[A-Za-z_][\\w.]*\\s*(\\||}})"),
        "{{ }} is filled in the SQL of routes only: write the value here");
    BY_FORM.put(
        Pattern.compile("(?i)\\b(LEFT|RIGHT|FULL|INNER)\\s+(OUTER\\s+)?ASOF\\b"),
        "write ASOF first: LEFT ASOF JOIN is ASOF LEFT JOIN");
    BY_FORM.put(Pattern.compile("(?i)\\bUSING\\s+[\\w\"]"), "write USING (column)");
  }

  private static final Pattern RESERVED = Pattern.compile("(?i)(FROM|JOIN|,)\\s+$", Pattern.DOTALL);

  private SyntaxHints() {}

  /**
   * Refuses {@code ATNI JOIN}, which projects for the older product may contain and DuckDB would
   * take for a table's other name and a plain join.
   *
   * @throws SqlRefusedException when it is there
   */
  static void refuseMisread(SqlSource source) {
    List<SqlToken> tokens = source.tokens();
    for (int index = 1; index < tokens.size(); index++) {
      SqlToken word = tokens.get(index - 1);
      if (word.is(source.text(), "ATNI") && tokens.get(index).is(source.text(), "JOIN")) {
        throw new SqlRefusedException(
            "sql/syntax", "ATNI JOIN is no join", word.start(), "write ANTI JOIN");
      }
    }
  }

  /**
   * The hint.
   *
   * @param offset where the parser stopped, in chars
   */
  static String of(String sql, int offset) {
    for (Map.Entry<Pattern, String> form : BY_FORM.entrySet()) {
      if (form.getKey().matcher(sql).find()) {
        return form.getValue();
      }
    }
    int place = Math.clamp(offset, 0, sql.length());
    if (RESERVED.matcher(sql.substring(0, place)).find()) {
      for (SqlToken token : SqlTokenizer.significant(sql)) {
        if (token.start() == place && token.kind() == SqlToken.Kind.WORD) {
          return "where this is a name, write it in double quotes: \"" + token.text(sql) + "\"";
        }
      }
    }
    return "correct the text at this place or just before it";
  }
}
