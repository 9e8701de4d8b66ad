package ducksite.engine.duck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.duck.SqlVerdicts.Verdict;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The shipped DuckDB against the committed snapshot: a new name must be classified before it can be
 * used.
 */
final class SnapshotTest {

  private static final SqlVerdicts VERDICTS = SqlVerdicts.shipped();
  private static final Set<String> IN_PLACE_OF_A_TABLE = Set.of("table", "table_macro");
  private static Connection connection;

  private record Row(String name, String type, String stability, String definition) {}

  @BeforeAll
  static void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @Test
  void everyFunctionOfTheShippedDuckDbHasAVerdict() throws SQLException {
    Set<String> missing = new TreeSet<>();
    for (Row row : functions()) {
      boolean table = IN_PLACE_OF_A_TABLE.contains(row.type);
      if ((table ? VERDICTS.tableFunction(row.name) : VERDICTS.function(row.name))
          == Verdict.UNKNOWN) {
        missing.add(row.type + " " + row.name);
      }
    }
    assertEquals(Set.of(), missing, "classify these in functions.tsv and table_functions.tsv");
  }

  @Test
  void aFunctionThatDuckDbCallsInconsistentIsVolatileOrRefused() throws SQLException {
    Set<String> wrong = new TreeSet<>();
    for (Row row : functions()) {
      boolean consistent = row.stability.isEmpty() || row.stability.equals("CONSISTENT");
      if (!consistent && VERDICTS.function(row.name) == Verdict.ALLOW) {
        wrong.add(row.name);
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void aMacroOverAVolatileOrRefusedFunctionIsNoBetterThanThat() throws SQLException {
    Set<String> wrong = new TreeSet<>();
    for (Row row : functions()) {
      boolean table = IN_PLACE_OF_A_TABLE.contains(row.type);
      Verdict own = table ? VERDICTS.tableFunction(row.name) : VERDICTS.function(row.name);
      if (row.definition.isEmpty() || own == Verdict.REFUSE) {
        continue;
      }
      for (String called : calledIn(row.definition)) {
        Verdict verdict = VERDICTS.function(called);
        boolean harmless =
            called.equals("error") || verdict == Verdict.ALLOW || verdict == Verdict.UNKNOWN;
        if (!harmless && own != verdict || VERDICTS.tableFunction(called) == Verdict.REFUSE) {
          wrong.add(row.name + " calls " + called);
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  private static List<String> calledIn(String definition) {
    Pattern name = Pattern.compile("\\b([a-z_][a-z_0-9]*)\\b");
    return name.matcher(definition.toLowerCase(Locale.ROOT).replaceAll("'[^']*'", ""))
        .results()
        .map(match -> match.group(1))
        .filter(word -> definition.contains(word + "(") || word.startsWith("current_"))
        .distinct()
        .toList();
  }

  @Test
  void everyNamedArgumentOfAFileFunctionHasAVerdict() throws SQLException {
    Set<String> missing = new TreeSet<>();
    String sql =
        """
        SELECT DISTINCT lower(function_name), unnest(parameters) FROM duckdb_functions() WHERE function_type = 'table'
        """;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        Verdict function = VERDICTS.tableFunction(rows.getString(1));
        boolean file = function == Verdict.FILE || function == Verdict.METADATA;
        if (file && VERDICTS.option(rows.getString(2)) == Verdict.UNKNOWN) {
          missing.add(rows.getString(1) + " " + rows.getString(2));
        }
      }
    }
    assertEquals(Set.of(), missing, "classify these in options.tsv");
  }

  @Test
  void everyTypeOfTheShippedDuckDbHasAVerdict() throws SQLException {
    Set<String> missing = new TreeSet<>();
    String sql = "SELECT DISTINCT lower(type_name) FROM duckdb_types()";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        if (VERDICTS.type(rows.getString(1)) == Verdict.UNKNOWN) {
          missing.add(rows.getString(1));
        }
      }
    }
    assertEquals(Set.of(), missing, "classify these in types.tsv");
  }

  @Test
  void aNameThatIsAFunctionWithoutParenthesesIsReportedWhenItIsVolatile() throws SQLException {
    Set<String> wrong = new TreeSet<>();
    try (SqlGate gate = new SqlGate();
        Statement statement = connection.createStatement()) {
      for (String name : VERDICTS.functions()) {
        String sql = "SELECT " + name;
        if (VERDICTS.function(name) == Verdict.ALLOW
            || !name.matches("[a-z_0-9]+")
            || !runs(statement, sql)) {
          continue;
        }
        if (!gate.check(sql).volatileFunctions().contains(name)) {
          wrong.add(name);
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void theNodesThatWriteAreRefused() {
    for (String node : List.of("COPY", "INSERT", "UPDATE", "DELETE", "MERGE", "EXECUTE")) {
      assertEquals(Verdict.REFUSE, VERDICTS.node(node + "_QUERY_NODE"));
    }
    assertEquals(Verdict.UNKNOWN, VERDICTS.node("NODE_OF_TOMORROW"));
    assertTrue(VERDICTS.functions().size() > 900 && VERDICTS.tableFunctions().size() > 90);
  }

  private static boolean runs(Statement statement, String sql) {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next();
    } catch (SQLException refused) {
      return false;
    }
  }

  private static List<Row> functions() throws SQLException {
    String sql =
        """
        SELECT DISTINCT lower(function_name), function_type, coalesce(stability, ''), coalesce(macro_definition, '')
        FROM duckdb_functions()
        """;
    List<Row> functions = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        functions.add(
            new Row(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
      }
    }
    return functions;
  }
}
