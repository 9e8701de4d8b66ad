package ducksite.engine.duck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.render.ColumnVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueryTest {

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

  @AfterEach
  void nothingIsHeld() {
    assertEquals(0, duck.instance.resultBytes());
  }

  @Test
  void rowsThatDoNotHoldReachNobody() {
    for (int given : new int[] {0, 1, 3}) {
      int[] asked = {0};
      int[] batchesGiven = {0};
      RuntimeException failed =
          assertThrows(
              RuntimeException.class,
              () ->
                  duck.instance.query(
                      BoundSql.of("SELECT i FROM range(100_000) t(i)"),
                      () -> asked[0]++ < given,
                      TestInstances.LONG,
                      TestInstances.NEVER,
                      -1,
                      () -> {},
                      batches -> {
                        while (batches.next()) {
                          batchesGiven[0]++;
                        }
                        return null;
                      }));
      assertTrue(failed instanceof DuckException, String.valueOf(failed));
      assertEquals(given, batchesGiven[0]);
    }
  }

  @Test
  void theLastRowsAndTheEndAreAskedForOnce() {
    int[][] expected = {{0, 1}, {5, 1}, {8192, 2}, {20_000, 3}};
    for (int[] each : expected) {
      int[] asked = {0};
      assertEquals(each[0], texts("range(" + each[0] + ")", -1, asked));
      assertEquals(each[1], asked[0], each[0] + " rows");
    }
  }

  @Test
  void rowsReadAheadAreGivenAsTheyAre() {
    for (int limit : new int[] {0, 1, 4, 5, 6, 8191, 8192, 8193, 20_000, 30_000}) {
      for (int rows : new int[] {0, 1, 5, 8191, 8192, 8193, 20_000}) {
        assertEquals(
            Math.min(limit, rows), texts("range(" + rows + ")", limit, new int[1]), "" + rows);
      }
    }
  }

  /** Reads rows with texts and lists, each of which must be its number's; gives their number. */
  private static int texts(String rows, long limit, int[] asked) {
    return duck.instance.query(
        BoundSql.of(
            "SELECT i, CASE WHEN i % 3 = 0 THEN NULL ELSE 'row ' || i END AS t,"
                + " [i, NULL, i + 1] AS l FROM "
                + rows
                + " t(i)"),
        () -> ++asked[0] > 0,
        TestInstances.LONG,
        TestInstances.NEVER,
        limit,
        () -> {},
        batches -> {
          int next = 0;
          while (batches.next()) {
            ColumnVector list = batches.column(2);
            for (int row = 0; row < batches.rowCount(); row++, next++) {
              assertEquals(next, batches.column(0).longAt(row));
              assertEquals(next % 3 == 0, batches.column(1).isNull(row));
              if (next % 3 > 0) {
                assertEquals("row " + next, batches.column(1).stringAt(row));
              }
              int from = list.offsetAt(row);
              assertEquals(from + 3, list.offsetAt(row + 1));
              assertEquals(next, list.children().getFirst().longAt(from));
              assertTrue(list.children().getFirst().isNull(from + 1));
              assertEquals(next + 1, list.children().getFirst().longAt(from + 2));
            }
          }
          return next;
        });
  }

  @Test
  void rowsThatHoldAreAllGiven() {
    for (int rows : new int[] {0, 5, 20_000}) {
      long given =
          duck.instance.query(
              BoundSql.of("SELECT i FROM range(" + rows + ") t(i)"),
              () -> true,
              TestInstances.LONG,
              TestInstances.NEVER,
              -1,
              () -> {},
              batches -> {
                long total = 0;
                while (batches.next()) {
                  total += batches.rowCount();
                }
                assertFalse(batches.next());
                return total;
              });
      assertEquals(rows, given);
    }
  }

  @Test
  void tenMillionRowsPassInSmallMemory() {
    long[] most = new long[1];
    long sum =
        duck.query(
            "SELECT i, 'row ' || i AS s FROM range(10_000_000) t(i)",
            batches -> {
              long total = 0;
              while (batches.next()) {
                most[0] = Math.max(most[0], duck.instance.resultBytes());
                for (int row = 0; row < batches.rowCount(); row++) {
                  total += batches.longAt(0, row);
                }
              }
              return total;
            });
    assertEquals(10_000_000L * 9_999_999 / 2, sum);
    assertTrue(most[0] > 0 && most[0] < 8L << 20, most[0] + " bytes held at once");
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    assertTrue(direct < 64L << 20, direct + " bytes of direct buffers");
  }

  @Test
  void aConsumerMayStopEarly() {
    long first =
        duck.query(
            "SELECT i FROM range(100_000_000) t(i)",
            batches -> {
              batches.next();
              return batches.longAt(0, 7);
            });
    assertEquals(7, first);
  }

  @Test
  void theRowLimitCutsAndSaysSo() {
    for (int limit : List.of(0, 1, 2047, 8192, 8193, 20_000)) {
      Cut cut = rows("SELECT i, [i] AS l, 's' || i AS s FROM range(20_001) t(i)", limit);
      assertEquals(limit, cut.rows);
      assertEquals(limit, cut.rootRows);
      assertTrue(cut.truncated);
    }
    assertFalse(rows("SELECT i FROM range(20_001) t(i)", 20_001).truncated);
    assertFalse(rows("SELECT i FROM range(0) t(i)", 0).truncated);
    assertEquals(20_001, rows("SELECT i FROM range(20_001) t(i)", -1).rows);
  }

  private record Cut(long rows, long rootRows, boolean truncated) {}

  private static Cut rows(String sql, long limit) {
    return duck.instance.query(
        BoundSql.of(sql),
        TestInstances.LONG,
        TestInstances.NEVER,
        limit,
        batches -> {
          long rows = 0;
          long rootRows = 0;
          while (batches.next()) {
            rows += batches.rowCount();
            rootRows += batches.root().getRowCount();
            assertEquals(batches.rowCount(), batches.column(0).length());
            for (int row = 0; row < batches.rowCount(); row++) {
              assertEquals(rows - batches.rowCount() + row, batches.longAt(0, row));
            }
          }
          return new Cut(rows, rootRows, batches.truncated());
        });
  }

  @Test
  void everyKindOfValueCanBeBound() {
    List<@Nullable Object> values =
        Arrays.asList(
            "it's",
            1,
            2L,
            1.5,
            true,
            new BigDecimal("1.25"),
            new BigInteger("1".repeat(30)),
            LocalDate.of(1900, 1, 1),
            LocalDateTime.of(1900, 1, 1, 0, 0, 0, 1000),
            LocalTime.of(1, 2, 3),
            new byte[] {1},
            null);
    List<String> names = new ArrayList<>();
    for (int index = 1; index <= values.size(); index++) {
      names.add("$" + index + "::VARCHAR");
    }
    List<@Nullable String> seen =
        texts("SELECT unnest([" + String.join(", ", names) + "])", values);
    assertEquals(
        Arrays.asList(
            "it's",
            "1",
            "2",
            "1.5",
            "true",
            "1.25",
            "1".repeat(30),
            "1900-01-01",
            "1900-01-01 00:00:00.000001",
            "01:02:03",
            "\\x01",
            null),
        seen);
  }

  @Test
  void listsAreBoundAsArrays() {
    String in = "SELECT i::VARCHAR FROM range(5) t(i) WHERE i = ANY($1)";
    assertEquals(List.of("1", "3"), texts(in, List.of(List.of(1, 3L))));
    assertEquals(List.of("2"), texts(in, List.of(Arrays.asList(null, 2))));
    assertEquals(List.of(), texts(in, List.of(List.of())));
    String texts = "SELECT s FROM (VALUES ('a'), ('b')) t(s) WHERE s IN $1";
    assertEquals(List.of("b"), texts(texts, List.of(List.of("b", "c'"))));
    assertEquals(
        List.of("[1.50, 2.25]", "DECIMAL(38,2)[]"),
        texts(
            "SELECT unnest([$1::VARCHAR, typeof($1)])",
            List.of(List.of(new BigDecimal("1.5"), new BigDecimal("2.25")))));
    assertEquals(List.of("DATE[]"), texts("SELECT typeof($1)", List.of(List.of(LocalDate.EPOCH))));
    assertThrows(IllegalArgumentException.class, () -> texts(in, List.of(List.of("a", 1L))));
    assertThrows(IllegalArgumentException.class, () -> texts(in, List.of(new Object())));
  }

  private static List<@Nullable String> texts(String sql, List<@Nullable Object> values) {
    return duck.instance.query(
        new BoundSql(sql, values),
        TestInstances.LONG,
        TestInstances.NEVER,
        -1,
        batches -> {
          List<@Nullable String> texts = new ArrayList<>();
          while (batches.next()) {
            for (int row = 0; row < batches.rowCount(); row++) {
              texts.add(batches.isNull(0, row) ? null : batches.stringAt(0, row));
            }
          }
          return texts;
        });
  }

  @Test
  void anErrorKeepsDuckDbsMessage() {
    String boom = "SELECT error('boom ' || i) FROM range(9) t(i)";
    DuckException early = assertThrows(DuckException.class, () -> texts(boom, List.of()));
    assertEquals(DuckException.Kind.FAILED, early.kind());
    assertTrue(early.getMessage().contains("boom 0"), early.getMessage());
    String sql =
        "SELECT CASE WHEN i < 900000 THEN 'x' ELSE error('late') END AS s FROM range(1_000_000)"
            + " t(i)";
    DuckException late = assertThrows(DuckException.class, () -> texts(sql, List.of()));
    assertTrue(late.getMessage().contains("late"), late.getMessage());
    DuckException unbound =
        assertThrows(DuckException.class, () -> texts("SELECT no_such_column", List.of()));
    assertTrue(unbound.getMessage().contains("no_such_column"), unbound.getMessage());
  }

  @Test
  void theMemoryLimitIsAnErrorOfItsOwn() {
    String sql = "SELECT len(list(i || repeat('x', 40)))::VARCHAR FROM range(50_000_000) t(i)";
    DuckException failed = assertThrows(DuckException.class, () -> texts(sql, List.of()));
    assertEquals(DuckException.Kind.OUT_OF_MEMORY, failed.kind(), failed.getMessage());
    assertEquals("query/out-of-memory", failed.code());
    assertEquals(List.of("1"), texts("SELECT '1'", List.of()));
  }

  @Test
  void whatTheConsumerThrowsComesBack() {
    IOException gone = new IOException("gone");
    UncheckedIOException thrown =
        assertThrows(
            UncheckedIOException.class,
            () ->
                duck.query(
                    "SELECT 1",
                    batches -> {
                      throw gone;
                    }));
    assertEquals(gone, thrown.getCause());
    assertThrows(
        ArithmeticException.class,
        () ->
            duck.query(
                "SELECT 1",
                batches -> {
                  throw new ArithmeticException();
                }));
  }

  @Test
  void nothingIsPreparedThatTheGateRefuses() {
    for (String sql :
        List.of(
            "SELECT 1; COPY (SELECT 1) TO '" + duck.data.resolve("x.csv") + "'",
            "WITH d AS (COPY (SELECT 1) TO '"
                + duck.data.resolve("x.csv")
                + "' (USE_TMP_FILE false)) SELECT * FROM d",
            "FROM duckdb_settings()")) {
      assertThrows(SqlRefusedException.class, () -> duck.query(sql, batches -> 0), sql);
      assertThrows(
          SqlRefusedException.class,
          () -> duck.instance.describe(BoundSql.of(sql), TestInstances.LONG, TestInstances.NEVER));
      assertThrows(
          SqlRefusedException.class,
          () -> duck.instance.count(BoundSql.of(sql), TestInstances.LONG, TestInstances.NEVER));
    }
    assertFalse(java.nio.file.Files.exists(duck.data.resolve("x.csv")));
  }

  @Test
  void rowsAreCounted() {
    assertEquals(
        7,
        duck.instance.count(
            new BoundSql("SELECT i FROM range(10) t(i) WHERE i >= $1 -- from", List.of(3)),
            TestInstances.LONG,
            TestInstances.NEVER));
  }
}
