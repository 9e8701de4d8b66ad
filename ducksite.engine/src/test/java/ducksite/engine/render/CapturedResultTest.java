package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultBatches;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CapturedResultTest {

  /** Every storage type, NULLs at changing places, over several batches of uneven length. */
  private static final String EVERYTHING =
      """
      SELECT i % 3 = 0 AS b, i::TINYINT AS i8, i::UTINYINT AS u8, (i - 50)::SMALLINT AS i16, i::USMALLINT AS u16,
             (i - 70)::INTEGER AS i32, i::UINTEGER AS u32, i::BIGINT AS i64, i::UBIGINT AS u64, i::HUGEINT AS i128,
             (i / 3)::FLOAT AS f, i / 7 AS d, (i / 3)::DECIMAL(9,3) AS p, 'é' || i AS t,
             ('{"n":' || i || '}')::JSON AS j,
             ('b' || i)::BLOB AS x, DATE '2000-01-01' + i::INTEGER AS day, TIME '01:02:03' AS clock,
             TIMESTAMP '2000-01-01' + to_seconds(i) AS moment, '2000-01-01'::TIMESTAMP_S AS ts,
             '2000-01-01'::TIMESTAMP_MS AS tms, '2000-01-01'::TIMESTAMP_NS AS tns, '2000-01-01'::TIMESTAMPTZ AS tz,
             to_days(i::INTEGER) AS span, NULL AS nothing,
             (CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END)::ENUM('a', 'b') AS e,
             CASE WHEN i % 4 = 0 THEN NULL ELSE range(i % 3) END AS l, array_value(i, NULL, 2) AS fixed,
             CASE WHEN i % 5 = 0 THEN NULL ELSE {'n': i, 's': ['x' || i]} END AS st, MAP {'k' || i: i} AS m,
             CASE WHEN i % 6 = 0 THEN NULL ELSE 'w' || i END AS nullable, CASE WHEN i % 7 <> 0 THEN i % 2 = 0 END AS nb,
             CASE WHEN i % 2 = 0 THEN union_value(n := i)::UNION(n BIGINT, s VARCHAR)
             ELSE 's'::UNION(n BIGINT, s VARCHAR)
             END AS un
      FROM (SELECT j % 100 AS i, j FROM range(9000) t(j)) WHERE hash(j) % 7 <> 0\
      """;

  @Test
  void everyTypeComesOutAsItWentIn() {
    String direct = Rendered.text(new JsonRenderer(), Request.PLAIN, EVERYTHING);
    try (DuckQuery query = new DuckQuery(EVERYTHING)) {
      CapturedResult captured = CapturedResult.of(query, 100_000);
      byte[] again = Rendered.bytes(new JsonRenderer(), Request.PLAIN, captured.batches());
      assertEquals(direct, new String(again, StandardCharsets.UTF_8));
      assertFalse(captured.truncated());
    }
  }

  @Test
  void rowsBeyondTheLimitAreLeftOutAndSaidToBe() {
    try (DuckQuery query = new DuckQuery("SELECT i AS n FROM range(5000) t(i)")) {
      CapturedResult captured = CapturedResult.of(query, 3001);
      assertEquals(3001, captured.rowCount());
      assertTrue(captured.truncated());
      assertEquals(Optional.of("3000"), captured.raw(0, 3000));
    }
  }

  @Test
  void aResultThatJustFitsIsWhole() {
    try (DuckQuery query = new DuckQuery("SELECT i AS n FROM range(5000) t(i)")) {
      CapturedResult captured = CapturedResult.of(query, 5000);
      assertEquals(5000, captured.rowCount());
      assertFalse(captured.truncated());
    }
  }

  @Test
  void memoryIsBoundedInBytesToo() {
    try (DuckQuery query = new DuckQuery("SELECT repeat('x', 1000) AS t FROM range(50000) t(i)")) {
      CapturedResult captured = CapturedResult.of(query, 50_000, 4_000_000);
      assertTrue(captured.truncated());
      assertTrue(
          captured.rowCount() >= 4000 && captured.rowCount() < 10_000, "" + captured.rowCount());
    }
  }

  @Test
  void theRowsCanBeReadAgainAndAgain() {
    try (DuckQuery query = new DuckQuery("SELECT 1 AS n")) {
      CapturedResult captured = CapturedResult.of(query, 10);
      for (int time = 0; time < 2; time++) {
        ResultBatches batches = captured.batches();
        assertEquals(0, batches.rowCount());
        assertTrue(batches.next());
        assertEquals(1, batches.rowCount());
        assertFalse(batches.next());
      }
    }
  }

  @Test
  void cellsReadAsPeopleReadThemAndAsProgramsDo() {
    try (DuckQuery query =
        new DuckQuery(
            "SELECT 1234567.5 AS n, NULL AS x, '<a>' AS t, 1234::HUGEINT AS h, ['é'] AS l")) {
      CapturedResult captured = CapturedResult.of(query, 10);
      assertEquals("1,234,567.5", captured.text(0, 0));
      assertEquals(Optional.of("1234567.5"), captured.raw(0, 0));
      assertEquals("\u2014", captured.text(1, 0));
      assertEquals(Optional.empty(), captured.raw(1, 0));
      assertEquals("<a>", captured.text(2, 0));
      assertEquals("1,234", captured.text(3, 0));
      assertEquals("[\"é\"]", captured.text(4, 0));
    }
  }

  @Test
  void accessorsGiveTheValuesOfTheirTypes() {
    try (DuckQuery query =
        new DuckQuery(
            """
            SELECT 200::UTINYINT AS a, 60000::USMALLINT AS b, 4000000000::UINTEGER AS c, -1::TINYINT AS d,
                   -2::SMALLINT AS e,
                   true AS f, DATE '1970-01-02' AS g, 1.5::FLOAT AS h, 2.5::DOUBLE AS i, -12.34::DECIMAL(20,2) AS j,
                   'x' AS k,
                   340282366920938463463374607431768211455::UHUGEINT AS l\
            """)) {
      ResultBatches batches = CapturedResult.of(query, 10).batches();
      assertTrue(batches.next());
      long[] whole = {200, 60_000, 4_000_000_000L, -1, -2, 1, 1};
      for (int column = 0; column < whole.length; column++) {
        assertEquals(whole[column], batches.longAt(column, 0));
      }
      assertEquals(1.5, batches.doubleAt(7, 0));
      assertEquals(2.5, batches.doubleAt(8, 0));
      ColumnVector decimal = batches.column(9);
      assertEquals(new BigDecimal("-12.34"), decimal.decimalAt(0));
      assertEquals("x", batches.stringAt(10, 0));
      assertEquals(
          new BigDecimal("340282366920938463463374607431768211455"),
          batches.column(11).decimalAt(0));
    }
  }

  @Test
  void anEmptyResultKeepsItsColumns() {
    try (DuckQuery query = new DuckQuery("SELECT 1 AS n, ['x'] AS l WHERE false")) {
      CapturedResult captured = CapturedResult.of(query, 10);
      assertEquals(0, captured.rowCount());
      assertEquals(2, captured.columns().size());
      assertFalse(captured.batches().next());
    }
  }
}
