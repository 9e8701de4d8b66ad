package ducksite.engine.duck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.duck.SqlVerdicts.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every function is called with the path of a canary file that it must not get at without the gate
 * saying so.
 */
final class CanaryTest {

  private static final String SONG = "canary-7f3a-song";
  private static final List<String> ARGUMENTS =
      List.of(
          "('$')",
          "(['$'])",
          "('$', 'a')",
          "('a', '$')",
          "('$', 1)",
          "(1, '$')",
          "('$', '$', '$')",
          "('$', 'a', 'b', 1)",
          "('FROM read_text(''$'')')",
          "('$', 'song')",
          "('$', song)");

  @TempDir Path folder;

  @Test
  void noFunctionThatPassesReadsAFileThatIsNotReported() throws Exception {
    List<Path> canaries = canaries(Files.createDirectories(folder.resolve("secret")));
    Set<String> heard = new TreeSet<>();
    int called = 0;
    try (SqlGate gate = new SqlGate();
        Connection open = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String sql : calls(canaries)) {
        boolean passes = passes(gate, sql);
        called += passes ? 1 : 0;
        if (passes && sings(open, sql)) {
          heard.add(sql);
        }
      }
    }
    assertEquals(Set.of(), heard);
    assertTrue(called > 3_000, called + " calls passed the gate");
  }

  @Test
  void aFunctionThatReadsIsOneThatTheSnapshotKnows() throws Exception {
    List<Path> canaries = canaries(Files.createDirectories(folder.resolve("secret")));
    Set<String> readers = new TreeSet<>();
    try (Connection open = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String name : SqlVerdicts.shipped().tableFunctions()) {
        for (Path canary : canaries) {
          if (sings(open, "SELECT * FROM " + name + "('" + canary + "')")) {
            readers.add(name);
          }
        }
      }
    }
    assertTrue(
        readers.containsAll(List.of("read_text", "read_csv", "parquet_scan")), readers.toString());
    readers.removeIf(name -> SqlVerdicts.shipped().tableFunction(name) != Verdict.ALLOW);
    assertEquals(Set.of(), readers);
  }

  @Test
  void theLockedInstanceDeniesWhatLiesOutside() throws Exception {
    List<Path> canaries = canaries(Files.createDirectories(folder.resolve("secret")));
    Path inside = Files.createDirectories(folder.resolve("data"));
    Files.createSymbolicLink(inside.resolve("link.csv"), canaries.getFirst());
    DuckSettings settings = new DuckSettings(List.of(inside), folder.resolve("tmp"), 256L << 20, 1);
    Set<String> heard = new TreeSet<>();
    try (Connection locked = DuckStartup.start(settings)) {
      for (String name : SqlVerdicts.shipped().tableFunctions()) {
        for (Path canary : canaries) {
          String dots = inside + "/../secret/" + canary.getFileName();
          for (String path : List.of(canary.toString(), dots, "file://" + canary)) {
            String sql = "SELECT * FROM " + name + "('" + path + "')";
            if (sings(locked, sql)) {
              heard.add(sql);
            }
          }
        }
      }
      for (String sql :
          List.of(
              "FROM '" + canaries.getFirst() + "'",
              "FROM read_csv('" + inside.resolve("link.csv") + "')",
              "FROM read_text('" + folder + "/*/*')",
              "FROM query('FROM read_text(''" + canaries.getFirst() + "'')')",
              "COPY (SELECT 1) TO '" + folder.resolve("written.csv") + "'",
              "ATTACH '" + folder.resolve("written.db") + "'",
              "SET enable_external_access = true",
              "SET allowed_directories = ['/']",
              "RESET allowed_directories",
              "SET lock_configuration = false",
              "SET temp_directory = '/'",
              "LOAD httpfs",
              "INSTALL httpfs")) {
        if (sings(locked, sql) || executes(locked, sql)) {
          heard.add(sql);
        }
      }
    }
    assertEquals(Set.of(), heard);
    assertTrue(
        Files.notExists(folder.resolve("written.csv"))
            && Files.notExists(folder.resolve("written.db")));
  }

  private static List<Path> canaries(Path secret) throws Exception {
    Path text = Files.writeString(secret.resolve("canary.csv"), "song\n" + SONG + "\n");
    Path json = Files.writeString(secret.resolve("canary.json"), "{\"song\": \"" + SONG + "\"}\n");
    Path parquet = secret.resolve("canary.parquet");
    Path database = secret.resolve("canary.db");
    try (Connection open = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = open.createStatement()) {
      statement.execute(
          "COPY (SELECT '" + SONG + "' AS song) TO '" + parquet + "' (FORMAT parquet)");
      statement.execute("ATTACH '" + database + "' AS d");
      statement.execute("CREATE TABLE d.t AS SELECT '" + SONG + "' AS song");
      statement.execute("DETACH d");
    }
    return List.of(text, json, parquet, database);
  }

  private static List<String> calls(List<Path> canaries) {
    SqlVerdicts verdicts = SqlVerdicts.shipped();
    List<String> names =
        verdicts.functions().stream().filter(name -> name.matches("[a-z_0-9]+")).sorted().toList();
    List<String> calls = new java.util.ArrayList<>();
    for (String arguments : ARGUMENTS) {
      String filled = arguments.replace("$", canaries.getFirst().toString());
      names.stream()
          .filter(name -> !name.contains("collate_"))
          .forEach(name -> calls.add("SELECT " + name + filled));
      verdicts.tableFunctions().forEach(name -> calls.add("SELECT * FROM " + name + filled));
    }
    return calls;
  }

  private static boolean passes(SqlGate gate, String sql) {
    try {
      return gate.check(sql).files().isEmpty();
    } catch (SqlRefusedException refused) {
      return false;
    }
  }

  /** Whether a result holds the canary's content; the path itself does not hold it. */
  private static boolean sings(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int column = 1; column <= columns; column++) {
          if (String.valueOf(rows.getString(column)).contains(SONG)) {
            return true;
          }
        }
      }
      return false;
    } catch (SQLException denied) {
      return denied.getMessage().contains(SONG);
    }
  }

  private static boolean executes(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return true;
    } catch (SQLException denied) {
      return false;
    }
  }
}
