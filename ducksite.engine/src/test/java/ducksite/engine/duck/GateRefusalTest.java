package ducksite.engine.duck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GateRefusalTest {

  private static SqlGate gate;

  @BeforeAll
  static void open() {
    gate = new SqlGate();
  }

  @AfterAll
  static void close() {
    gate.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY (SELECT 1) TO 'x'",
        "ATTACH 'x.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET threads = 4",
        "RESET threads",
        "PRAGMA version",
        "CALL duckdb_settings()",
        "EXPLAIN SELECT 1",
        "EXPLAIN ANALYZE SELECT 1",
        "PREPARE a AS SELECT 1",
        "EXECUTE a",
        "CREATE TABLE t(i INT)",
        "CREATE MACRO lower(x) AS 'y'",
        "INSERT INTO t VALUES (1)",
        "DROP TABLE t",
        "EXPORT DATABASE 'x'",
        "IMPORT DATABASE 'x'",
        "CHECKPOINT",
        "VACUUM",
        "USE other",
        "BEGIN",
        "CREATE SECRET (TYPE s3)",
        "SET VARIABLE a = 1",
        "PIVOT t ON x USING sum(y)",
        "DETACH x",
        "ANALYZE",
        "COMMENT ON TABLE t IS 'x'",
      })
  void whatIsNoQueryIsRefused(String sql) {
    assertEquals("sql/not-a-query", refusal(sql).code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "WITH d AS (COPY (SELECT 1) TO 'x' (USE_TMP_FILE false)) SELECT * FROM d |"
            + " sql/node-refused",
        "SELECT * FROM (WITH d AS (COPY (SELECT 1) TO 'x') SELECT * FROM d) | sql/node-refused",
        "SELECT (WITH d AS (DELETE FROM t RETURNING *) SELECT count(*) FROM d) | sql/node-refused",
        "WITH a AS (SELECT 1), b AS (INSERT INTO t VALUES (1) RETURNING *) SELECT * FROM b |"
            + " sql/node-refused",
        "WITH d AS (UPDATE t SET a = 1 RETURNING *) SELECT 1 UNION ALL SELECT a FROM d |"
            + " sql/node-refused",
        "SELECT 1; SELECT 2 | sql/several-statements",
        "SELECT 1;; COPY (SELECT 1) TO 'x' | sql/several-statements",
        "SELECT * FROM query('SELECT 1') | sql/function-refused",
        "SELECT * FROM QUERY('SELECT 1') | sql/function-refused",
        "SELECT * FROM \"query\"('SELECT 1') | sql/function-refused",
        "SELECT * FROM main.query('SELECT 1') | sql/function-refused",
        "SELECT * FROM system.main.\"QuErY\"('SELECT 1') | sql/function-refused",
        "SELECT * FROM query_table('x') | sql/function-refused",
        "SELECT * FROM json_execute_serialized_sql('x') | sql/function-refused",
        "SELECT * FROM histogram('x.csv', 'a') | sql/function-refused",
        "SELECT * FROM histogram_values('x.csv', a) | sql/function-refused",
        "SELECT getvariable('x') | sql/function-refused",
        "SELECT main.getvariable('x') | sql/function-refused",
        "SELECT getenv('HOME') | sql/function-refused",
        "SELECT current_setting('temp_directory') | sql/function-refused",
        "SELECT list_transform([1], lambda x: sleep_ms(1000)) | sql/function-refused",
        "SELECT write_log('x') | sql/function-refused",
        "SELECT nextval('s') | sql/function-refused",
        "SELECT 's'.nextval() | sql/function-refused",
        "SELECT stats(a) FROM t | sql/function-refused",
        "SELECT finalize('x') | sql/function-refused",
        "SELECT sum(a) EXPORT_STATE FROM t | sql/node-refused",
        "SELECT list_aggregate(l, 'combine_aggr') FROM t | sql/function-refused",
        "SELECT l.list_aggr('Combine_Aggr') FROM t | sql/function-refused",
        "SELECT array_aggregate(l, s) FROM t | sql/function-unknown",
        "SELECT json_serialize_plan('SELECT 1') | sql/function-refused",
        "SELECT __internal_decompress_string('x') | sql/function-refused",
        "FROM duckdb_settings() | sql/function-refused",
        "FROM duckdb_secrets() | sql/function-refused",
        "FROM duckdb_databases() | sql/function-refused",
        "FROM pragma_version() | sql/function-refused",
        "FROM which_secret('x', 's3') | sql/function-refused",
        "FROM read_duckdb('data/x.db') | sql/function-refused",
        "FROM arrow_scan(1, 2, 3) | sql/function-refused",
        "FROM glob('/etc/*') | sql/function-refused",
        "FROM seq_scan('t') | sql/function-refused",
        "FROM enable_logging() | sql/function-refused",
        "FROM no_such_function(1) | sql/function-unknown",
        "SELECT no_such_function(1) | sql/function-unknown",
        "SELECT read_text('/etc/passwd') | sql/function-unknown",
        "SELECT read_csv('/etc/passwd') | sql/function-unknown",
        "`FROM read_parquet('da' || 'ta/x')` | sql/file-argument",
        "FROM read_parquet(concat('da', 'ta/x')) | sql/file-argument",
        "FROM read_parquet($path) | sql/file-argument",
        "FROM read_parquet(['a', $path]) | sql/file-argument",
        "`FROM read_parquet(['a', 'b' || 'c'])` | sql/file-argument",
        "FROM read_parquet((SELECT 'x')) | sql/file-argument",
        "FROM read_parquet(getvariable('x')) | sql/file-argument",
        "FROM (SELECT 'x' AS p), read_text(p) | sql/file-argument",
        "FROM read_text('/etc/passwd'::VARCHAR) | sql/file-argument",
        "FROM read_parquet({'filename': 'x'}) | sql/file-argument",
        "FROM read_parquet([]) | sql/file-argument",
        "FROM read_parquet() | sql/file-argument",
        "FROM read_parquet(1) | sql/file-argument",
        "FROM read_parquet('x', path := 'y') | sql/file-argument",
        "`FROM read_parquet(path := 'x' || 'y')` | sql/file-argument",
        "`FROM read_parquet(paths = 'x' || 'y')` | sql/file-argument",
        "FROM read_parquet('x', filename := (SELECT content FROM read_text('/etc/passwd'))) |"
            + " sql/file-argument",
        "FROM read_parquet(union_by_name := true, path := 'x') | sql/file-argument",
        "FROM read_parquet('x', 'y') | sql/file-option",
        "FROM read_csv('x', store_rejects = true) | sql/file-option",
        "FROM read_csv('x', rejects_table := 'r') | sql/file-option",
        "FROM read_parquet('x', encryption_config = {footer_key: 'k'}) | sql/file-option",
        "FROM read_parquet('x', no_such_option = 1) | sql/file-option",
        "FROM a.b | sql/qualified-table",
        "FROM a.b.c | sql/qualified-table",
        "FROM data.\"x.parquet\" | sql/qualified-table",
        "FROM information_schema.tables | sql/qualified-table",
        "FROM 'x.db' | sql/file-kind",
        "FROM 'x.duckdb' | sql/file-kind",
        "FROM '/etc/passwd' | sql/file-kind",
        "FROM \"/proc/self/environ\" | sql/file-kind",
        "FROM E'data\\x2fx.csv' | sql/syntax",
        "WITH \"x.parquet\" AS (SELECT 1) FROM \"x.parquet\" | sql/common-table-name",
        "SHOW TABLES | sql/node-refused",
        "SHOW ALL TABLES | sql/node-refused",
        "FROM (SHOW DATABASES) | sql/node-refused",
        "SHOW t | sql/node-refused",
        "FROM t AT (VERSION => 3) | sql/node-refused",
        "SELECT 1 = ? | sql/positional-parameter",
        "SELECT $1 | sql/positional-parameter",
        "SELECT x::other.type FROM t | sql/type-refused",
        "SELECT x::no_such_type FROM t | sql/type-refused",
        "SELECT DEFAULT | sql/node-refused",
        "`` | sql/empty",
        "-- nothing | sql/empty",
        ";; | sql/empty",
        "SELECT * FRO M x | sql/syntax",
      })
  void whatAProjectMayNotContainIsRefused(String sql, String code) {
    assertEquals(code, refusal(sql).code());
  }

  @Test
  void refusalsPointAtTheCharacterAlsoBehindOtherScripts() {
    assertEquals(
        "SELECT 'zażółć 🦆', ".length(), refusal("SELECT 'zażółć 🦆', getvariable('x')").offset());
    assertEquals("SELECT 'ü' ".length(), refusal("SELECT 'ü' FRO t").offset() - "FRO ".length());
    assertEquals("SELECT 1".length(), refusal("SELECT 1; SELECT 2").offset());
  }

  @Test
  void charactersThatTextCannotCarryAreRefused() {
    assertEquals("sql/character", refusal("SELECT 1 \0; COPY (SELECT 1) TO 'x'").code());
    assertEquals("sql/character", refusal("SELECT '\uD800'").code());
    assertEquals(8, refusal("SELECT '\uDC00'").offset());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "f(",
        "{'a': ",
        "CASE WHEN ",
        "NOT ",
        "-(",
        "(SELECT ",
        "SELECT * FROM (",
        "1 + ("
      })
  void depthEndsInARefusalAndNotInACrash(String opening) {
    String deep = "SELECT " + opening.repeat(20_000);
    assertTrue(List.of("sql/too-deep", "sql/syntax").contains(refusal(deep).code()));
  }

  @Test
  void lambdasInsideEachOtherEndBeforeDuckDbNeedsForEver() {
    String nested = "SELECT " + "list_transform([1], lambda x: ".repeat(9) + "x" + ")".repeat(9);
    assertEquals("sql/too-deep", refusal(nested).code());
    gate.check("SELECT j" + "->'a'".repeat(100) + " FROM t");
  }

  @Test
  void textBeyondTheLimitIsRefused() {
    assertEquals("sql/too-long", refusal("SELECT '" + "x".repeat(SqlGate.LONGEST) + "'").code());
  }

  @Test
  void messagesSayWhatToDo() {
    SqlRefusedException refused = refusal("PIVOT t ON x USING sum(y)");
    assertTrue(refused.hint().contains("IN ("), refused.hint());
    assertTrue(refusal("SELECT getvariable('x')").getMessage().contains("getvariable"));
  }

  private static SqlRefusedException refusal(String sql) {
    return assertThrows(SqlRefusedException.class, () -> gate.check(sql), sql);
  }
}
