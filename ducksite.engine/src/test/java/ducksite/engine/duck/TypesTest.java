package ducksite.engine.duck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.render.ColumnType;
import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultColumn;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypesTest {

  @TempDir static Path folder;
  private static TestInstances duck;

  @BeforeAll
  static void start() throws Exception {
    duck = new TestInstances(folder);
  }

  @AfterAll
  static void stop() {
    duck.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true | BOOLEAN | BOOLEAN | 1",
        "(-128)::TINYINT | INT8 | TINYINT | -128",
        "(-32768)::SMALLINT | INT16 | SMALLINT | -32768",
        "(-2147483648)::INTEGER | INT32 | INTEGER | -2147483648",
        "(-9223372036854775808)::BIGINT | INT64 | BIGINT | -9223372036854775808",
        "255::UTINYINT | UINT8 | UTINYINT | 255",
        "65535::USMALLINT | UINT16 | USMALLINT | 65535",
        "4294967295::UINTEGER | UINT32 | UINTEGER | 4294967295",
        "18446744073709551615::UBIGINT | UINT64 | UBIGINT | 18446744073709551615",
        "170141183460469231731687303715884105727::HUGEINT | DECIMAL | HUGEINT |"
            + " 170141183460469231731687303715884105727",
        "(-170141183460469231731687303715884105727)::HUGEINT | DECIMAL | HUGEINT"
            + " | -170141183460469231731687303715884105727",
        "(-9223372036854775809)::HUGEINT | DECIMAL | HUGEINT | -9223372036854775809",
        "18446744073709551615::HUGEINT | DECIMAL | HUGEINT | 18446744073709551615",
        "340282366920938463463374607431768211455::UHUGEINT | TEXT | UHUGEINT |"
            + " 340282366920938463463374607431768211455",
        "12345678901234567890123456789012345678901234567890::BIGNUM | TEXT | BIGNUM"
            + " | 12345678901234567890123456789012345678901234567890",
        "(-1.5)::FLOAT | FLOAT | FLOAT | -1.5",
        "1.25e300::DOUBLE | DOUBLE | DOUBLE | 1.25E300",
        "'nan'::DOUBLE | DOUBLE | DOUBLE | NaN",
        "(-1.25)::DECIMAL(4,2) | DECIMAL | DECIMAL(4,2) | -1.25",
        "(-1234567.89)::DECIMAL(9,2) | DECIMAL | DECIMAL(9,2) | -1234567.89",
        "1234567890123456.78::DECIMAL(18,2) | DECIMAL | DECIMAL(18,2) | 1234567890123456.78",
        "(-12345678901234567890123456789012345.678)::DECIMAL(38,3) | DECIMAL | DECIMAL(38,3)"
            + " | -12345678901234567890123456789012345.678",
        "'zażółć 🦆' | TEXT | VARCHAR | zażółć 🦆",
        "'' | TEXT | VARCHAR | ``",
        "'{\"a\":1}'::JSON | JSON | JSON | {\"a\":1}",
        "'59e0b3b7-4007-4af5-bd03-c0fe0290fbb3'::UUID | TEXT | UUID |"
            + " 59e0b3b7-4007-4af5-bd03-c0fe0290fbb3",
        "'\\x00\\xFF'::BLOB | BINARY | BLOB | 00ff",
        "'10110'::BIT | TEXT | BIT | 10110",
        "'b'::ENUM('a','b') | TEXT | ENUM | b",
        "DATE '1969-12-31' | DATE | DATE | -1",
        "DATE '0001-01-01' | DATE | DATE | -719162",
        "TIME '23:59:59.999999' | TIME | TIME | 86399999999",
        "TIME_NS '00:00:00.000000001' | TIME_NANOS | TIME_NS | 1",
        "'10:00:00+01'::TIMETZ | TEXT | TIME WITH TIME ZONE | 10:00:00+01",
        "TIMESTAMP '1969-12-31 23:59:59.999999' | TIMESTAMP | TIMESTAMP | -1",
        "TIMESTAMP_S '1970-01-01 00:01:00' | TIMESTAMP_SECONDS | TIMESTAMP_S | 60",
        "TIMESTAMP_MS '1969-12-31 23:59:59.999' | TIMESTAMP_MILLIS | TIMESTAMP_MS | -1",
        "TIMESTAMP_NS '1970-01-01 00:00:00.000000001' | TIMESTAMP_NANOS | TIMESTAMP_NS | 1",
        "'1970-01-01 01:00:00+01'::TIMESTAMPTZ | TIMESTAMP_TZ | TIMESTAMP WITH TIME ZONE | 0",
        "INTERVAL '-1 month -2 days 3 seconds' | INTERVAL | INTERVAL | -1m-2d3000000000ns",
        "[1, NULL, 3] | LIST | INTEGER[] | [1, null, 3]",
        "[[1], [], NULL]::INTEGER[][] | LIST | INTEGER[][] | [[1], [], null]",
        "[1, 2, 3]::INTEGER[3] | FIXED_LIST | INTEGER[3] | [1, 2, 3]",
        "['b'::ENUM('a','b'), NULL] | LIST | ENUM[] | [b, null]",
        "{'a': 1, 'b c': [{'d': '101'::BIT}]} | STRUCT | `STRUCT(a INTEGER, \"b c\" STRUCT(d"
            + " BIT)[])` | {a=1, b c=[{d=101}]}",
        "row(1, 'x') | STRUCT | TUPLE(INTEGER, VARCHAR) | {element1=1, element2=x}",
        "MAP {'k': 1.5::DECIMAL(4,1), 'n': NULL} | MAP | MAP(VARCHAR, DECIMAL(4,1)) | {k=1.5,"
            + " n=null}",
        "MAP {'a'::ENUM('a','b'): 340282366920938463463374607431768211455::UHUGEINT} | MAP |"
            + " MAP(ENUM, UHUGEINT) | {a=340282366920938463463374607431768211455}",
        "1::UNION(i INTEGER, s VARCHAR) | UNION | `UNION(i INTEGER, s VARCHAR)` | 1",
        "'x'::UNION(i INTEGER, s VARCHAR, t BLOB) | UNION | `UNION(i INTEGER, s VARCHAR, t BLOB)` |"
            + " x",
        "{'a': 42, 'b': [DATE '2020-01-01']}::VARIANT | JSON | VARIANT |"
            + " {\"a\":42,\"b\":[\"2020-01-01\"]}",
        "st_geomfromwkb('\\x01\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\xF0?"
            + "\\x00\\x00\\x00\\x00\\x00\\x00\\x00@'::BLOB)"
            + " | BINARY | GEOMETRY | 0101000000000000000000f03f0000000000000040",
        "NULL | NULL | NULL | null",
        "[]::INTEGER[] | LIST | INTEGER[] | []",
      })
  void eachTypeKeepsItsValues(String expression, ColumnType type, String sqlType, String value) {
    String sql =
        "SELECT " + expression + " AS v UNION ALL SELECT NULL UNION ALL SELECT " + expression;
    duck.query(
        sql,
        batches -> {
          ResultColumn column = batches.columns().getFirst();
          assertEquals(type, column.type());
          assertEquals(sqlType, column.sqlType());
          List<String> values = new ArrayList<>();
          while (batches.next()) {
            for (int row = 0; row < batches.rowCount(); row++) {
              values.add(text(batches.column(0), row));
            }
          }
          assertEquals(List.of(value, "null", value), values);
          return null;
        });
  }

  @Test
  void describeNamesTheSameTypesWithoutRunning() {
    List<ResultColumn> columns =
        duck.instance.describe(
            new BoundSql(
                "SELECT $1 AS p, error('never') AS e, 'a'::ENUM('a') AS en, 1.5::DECIMAL(4,1) AS d,"
                    + " 1 AS d, sum(1) AS h",
                List.of(5L)),
            TestInstances.LONG,
            TestInstances.NEVER);
    StringJoiner found = new StringJoiner(", ");
    columns.forEach(
        column -> found.add(column.name() + " " + column.type() + " " + column.sqlType()));
    assertEquals(
        "p INT64 BIGINT, e NULL NULL, en TEXT ENUM, d DECIMAL DECIMAL(4,1), d INT32 INTEGER, h"
            + " DECIMAL HUGEINT",
        found.toString());
    assertEquals(1, columns.get(3).scale());
    assertEquals(4, columns.get(3).precision());
  }

  @Test
  void convertedColumnsKeepNamesAndOrder() {
    String sql =
        "SELECT i AS a, (i % 3)::VARCHAR::ENUM('0','1','2') AS a FROM range(20000) t(i) ORDER BY i"
            + " DESC -- end";
    duck.query(
        sql,
        batches -> {
          assertEquals(
              List.of("a", "a"), batches.columns().stream().map(ResultColumn::name).toList());
          long expected = 19_999;
          while (batches.next()) {
            for (int row = 0; row < batches.rowCount(); row++, expected--) {
              assertEquals(expected, batches.longAt(0, row));
              assertEquals(Long.toString(expected % 3), batches.stringAt(1, row));
            }
          }
          assertEquals(-1, expected);
          return null;
        });
  }

  @Test
  void aColumnWithoutNullsHasNoValidity() {
    duck.query(
        "SELECT i, nullif(i, 3) AS n FROM range(10) t(i)",
        batches -> {
          assertTrue(batches.next());
          assertEquals(0, batches.column(0).validity().byteSize());
          assertTrue(batches.column(1).validity().byteSize() > 0);
          assertTrue(batches.isNull(1, 3));
          return null;
        });
  }

  private static String text(ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      return "null";
    }
    return switch (vector.column().type()) {
      case NULL -> "null";
      case BOOLEAN,
          INT8,
          INT16,
          INT32,
          INT64,
          UINT8,
          UINT16,
          UINT32,
          DATE,
          TIME,
          TIME_NANOS,
          TIMESTAMP_SECONDS,
          TIMESTAMP_MILLIS,
          TIMESTAMP,
          TIMESTAMP_NANOS,
          TIMESTAMP_TZ ->
          Long.toString(vector.longAt(row));
      case UINT64 -> Long.toUnsignedString(vector.longAt(row));
      case FLOAT, DOUBLE -> Double.toString(vector.doubleAt(row));
      case DECIMAL -> vector.decimalAt(row).toPlainString();
      case TEXT, JSON -> vector.stringAt(row);
      case BINARY -> HexFormat.of().formatHex(vector.bytesAt(row).toArray(ValueLayout.JAVA_BYTE));
      case INTERVAL ->
          vector.data().get(ValueLayout.JAVA_INT_UNALIGNED, 16L * row)
              + "m"
              + vector.data().get(ValueLayout.JAVA_INT_UNALIGNED, 16L * row + 4)
              + "d"
              + vector.data().get(ValueLayout.JAVA_LONG_UNALIGNED, 16L * row + 8)
              + "ns";
      case LIST, FIXED_LIST -> list(vector, row);
      case STRUCT -> struct(vector, row);
      case MAP -> map(vector, row);
      case UNION -> text(vector.children().get(vector.childAt(row)), row);
    };
  }

  private static String list(ColumnVector vector, int row) {
    StringJoiner joined = new StringJoiner(", ", "[", "]");
    for (int index = vector.offsetAt(row); index < vector.offsetAt(row + 1); index++) {
      joined.add(text(vector.children().getFirst(), index));
    }
    return joined.toString();
  }

  private static String struct(ColumnVector vector, int row) {
    StringJoiner joined = new StringJoiner(", ", "{", "}");
    vector.children().forEach(child -> joined.add(child.column().name() + "=" + text(child, row)));
    return joined.toString();
  }

  private static String map(ColumnVector vector, int row) {
    StringJoiner joined = new StringJoiner(", ", "{", "}");
    for (int index = vector.offsetAt(row); index < vector.offsetAt(row + 1); index++) {
      joined.add(
          text(vector.children().get(0), index) + "=" + text(vector.children().get(1), index));
    }
    return joined.toString();
  }
}
