package ducksite.engine.duck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class GateReferencesTest {

  private static SqlGate gate;

  @BeforeAll
  static void open() {
    gate = new SqlGate();
  }

  @AfterAll
  static void close() {
    gate.close();
  }

  static Stream<String> accepted() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GateReferencesTest.class.getResourceAsStream("accepted.sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank());
    }
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void ordinaryQueriesPass(String sql) {
    assertEquals(sql, gate.check(sql).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT * FROM orders | orders",
        "SELECT * FROM \"Orders \"\"x\"\"\" o | \"Orders \"\"x\"\"\"",
        "SELECT * FROM 'orders' AS o(a, b) | 'orders'",
        "SELECT 'é🦆', a FROM orders o JOIN lines l USING (id) | orders ~ lines",
        "SELECT (SELECT max(x) FROM b) FROM a WHERE EXISTS (FROM c) | b ~ a ~ c",
        "SELECT * FROM o: orders | orders",
        "FROM (PIVOT t ON x IN (1, 2) USING sum(y)) | t",
        "FROM t UNPIVOT (v FOR n IN (a, b)) | t",
        "SUMMARIZE orders | orders",
        "DESCRIBE SELECT * FROM orders | orders",
        "TABLE orders | orders",
        "FROM summary((FROM orders)) | orders",
        "SELECT 1 UNION ALL SELECT a FROM x INTERSECT SELECT b FROM y | x ~ y",
        "SELECT * FROM a, LATERAL (SELECT * FROM b WHERE b.i = a.i) | a ~ b",
        "SELECT a FROM t ORDER BY (SELECT max(i) FROM u) LIMIT (SELECT 1 FROM v) | t ~ u ~ v",
        "SELECT sum(i) FILTER (i IN (SELECT j FROM u)) OVER (ORDER BY (SELECT 1 FROM v)) FROM t | u"
            + " ~ v ~ t",
        "\u00a0SELECT\u2003a FROM\u3000t | t",
      })
  void tablesAreReportedWhereTheyStand(String sql, String expected) {
    CheckedSql checked = gate.check(sql);
    assertEquals(
        List.of(expected.split(" ~ ")),
        checked.tables().stream()
            .map(table -> checked.text().substring(table.start(), table.end()))
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "WITH a AS (SELECT 1) SELECT * FROM a | ``",
        "WITH a AS (SELECT 1) SELECT * FROM A x, \"a\" y | ``",
        "WITH a AS (SELECT * FROM a) SELECT * FROM a | a",
        "WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a | b",
        "WITH a AS (SELECT 1), b AS (SELECT * FROM a) SELECT * FROM b | ``",
        "WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r WHERE i < 3) SELECT *"
            + " FROM r | ``",
        "WITH RECURSIVE r AS (SELECT i FROM r UNION ALL SELECT 1) SELECT * FROM r | r",
        "WITH RECURSIVE r AS (SELECT * FROM r) SELECT * FROM r | r",
        "SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a), a | a",
        "(WITH b AS (SELECT 2) SELECT * FROM b) UNION ALL (SELECT * FROM b) | b",
        "WITH a AS (SELECT 1) SELECT (SELECT max(x) FROM (SELECT * FROM a)) FROM range(3) | ``",
        "WITH o AS (SELECT 1), p AS (WITH o AS (SELECT * FROM o) SELECT * FROM o) SELECT * FROM p |"
            + " ``",
        "WITH a AS (WITH b AS (SELECT 1) SELECT * FROM b) SELECT * FROM a, b | b",
      })
  void commonTablesAreSeenWhereDuckDbSeesThem(String sql, String tables) {
    assertEquals(
        tables,
        String.join(" ", gate.check(sql).tables().stream().map(TableReference::name).toList()));
  }

  @Test
  void commonTablesOfAllDepthsAreListed() {
    CheckedSql checked =
        gate.check(
            "WITH A AS (WITH b AS (SELECT 1) FROM b) SELECT * FROM a, (WITH c AS (SELECT 1) FROM"
                + " c)");
    assertEquals(Set.of("A", "b", "c"), checked.commonTables());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FROM read_text('/etc/passwd') | read_text | [/etc/passwd] | read_text('/etc/passwd')",
        "FROM READ_Parquet (['a', 'b'], union_by_name = true) AS t(x) | read_parquet | [a, b]"
            + " | READ_Parquet (['a', 'b'], union_by_name = true)",
        "SELECT 'é', * FROM system.main.\"read_csv\"(ARRAY['ü)'], header := true) x | read_csv |"
            + " [ü)] | system.main.\"read_csv\"(ARRAY['ü)'], header := true)",
        "FROM x: read_csv('a.csv', columns = {'a': 'INT', 'b': 'VARCHAR'}, nullstr = ['', 'NA']) |"
            + " read_csv | [a.csv] | read_csv('a.csv', columns = {'a': 'INT', 'b': 'VARCHAR'},"
            + " nullstr = ['', 'NA'])",
        "SELECT * FROM t, read_json_auto('http://x/y', filename = 'f') WHERE 1 = 1 | read_json_auto"
            + " | [http://x/y] | read_json_auto('http://x/y', filename = 'f')",
        "SELECT (SELECT count(*) FROM parquet_metadata('x')) | parquet_metadata | [x] |"
            + " parquet_metadata('x')",
        "FROM read_parquet(path := 'it''s') | read_parquet | [it's] | read_parquet(path :="
            + " 'it''s')",
        "FROM read_blob($$a'b$$) | read_blob | [a'b] | read_blob($$a'b$$)",
        "FROM 'data/x.parquet' p | read_parquet | [data/x.parquet] | 'data/x.parquet'",
        "FROM \"a b.csv.gz\" | read_csv_auto | [a b.csv.gz] | \"a b.csv.gz\"",
        "FROM p: 's3://bucket/*.ndjson' | read_json_auto | [s3://bucket/*.ndjson] |"
            + " 's3://bucket/*.ndjson'",
      })
  void filesAreReportedWhereTheyStand(String sql, String function, String paths, String extent) {
    CheckedSql checked = gate.check(sql);
    FileReference file = checked.files().getFirst();
    assertEquals(1, checked.files().size());
    assertEquals(function, file.function());
    assertEquals(paths, file.paths().toString());
    assertEquals(extent, checked.text().substring(file.start(), file.end()));
  }

  @Test
  void parametersMayHoldPathsWhenTheyAreDeclaredTo() {
    FileReference file =
        gate.check("FROM read_csv(['a.csv', $file])", Set.of("file")).files().getFirst();
    assertEquals(List.of("a.csv"), file.paths());
    assertEquals(List.of("file"), file.parameters());
    assertThrows(
        SqlRefusedException.class, () -> gate.check("FROM read_csv($other)", Set.of("file")));
    assertThrows(
        SqlRefusedException.class, () -> gate.check("FROM read_csv($file || 'x')", Set.of("file")));
    assertThrows(
        SqlRefusedException.class,
        () -> gate.check("FROM read_csv('x', header = $file)", Set.of("file")));
  }

  @Test
  void functionsThatTellAboutFilesAreMarked() {
    assertTrue(gate.check("FROM parquet_schema('x')").files().getFirst().metadata());
    assertTrue(gate.check("FROM sniff_csv('x')").files().getFirst().metadata());
    assertFalse(gate.check("FROM read_parquet('x')").files().getFirst().metadata());
    assertFalse(gate.check("FROM 'x.parquet'").files().getFirst().metadata());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT now(), Random(), lower('A') | now random",
        "SELECT current_date, x FROM t WHERE d < CURRENT_TIMESTAMP | current_date"
            + " current_timestamp",
        "SELECT ago(INTERVAL 1 DAY), today(), uuid() | ago today uuid",
        "FROM t TABLESAMPLE 10% | tablesample",
        "FROM t USING SAMPLE 10 ROWS | tablesample",
        "SELECT * FROM range(10) TABLESAMPLE reservoir(3 ROWS) REPEATABLE (7) | ``",
        "SELECT date_trunc('day', d) FROM t | ``",
      })
  void volatileFunctionsAreReported(String sql, String functions) {
    assertEquals(
        functions,
        String.join(" ", gate.check(sql).volatileFunctions().stream().sorted().toList()));
  }

  @Test
  void whatStandsBehindTheLastTokenIsTrimmed() {
    assertEquals("SELECT 1", gate.check("SELECT 1 ; -- done\n /* really */ ;").text());
    assertEquals(" /* x */ SELECT 1", gate.check(" /* x */ SELECT 1\n").text());
  }

  @Test
  void textThatTheEngineComposesMayNumberItsParametersButNamesNoTable() {
    CheckedSql checked = gate.checkComposed("SELECT * FROM read_parquet($1) WHERE x = $2");
    assertEquals(List.of(), checked.files().getFirst().paths());
    SqlRefusedException refused =
        assertThrows(SqlRefusedException.class, () -> gate.checkComposed("FROM orders"));
    assertEquals("sql/table-unknown", refused.code());
    assertThrows(
        SqlRefusedException.class, () -> gate.checkComposed("FROM read_parquet('a' || $1)"));
  }

  @Test
  void statementsAreCheckedSideBySideAndThoseThatPassedPassAgainAtOnce() {
    try (SqlGate side = new SqlGate()) {
      CyclicBarrier both = new CyclicBarrier(2);
      Set<String> asked = ConcurrentHashMap.newKeySet();
      List<String> texts =
          List.of("SELECT * FROM 'one.parquet'", "SELECT * FROM 'two.parquet'", "DELETE FROM x");
      side.prepare(
          texts,
          name -> {
            if (asked.add(name)) {
              meet(both);
            }
            return true;
          });
      assertEquals(Set.of("one.parquet", "two.parquet"), asked);
      assertThrows(SqlRefusedException.class, () -> side.check(texts.getLast()));
      CheckedSql known = side.check(texts.getFirst(), Set.of(), name -> true);
      assertSame(known, side.check(texts.getFirst(), Set.of(), name -> true));
      assertEquals("one.parquet", known.tables().getFirst().name());
    }
  }

  /** One alone would wait for ever. */
  private static void meet(CyclicBarrier both) {
    try {
      both.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("they are checked one after the other", e);
    }
  }
}
