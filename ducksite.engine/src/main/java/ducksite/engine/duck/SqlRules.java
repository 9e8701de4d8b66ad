package ducksite.engine.duck;

import com.fasterxml.jackson.databind.JsonNode;
import ducksite.engine.duck.SqlVerdicts.Verdict;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What single nodes of a syntax tree may be called: the verdicts, applied at the place where a walk
 * is. Confined to one check.
 */
final class SqlRules {

  /** Names without parentheses that DuckDB reads as a function call when no column has them. */
  private static final Set<String> FUNCTIONS_WITHOUT_CALL =
      Set.of(
          "current_catalog",
          "current_date",
          "current_schema",
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp");

  /** Functions that call an aggregate by a name in a string. */
  private static final Set<String> CALLERS_BY_NAME =
      Set.of("list_aggregate", "list_aggr", "array_aggregate", "array_aggr", "aggregate");

  private final SqlVerdicts verdicts = SqlVerdicts.shipped();
  private final boolean composed;
  private final Set<String> volatileFunctions = new TreeSet<>();
  private int place = -1;

  SqlRules(boolean composed) {
    this.composed = composed;
  }

  /** What makes the result depend on more than its inputs, as far as the walk has come. */
  Set<String> volatileFunctions() {
    return volatileFunctions;
  }

  /** The character where the walk is: a refusal points there. */
  int place() {
    return place;
  }

  void moveTo(int character) {
    place = character;
  }

  /** The type and class of a node, its properties, and whether it takes a sample. */
  void node(JsonNode node, String... types) {
    for (String type : types) {
      if (!type.isEmpty()) {
        require(
            verdicts.node(type),
            "sql/node-refused",
            type.replace("_QUERY_NODE", "").replace('_', ' '));
      }
    }
    properties(node);
    if (node.has("sample") && !node.path("sample").path("repeatable").asBoolean()) {
      volatileFunctions.add("tablesample");
    }
  }

  void properties(JsonNode node) {
    node.fieldNames()
        .forEachRemaining(name -> require(verdicts.property(name), "sql/node-refused", name));
  }

  void function(JsonNode node) {
    String name = name(node, "function_name");
    function(verdicts.function(name), name);
    if (CALLERS_BY_NAME.contains(name)) {
      String called = calledByName(node.path("arguments"));
      function(verdicts.function(called), called);
    }
  }

  /** A function in the place of a table. @return whether it names files */
  boolean tableFunction(String name) {
    Verdict verdict = verdicts.tableFunction(name);
    if (verdict == Verdict.FILE || verdict == Verdict.METADATA) {
      return true;
    }
    function(verdict, name);
    return false;
  }

  private void function(Verdict verdict, String name) {
    switch (verdict) {
      case ALLOW -> {}
      case VOLATILE -> volatileFunctions.add(name);
      case REFUSE ->
          throw refused(
              "sql/function-refused",
              "the function " + name + " may not be used here",
              "see the list of functions in the docs");
      case FILE, METADATA, UNKNOWN ->
          throw refused(
              "sql/function-unknown",
              "the function " + name + " is not one that can be called here",
              "check its spelling; functions that give tables stand behind FROM");
    }
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

  void column(JsonNode node) {
    JsonNode names = node.path("column_names");
    String name = names.path(0).asText().toLowerCase(Locale.ROOT);
    if (names.size() == 1 && FUNCTIONS_WITHOUT_CALL.contains(name)) {
      volatileFunctions.add(name);
    }
  }

  void type(JsonNode node) {
    String name = name(node, "type_name");
    if (node.path("qualified_name").path("path").size() > 1) {
      throw refused(
          "sql/type-refused",
          "the type " + name + " has a schema in front of it",
          "use its plain name");
    }
    require(verdicts.type(name), "sql/type-refused", name);
  }

  void parameter(JsonNode node) {
    String name = node.path("identifier").asText();
    if (!composed && !name.isEmpty() && name.chars().allMatch(Character::isDigit)) {
      throw refused(
          "sql/positional-parameter",
          "the statement has a parameter without a name",
          "write $name");
    }
  }

  /** A name as DuckDB will look it up; both places of the tree that hold it must agree. */
  String name(JsonNode node, String property) {
    String name = node.path(property).asText().toLowerCase(Locale.ROOT);
    JsonNode path = node.path("qualified_name").path("path");
    String last = path.path(path.size() - 1).asText().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || !name.equals(last)) {
      throw refused("sql/node-refused", "the name \"" + name + "\" is ambiguous", "");
    }
    return name;
  }

  private void require(Verdict verdict, String code, String what) {
    if (verdict != Verdict.ALLOW) {
      throw refused(
          code,
          "a query may not contain this: " + what,
          "a query reads; it does not write or change settings");
    }
  }

  SqlRefusedException refused(String code, String message, String hint) {
    return new SqlRefusedException(code, message, place, hint);
  }
}
