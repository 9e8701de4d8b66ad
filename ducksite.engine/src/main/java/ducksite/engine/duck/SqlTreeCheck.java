package ducksite.engine.duck;

import com.fasterxml.jackson.databind.JsonNode;
import ducksite.engine.sql.Condition;
import ducksite.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One walk over a whole syntax tree. It goes into every object and array, whatever they are called,
 * and stops at the first node, property, function or type without a verdict that lets it pass.
 * Confined to one check.
 */
final class SqlTreeCheck {

  /**
   * DuckDB's time to bind lambdas grows with two to the power of this, and cannot be interrupted.
   */
  private static final int DEEPEST_LAMBDA = 8;

  private final SqlSource source;
  private final boolean composed;
  private final Predicate<String> pathParameter;
  private final Predicate<String> relation;
  private final SqlRules rules;
  private final List<TableReference> tables = new ArrayList<>();
  private final List<FileReference> files = new ArrayList<>();
  private final Set<String> commonTables = new TreeSet<>();
  private final Restrictions restrictions = new Restrictions();
  private final Map<Integer, Condition> conditions = new TreeMap<>();
  private int lambdaDepth;

  /**
   * @param composed whether the engine wrote the text: parameters may be numbered, and tables are
   *     all resolved
   * @param pathParameter which parameters may hold the path of a file
   * @param relation which names are relations though they look like files
   */
  SqlTreeCheck(
      SqlSource source,
      boolean composed,
      Predicate<String> pathParameter,
      Predicate<String> relation) {
    this.relation = relation;
    this.source = source;
    this.composed = composed;
    this.pathParameter = pathParameter;
    rules = new SqlRules(composed);
  }

  CheckedSql check(JsonNode statement) {
    walk(statement, SqlScope.EMPTY);
    tables.sort(Comparator.comparingInt(TableReference::start));
    files.sort(Comparator.comparingInt(FileReference::start));
    return new CheckedSql(
        source.text(),
        tables,
        files,
        rules.volatileFunctions(),
        commonTables,
        conditions,
        Restrictions.passesRows(statement.path("node")));
  }

  private void walk(JsonNode node, SqlScope scope) {
    if (node.isObject()) {
      object(node, scope);
    } else if (node.isArray()) {
      children(node, scope);
    }
  }

  private void object(JsonNode node, SqlScope scope) {
    int offset = source.offset(node);
    int enclosing = rules.place();
    rules.moveTo(offset >= 0 ? offset : enclosing);
    String kind = node.path("class").asText();
    String type = node.path("type").isTextual() ? node.path("type").asText() : "";
    rules.node(node, kind, type);
    switch (kind.isEmpty() ? type : kind) {
      case "SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE" ->
          queryNode(node, type, scope);
      case "BASE_TABLE" -> baseTable(node, offset, scope);
      case "TABLE_FUNCTION" -> tableFunction(node, offset, scope);
      case "LAMBDA" -> lambda(node, scope);
      default -> {
        plain(node, kind.isEmpty() ? type : kind);
        children(node, scope);
      }
    }
    rules.moveTo(enclosing);
  }

  private void plain(JsonNode node, String kind) {
    switch (kind) {
      case "FUNCTION", "WINDOW" -> rules.function(node);
      case "COLUMN_REF" -> rules.column(node);
      case "TYPE" -> rules.type(node);
      case "PARAMETER" -> rules.parameter(node);
      case "SHOW_REF" -> describe(node);
      default -> {
        // its type and its properties are all there is to check
      }
    }
  }

  private void children(JsonNode node, SqlScope scope) {
    node.forEach(child -> walk(child, scope));
  }

  /** A common table sees those before it; itself only in the recursive half of a recursive one. */
  private void queryNode(JsonNode node, String type, SqlScope outer) {
    rules.properties(node.path("cte_map"));
    if (type.equals("SELECT_NODE")) {
      restrictions.add(node);
    }
    SqlScope scope = outer;
    for (JsonNode entry : node.path("cte_map").path("map")) {
      rules.properties(entry);
      String name = entry.path("key").asText();
      if (FileNames.looksLikeFile(name) && !composed) {
        throw rules.refused(
            "sql/common-table-name",
            "the common table \"" + name + "\" is named like a file",
            "rename it");
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
      throw rules.refused(
          "sql/qualified-table",
          "the table " + name + " has a schema or a catalog in front of it",
          "tables here have plain names; put a name with a dot that is a file's path between"
              + " quotes");
    }
    boolean file = isFile(name, scope);
    if (file || !scope.contains(name)) {
      SqlToken token = source.nameAt(offset, name);
      if (token == null) {
        throw rules.refused(
            "sql/place-unknown",
            "the table \"" + name + "\" is written in a form whose place in the text is not known",
            "write SELECT * FROM " + name);
      }
      conditions.put(token.start(), restrictions.of(node));
      if (file) {
        files.add(new FileReference(reader(name), List.of(name), token.start(), token.end()));
      } else if (composed) {
        throw rules.refused("sql/table-unknown", "there is no table \"" + name + "\"", "");
      } else {
        tables.add(new TableReference(name, token.start(), token.end()));
      }
    }
    children(node, scope);
  }

  /** An engine's own common tables have the names of relations, which may hold a dot. */
  private boolean isFile(String name, SqlScope scope) {
    return FileNames.looksLikeFile(name)
        && !relation.test(name)
        && !(composed && scope.contains(name));
  }

  private String reader(String path) {
    return FileNames.reader(path)
        .orElseThrow(
            () ->
                rules.refused(
                    "sql/file-kind",
                    "\""
                        + path
                        + "\" stands for a table, but it is no name of a Parquet, CSV or JSON file",
                    "call a file function such as read_parquet('…'), or name a table"));
  }

  private void tableFunction(JsonNode node, int offset, SqlScope scope) {
    JsonNode function = node.path("function");
    if (!function.path("class").asText().equals("FUNCTION")) {
      throw rules.refused(
          "sql/node-refused", "the function in the place of a table is not a plain call", "");
    }
    rules.properties(function);
    String name = rules.name(function, "function_name");
    if (rules.tableFunction(name)) {
      FileReference file =
          new FileCall(source, composed, pathParameter)
              .reference(function, name, offset, rules.place());
      conditions.put(file.start(), restrictions.of(node));
      files.add(file);
    }
    children(function, scope);
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!property.getKey().equals("function")) {
        walk(property.getValue(), scope);
      }
    }
  }

  private void describe(JsonNode node) {
    String what = node.path("show_type").asText();
    if (!node.has("query") || !what.equals("DESCRIBE") && !what.equals("SUMMARY")) {
      throw rules.refused(
          "sql/node-refused",
          "SHOW lists what the engine holds",
          "write DESCRIBE SELECT … or SUMMARIZE SELECT …");
    }
  }

  /** What stands left of an arrow may be JSON: {@code j->'a'->'b'} is a chain, no nesting. */
  private void lambda(JsonNode node, SqlScope scope) {
    if (++lambdaDepth > DEEPEST_LAMBDA) {
      throw rules.refused(
          "sql/too-deep",
          "more than " + DEEPEST_LAMBDA + " lambdas stand inside each other",
          "simplify it");
    }
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!property.getKey().equals("lhs")) {
        walk(property.getValue(), scope);
      }
    }
    lambdaDepth--;
    walk(node.path("lhs"), scope);
  }
}
