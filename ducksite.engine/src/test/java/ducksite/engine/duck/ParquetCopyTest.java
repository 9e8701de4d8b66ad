package ducksite.engine.duck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.render.ResultColumn;
import ducksite.engine.sql.SqlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParquetCopyTest {

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

  @Test
  void aCopyIsWrittenWithItsParametersAndReadBack() {
    Path target = duck.data.resolve("it's.parquet");
    String sql = "SELECT i, 'r' || i AS s FROM range(10_000) t(i) WHERE i >= $1";
    assertEquals(9_000, copy(new BoundSql(sql, List.of(1_000)), target));
    String read = "FROM read_parquet(" + SqlText.literal(target.toString()) + ")";
    assertEquals(
        9_000, duck.instance.count(BoundSql.of(read), TestInstances.LONG, TestInstances.NEVER));
    assertEquals(0, duck.temp.toFile().list().length);
  }

  @Test
  void rowsAreReadBeforeTheirFileIsThereAndAreThoseOfTheFile() {
    Path target = duck.data.resolve("early.parquet");
    String sql =
        "SELECT i, sum(i) AS s, 'r' || i AS t, i * 1.5 AS d, DATE '2024-01-01' + i::INT AS day"
            + " FROM range(30_000) r(i) WHERE i >= $1 GROUP BY ALL ORDER BY i DESC";
    List<List<String>> early = new ArrayList<>();
    Materialized made =
        duck.instance.materialize(
            new BoundSql(sql, List.of(10)),
            target,
            20_480,
            TestInstances.LONG,
            TestInstances.NEVER,
            (rows, queueNanos, queryNanos) -> {
              assertFalse(Files.exists(target));
              assertTrue(rows.areAsInTheFile());
              assertEquals(29_990, rows.count());
              rows.read(
                  from -> new BoundSql("SELECT * FROM " + from + " LIMIT 3 OFFSET $1", List.of(7)),
                  -1,
                  batches -> early.add(described(batches)));
            });
    assertEquals(29_990, made.rows());
    duck.query(
        "FROM '" + target + "' LIMIT 3 OFFSET 7",
        batches -> {
          assertEquals(List.of(described(batches)), early);
          return null;
        });
    assertEquals(0, duck.temp.toFile().list().length);
  }

  @Test
  void rowsThatTheFileTellsDifferentlyAreNotReadBeforeIt() {
    for (String value :
        List.of(
            "INTERVAL 1 DAY",
            "'10:00'::TIME",
            "[1]",
            "{'a': 1}",
            "'2024-01-01'::TIMESTAMP_S",
            "uuid()",
            "'{}'::JSON")) {
      duck.instance.materialize(
          BoundSql.of("SELECT 1 AS i, " + value + " AS v"),
          duck.data.resolve("other.parquet"),
          20_480,
          TestInstances.LONG,
          TestInstances.NEVER,
          (rows, queueNanos, queryNanos) -> assertFalse(rows.areAsInTheFile(), value));
    }
  }

  /** Columns and values. */
  private static List<String> described(ArrowBatches batches) {
    List<String> told = new ArrayList<>();
    batches.columns().forEach(column -> told.add(column.name() + " " + column.sqlType()));
    while (batches.next()) {
      for (int row = 0; row < batches.rowCount(); row++) {
        told.add(
            batches.column(0).longAt(row)
                + " "
                + batches.column(1).decimalAt(row)
                + " "
                + batches.stringAt(2, row)
                + " "
                + batches.column(3).decimalAt(row)
                + " "
                + batches.column(4).longAt(row));
      }
    }
    return told;
  }

  @Test
  void exactNumbersStayExact() {
    Path target = duck.data.resolve("exact.parquet");
    String big = "12345678901234567890123456789012345678";
    copy(
        BoundSql.of(
            "SELECT "
                + big
                + "::HUGEINT AS h, 340282366920938463463374607431768211455::UHUGEINT AS u, sum(i)"
                + " AS s, '10:00:00+01'::TIMETZ AS t, '101'::BIT AS b, [1::HUGEINT] AS l FROM"
                + " range(3) t(i)"),
        target);
    duck.query(
        "FROM '" + target + "'",
        batches -> {
          assertEquals(
              List.of(
                  "DECIMAL(38,0)",
                  "VARCHAR",
                  "DECIMAL(38,0)",
                  "VARCHAR",
                  "VARCHAR",
                  "DECIMAL(38,0)[]"),
              batches.columns().stream().map(ResultColumn::sqlType).toList());
          assertTrue(batches.next());
          assertEquals(big, batches.column(0).decimalAt(0).toPlainString());
          assertEquals("340282366920938463463374607431768211455", batches.stringAt(1, 0));
          assertEquals("3", batches.column(2).decimalAt(0).toPlainString());
          assertEquals("10:00:00+01", batches.stringAt(3, 0));
          assertEquals("101", batches.stringAt(4, 0));
          return null;
        });
  }

  @Test
  void aReplacedFileIsReadAnew() {
    Path target = duck.data.resolve("same.parquet");
    for (int value = 1; value <= 5; value++) {
      copy(BoundSql.of("SELECT " + value + " AS i"), target);
      long read =
          duck.query(
              "FROM '" + target + "'",
              batches -> {
                batches.next();
                return batches.longAt(0, 0);
              });
      assertEquals(value, read);
    }
  }

  @Test
  void columnsThatNeedConversionAreFoundAnewWhenTheFileChanges() {
    Path target = duck.data.resolve("changing.parquet");
    String read = "FROM '" + target + "'";
    for (String columns :
        List.of("now() AS a", "'{}'::JSON AS a, 2 AS b", "3 AS a", "1 AS a, 2 AS b, 3 AS c")) {
      copy(BoundSql.of("SELECT " + columns), target);
      int expected =
          duck.instance.describe(BoundSql.of(read), TestInstances.LONG, TestInstances.NEVER).size();
      String cast = "SELECT *, 'x'::ENUM('x') AS e FROM (" + read + ")";
      for (int round = 0; round < 2; round++) {
        List<String> names =
            duck.query(
                cast,
                batches -> {
                  assertTrue(batches.next());
                  assertEquals("x", batches.stringAt(batches.columns().size() - 1, 0));
                  return batches.columns().stream().map(ResultColumn::name).toList();
                });
        assertEquals(expected + 1, names.size());
      }
    }
  }

  @Test
  void aFailedCopyLeavesTheOldFileAndNoRest() throws Exception {
    Path target = duck.data.resolve("kept.parquet");
    copy(BoundSql.of("SELECT 1 AS i"), target);
    byte[] old = Files.readAllBytes(target);
    BoundSql failing =
        BoundSql.of(
            "SELECT CASE WHEN i < 500000 THEN i ELSE error('late') END FROM range(600_000) t(i)");
    for (int round = 0; round < 40; round++) {
      DuckException failed = assertThrows(DuckException.class, () -> copy(failing, target));
      assertTrue(failed.getMessage().contains("late"), failed.getMessage());
    }
    assertEquals(-1, java.util.Arrays.mismatch(old, Files.readAllBytes(target)));
    assertEquals(0, duck.temp.toFile().list().length);
  }

  @Test
  void rowGroupsHaveTheSizeAskedFor() {
    Path target = duck.data.resolve("groups.parquet");
    duck.instance.copyToParquet(
        BoundSql.of("SELECT i FROM range(50_000) t(i)"),
        target,
        20_480,
        TestInstances.LONG,
        TestInstances.NEVER);
    String sql =
        "SELECT count(DISTINCT row_group_id), max(row_group_num_rows) FROM parquet_metadata('"
            + target
            + "')";
    duck.query(
        sql,
        batches -> {
          batches.next();
          assertEquals(3, batches.longAt(0, 0));
          assertEquals(20_480, batches.longAt(1, 0));
          return null;
        });
  }

  private static long copy(BoundSql sql, Path target) {
    return duck.instance.copyToParquet(sql, target, TestInstances.LONG, TestInstances.NEVER);
  }
}
