package ducksite.engine.duck;

import com.fasterxml.jackson.databind.JsonNode;
import ducksite.engine.duck.SqlVerdicts.Verdict;
import ducksite.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One walk over a whole syntax tree. It goes into every object and array, whatever they are called, and stops at the first
 * node, property, function or type without a verdict that lets it pass. Confined to one check.
 */
final class SqlTreeCheck {

  /** Names without parentheses that DuckDB reads as a function call when no column has them. */
  private static final Set<String> FUNCTIONS_WITHOUT_CALL =
      Set.of(
          "current_catalog", "current_date", "current_schema", "current_time", "current_timestamp", "localtime",
          "localtimestamp");

  /** Functions that call an aggregate by a name in a string. */
  private static final Set<String> CALLERS_BY_NAME =
      Set.of("list_aggregate", "list_aggr", "array_aggregate", "array_aggr", "aggregate");

  /** DuckDB's time to bind lambdas grows with two to the power of this, and cannot be interrupted. */
  private static final int DEEPEST_LAMBDA = 8;

  private final SqlVerdicts verdicts = SqlVerdicts.shipped();
  private final SqlSource source;
  private final boolean composed;
  private final List<TableReference> tables = new ArrayList<>();
  private final List<FileReference> files = new ArrayList<>();
  private final Set<String> volatileFunctions = new TreeSet<>();
  private final Set<String> commonTables = new TreeSet<>();
  private int nearestOffset = -1;
  private int lambdaDepth;

  /** @param composed whether the engine wrote the text from checked parts: parameters may be numbered and name files */
  SqlTreeCheck(SqlSource source, boolean composed) {
    this.source = source;
    this.composed = composed;
  }

  CheckedSql check(JsonNode statement) {
    walk(statement, SqlScope.EMPTY);
    tables.sort(Comparator.comparingInt(TableReference::start));
    files.sort(Comparator.comparingInt(FileReference::start));
    return new CheckedSql(source.text(), tables, files, volatileFunctions, commonTables);
  }

  private void walk(JsonNode node, SqlScope scope) {
    if (node.isObject()) {
      object(node, scope);
    } else if (node.isArray()) {
      node.forEach(child -> walk(child, scope));
    }
  }

  private void object(JsonNode node, SqlScope scope) {
    int offset = source.offset(node);
    int enclosing = nearestOffset;
    nearestOffset = offset >= 0 ? offset : enclosing;
    String kind = node.path("class").asText();
    String type = node.path("type").isTextual() ? node.path("type").asText() : "";
    requireNode(kind);
    requireNode(type);
    requireProperties(node);
    if (node.has("sample") && !node.path("sample").path("repeatable").asBoolean()) {
      volatileFunctions.add("tablesample");
    }
    switch (kind.isEmpty() ? type : kind) {
      case "SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE" -> queryNode(node, type, scope);
      case "BASE_TABLE" -> baseTable(node, offset, scope);
      case "TABLE_FUNCTION" -> tableFunction(node, offset, scope);
      case "SHOW_REF" -> describe(node, scope);
      case "FUNCTION", "WINDOW" -> function(node, scope);
      case "LAMBDA" -> lambda(node, scope);
      case "COLUMN_REF" -> column(node);
      case "TYPE" -> type(node, scope);
      case "PARAMETER" -> parameter(node);
      default -> children(node, scope);
    }
    nearestOffset = enclosing;
  }

  private void children(JsonNode node, SqlScope scope) {
    node.forEach(child -> walk(child, scope));
  }

  /** A common table sees those before it; itself only in the recursive half of a recursive one. */
  private void queryNode(JsonNode node, String type, SqlScope outer) {
    requireProperties(node.path("cte_map"));
    SqlScope scope = outer;
    for (JsonNode entry : node.path("cte_map").path("map")) {
      requireProperties(entry);
      String name = entry.path("key").asText();
      if (FileNames.looksLikeFile(name)) {
        throw refused("sql/common-table-name", "the common table \"" + name + "\" is named like a file", "rename it");
      }
      walk(entry.path("value"), scope);
      commonTables.add(name);
      scope = scope.with(name);
    }
    boolean recursive = type.equals("RECURSIVE_CTE_NODE");
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!property.getKey().equals("cte_map")) {
        boolean seesItself = recursive && property.getKey().equals("right");
        walk(property.getValue(), seesItself ? scope.with(node.path("cte_name").asText()) : scope);
      }
    }
  }

  private void baseTable(JsonNode node, int offset, SqlScope scope) {
    String name = node.path("table_name").asText();
    if (node.path("qualified_name").path("path").size() > 1
        || !node.path("schema_name").asText().isEmpty()
        || !node.path("catalog_name").asText().isEmpty()) {
      throw refused(
          "sql/qualified-table",
          "the table " + name + " has a schema or a catalog in front of it",
          "tables here have plain names; put a name with a dot that is a file's path between quotes");
    }
    boolean file = FileNames.looksLikeFile(name);
    if (file || !scope.contains(name)) {
      SqlToken token = source.nameAt(offset, name);
      if (token == null) {
        throw refused(
            "sql/place-unknown",
            "the table \"" + name + "\" is written in a form whose place in the text is not known",
            "write SELECT * FROM " + name);
      }
      if (file) {
        files.add(new FileReference(reader(name), List.of(name), token.start(), token.end()));
      } else if (composed) {
        throw refused("sql/table-unknown", "there is no table \"" + name + "\"", "");
      } else {
        tables.add(new TableReference(name, token.start(), token.end()));
      }
    }
    children(node, scope);
  }

  private String reader(String path) {
    return FileNames.reader(path)
        .orElseThrow(
            () -> refused(
                "sql/file-kind",
                "\"" + path + "\" stands for a table, but it is no name of a Parquet, CSV or JSON file",
                "call a file function such as read_parquet('…'), or name a table"));
  }

  private void tableFunction(JsonNode node, int offset, SqlScope scope) {
    JsonNode function = node.path("function");
    if (!function.path("class").asText().equals("FUNCTION")) {
      throw refused("sql/node-refused", "the function in the place of a table is not a plain call", "");
    }
    String name = name(function, "function_name");
    Verdict verdict = verdicts.tableFunction(name);
    if (verdict == Verdict.FILE || verdict == Verdict.METADATA) {
      files.add(new FileCall(source, verdicts, composed).reference(function, name, offset, nearestOffset));
    } else {
      requireFunction(verdict, name);
    }
    requireProperties(function);
    children(function, scope);
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!property.getKey().equals("function")) {
        walk(property.getValue(), scope);
      }
    }
  }

  private void describe(JsonNode node, SqlScope scope) {
    String what = node.path("show_type").asText();
    if (!node.has("query") || !what.equals("DESCRIBE") && !what.equals("SUMMARY")) {
      throw refused(
          "sql/node-refused", "SHOW lists what the engine holds", "write DESCRIBE SELECT … or SUMMARIZE SELECT …");
    }
    children(node, scope);
  }

  private void function(JsonNode node, SqlScope scope) {
    String name = name(node, "function_name");
    requireFunction(verdicts.function(name), name);
    if (CALLERS_BY_NAME.contains(name)) {
      String called = calledByName(node.path("arguments"));
      requireFunction(verdicts.function(called), called);
    }
    children(node, scope);
  }

  /** The second argument, or the first one of {@code list.list_aggregate('sum')}. */
  private static String calledByName(JsonNode arguments) {
    for (int index = 0; index < 2; index++) {
      JsonNode literal = arguments.path(index).path("expression").path("literal");
      if (literal.path("kind").asText().equals("STRING")) {
        return literal.path("text").asText().toLowerCase(Locale.ROOT);
      }
    }
    return "named by something other than a constant";
  }

  /** What stands left of an arrow may be JSON: {@code j->'a'->'b'} is a chain, no nesting. */
  private void lambda(JsonNode node, SqlScope scope) {
    if (++lambdaDepth > DEEPEST_LAMBDA) {
      throw refused("sql/too-deep", "more than " + DEEPEST_LAMBDA + " lambdas stand inside each other", "simplify it");
    }
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!property.getKey().equals("lhs")) {
        walk(property.getValue(), scope);
      }
    }
    lambdaDepth--;
    walk(node.path("lhs"), scope);
  }

  private void requireFunction(Verdict verdict, String name) {
    switch (verdict) {
      case ALLOW -> { }
      case VOLATILE -> volatileFunctions.add(name);
      case REFUSE -> throw refused(
          "sql/function-refused", "the function " + name + " may not be used here", "see the list of functions in the docs");
      case FILE, METADATA, UNKNOWN -> throw refused(
          "sql/function-unknown",
          "the function " + name + " is not one that can be called here",
          "check its spelling; functions that give tables stand behind FROM");
    }
  }

  private void column(JsonNode node) {
    JsonNode names = node.path("column_names");
    String name = names.path(0).asText().toLowerCase(Locale.ROOT);
    if (names.size() == 1 && FUNCTIONS_WITHOUT_CALL.contains(name)) {
      volatileFunctions.add(name);
    }
  }

  private void type(JsonNode node, SqlScope scope) {
    String name = name(node, "type_name");
    if (node.path("qualified_name").path("path").size() > 1) {
      throw refused("sql/type-refused", "the type " + name + " has a schema in front of it", "use its plain name");
    }
    require(verdicts.type(name), "sql/type-refused", name);
    children(node, scope);
  }

  private void parameter(JsonNode node) {
    String name = node.path("identifier").asText();
    if (!composed && !name.isEmpty() && name.chars().allMatch(Character::isDigit)) {
      throw refused("sql/positional-parameter", "the statement has a parameter without a name", "write $name");
    }
  }

  /** A name as DuckDB will look it up; both places of the tree that hold it must agree. */
  private String name(JsonNode node, String property) {
    String name = node.path(property).asText().toLowerCase(Locale.ROOT);
    JsonNode path = node.path("qualified_name").path("path");
    String last = path.path(path.size() - 1).asText().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || !name.equals(last)) {
      throw refused("sql/node-refused", "the name \"" + name + "\" is ambiguous", "");
    }
    return name;
  }

  private void requireProperties(JsonNode node) {
    node.fieldNames().forEachRemaining(name -> require(verdicts.property(name), "sql/node-refused", name));
  }

  private void requireNode(String type) {
    if (!type.isEmpty()) {
      require(verdicts.node(type), "sql/node-refused", type.replace("_QUERY_NODE", "").replace('_', ' '));
    }
  }

  private void require(Verdict verdict, String code, String what) {
    if (verdict != Verdict.ALLOW) {
      throw refused(code, "a query may not contain this: " + what, "a query reads; it does not write or change settings");
    }
  }

  private SqlRefusedException refused(String code, String message, String hint) {
    return new SqlRefusedException(code, message, nearestOffset, hint);
  }
}
