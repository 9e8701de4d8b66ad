package ducksite.engine.page;

import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The content of a {@code form} block, as far as this version knows it. */
final class FormBlock {

  private static final Pattern SQL = Pattern.compile("(?m)^sql_relation_query:[ \\t]*\\|?");
  private static final Set<String> ENDS =
      Set.of("from", "where", "group", "having", "order", "limit", "union", "except", "intersect");
  private static final List<String> ADDED = List.of("submitted_by", "submitted_at");

  private FormBlock() {}

  /** Its label, or its name. */
  static String label(Block block) {
    return value(block, "label").orElse(block.argument());
  }

  /** The file that submissions go to, as written. */
  static Optional<String> target(Block block) {
    return value(block, "target_csv");
  }

  private static Optional<String> value(Block block, String key) {
    return block
        .body()
        .text()
        .lines()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).strip().replaceAll("^\"|\"$|^'|'$", ""))
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /** The columns of that file: those that the form's query names, then who and when. */
  static List<String> columns(Block block) {
    Matcher sql = SQL.matcher(block.body().text());
    Set<String> columns = new LinkedHashSet<>();
    if (sql.find()) {
      String text = block.body().text().substring(sql.end());
      // Only names matter here, and a reference to an input is no SQL yet.
      columns.addAll(selected(text.replaceAll("\\$\\{[^}]*}", "NULL")));
    }
    if (columns.isEmpty()) {
      columns.add("value");
    }
    columns.addAll(ADDED);
    return List.copyOf(columns);
  }

  /** The names of what the outermost SELECT lists; those that have none are left out. */
  private static List<String> selected(String sql) {
    List<String> names = new ArrayList<>();
    List<SqlToken> item = new ArrayList<>();
    int depth = 0;
    boolean listing = false;
    for (SqlToken token : SqlTokenizer.significant(sql)) {
      depth += depth(token, sql);
      boolean outside = depth == 0;
      if (!listing) {
        listing = outside && token.is(sql, "select");
      } else if (outside && (token.is(sql, ",") || token.is(sql, ";"))) {
        name(item, sql).ifPresent(names::add);
        item.clear();
      } else if (outside && ENDS.stream().anyMatch(end -> token.is(sql, end))) {
        break;
      } else {
        item.add(token);
      }
    }
    name(item, sql).ifPresent(names::add);
    return names;
  }

  private static int depth(SqlToken token, String sql) {
    return switch (token.text(sql)) {
      case "(", "[", "{" -> 1;
      case ")", "]", "}" -> -1;
      default -> 0;
    };
  }

  /** The name behind AS, or the item itself where it is a column. */
  private static Optional<String> name(List<SqlToken> item, String sql) {
    if (item.isEmpty()) {
      return Optional.empty();
    }
    SqlToken last = item.getLast();
    boolean word =
        last.kind() == SqlToken.Kind.WORD || last.kind() == SqlToken.Kind.QUOTED_IDENTIFIER;
    boolean named =
        item.size() == 1
            || item.get(item.size() - 2).is(sql, "as")
            || item.size() == 3 && item.get(1).is(sql, ".");
    return word && named && !last.is(sql, "null")
        ? Optional.of(SqlText.unquoted(last.text(sql)))
        : Optional.empty();
  }
}
