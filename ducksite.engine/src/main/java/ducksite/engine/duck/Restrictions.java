package ducksite.engine.duck;

import com.fasterxml.jackson.databind.JsonNode;
import ducksite.engine.sql.Condition;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a query's own WHERE says about the tables that it reads: rows of a table for which it cannot
 * be true have no part in the query's result. Only where that is so whatever the query does with
 * the rows: in a FROM of one table, and in inner joins and the left sides of left joins, for
 * columns that name their table. Confined to one check.
 */
final class Restrictions {

  private final Map<JsonNode, Condition> byTable = new IdentityHashMap<>();

  /** Takes in a SELECT before its tables are walked. */
  void add(JsonNode select) {
    JsonNode where = select.path("where_clause");
    JsonNode from = select.path("from_table");
    if (where.isMissingNode() || select.has("sample")) {
      return;
    }
    boolean single = !from.path("type").asText().equals("JOIN");
    add(from, where, single);
  }

  private void add(JsonNode table, JsonNode where, boolean single) {
    switch (table.path("type").asText()) {
      case "BASE_TABLE", "TABLE_FUNCTION" -> {
        if (!table.has("sample") && !table.has("column_name_alias") && !table.has("at_clause")) {
          byTable.put(
              table, new ConditionReader(names -> column(table, names, single)).read(where));
        }
      }
      case "JOIN" -> {
        String kind = table.path("ref_type").asText();
        String type = table.path("join_type").asText();
        boolean inner = kind.equals("CROSS") || kind.equals("REGULAR") && type.equals("INNER");
        if (inner || kind.equals("REGULAR") && Set.of("LEFT", "SEMI").contains(type)) {
          add(table.path("left"), where, false);
        }
        if (inner) {
          add(table.path("right"), where, false);
        }
      }
      default -> {
        // nothing is known of others
      }
    }
  }

  /** Whether a query is {@code SELECT * FROM table}, with or without a WHERE, and nothing else. */
  static boolean passesRows(JsonNode select) {
    Set<String> plain = Set.of("type", "cte_map", "select_list", "from_table", "where_clause");
    for (Map.Entry<String, JsonNode> property : select.properties()) {
      if (!plain.contains(property.getKey())
          && !(property.getKey().equals("aggregate_handling")
              && property.getValue().asText().equals("STANDARD_HANDLING"))) {
        return false;
      }
    }
    JsonNode items = select.path("select_list");
    Set<String> star = Set.of("class", "type", "query_location", "query_location_length");
    return items.size() == 1
        && items.path(0).path("type").asText().equals("STAR")
        && items.path(0).properties().stream().allMatch(each -> star.contains(each.getKey()))
        && select.path("cte_map").isEmpty()
        && select.path("from_table").path("type").asText().equals("BASE_TABLE")
        && !select.path("from_table").has("column_name_alias")
        && !select.path("from_table").has("sample");
  }

  /** What is known of a table's rows. */
  Condition of(JsonNode table) {
    return byTable.getOrDefault(table, new Condition.Unknown());
  }

  private static @Nullable String column(JsonNode table, JsonNode names, boolean single) {
    if (names.size() == 1) {
      return single ? names.path(0).asText() : null;
    }
    String alias =
        table.has("alias") ? table.path("alias").asText() : table.path("table_name").asText();
    boolean own =
        names.size() == 2
            && !alias.isEmpty()
            && names
                .path(0)
                .asText()
                .toLowerCase(Locale.ROOT)
                .equals(alias.toLowerCase(Locale.ROOT));
    return own ? names.path(1).asText() : null;
  }
}
