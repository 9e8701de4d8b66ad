package ducksite.engine.duck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ducksite.api.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements that stay prepared remember nothing of the files that they read. */
final class KeptStatementsTest {

  private static final String ALL = "SELECT * FROM read_parquet($1)";

  @TempDir Path folder;
  private TestInstances duck;

  @BeforeEach
  void start() throws Exception {
    duck = new TestInstances(folder);
  }

  @AfterEach
  void stop() {
    assertEquals(0, duck.instance.resultBytes());
    duck.close();
  }

  @Test
  void files_that_change_are_read_as_they_are_with_their_columns() throws Exception {
    List<Object> files = List.of(file("a", "SELECT 1 AS x").toString());
    assertEquals(List.of("[x INTEGER]", "1"), rows(ALL, files));
    assertEquals(1, duck.instance.keptStatements());
    file("a", "SELECT 2 AS x");
    assertEquals(List.of("[x INTEGER]", "2"), rows(ALL, files));
    file("a", "SELECT 'three' AS y, 3 AS x UNION ALL SELECT 'four', 4");
    assertEquals(List.of("[y VARCHAR, x INTEGER]", "three", "four"), rows(ALL, files));
    // Of a type that has to be converted, and back.
    for (int round = 0; round < 2; round++) {
      file("a", "SELECT TIMETZ '10:00:00+02' AS x, 1 AS y");
      assertEquals(2, rows(ALL, files).size());
      file("a", "SELECT [5] AS x");
      assertEquals(List.of("[x INTEGER[]]", "[5]"), rows(ALL, files));
    }
    assertEquals(1, duck.instance.keptStatements());
    Files.delete(duck.data.resolve("a.parquet"));
    assertThrows(DuckException.class, () -> rows(ALL, files));
    file("a", "SELECT 6 AS x");
    assertEquals(List.of("[x INTEGER]", "6"), rows(ALL, files));
    assertEquals(1, duck.instance.keptStatements());
  }

  @Test
  void other_values_are_another_answer_and_the_folders_stay_the_limit() throws Exception {
    String sql = "SELECT sum(x)::INTEGER AS n FROM read_parquet($1) WHERE x < $2";
    String a = file("a", "SELECT 1 AS x").toString();
    String b = file("b", "SELECT 20 AS x").toString();
    for (int round = 0; round < 3; round++) {
      assertEquals("21", rows(sql, List.of(a, b), 100L).getLast());
      assertEquals("1", rows(sql, List.of(a, b), 20L).getLast());
      assertEquals("20", rows(sql, List.of(b), 100L).getLast());
    }
    assertEquals(1, duck.instance.keptStatements());
    Path outside = folder.resolve("outside.parquet");
    Files.copy(Path.of(a), outside);
    assertThrows(DuckException.class, () -> rows(sql, List.of(outside.toString()), 100L));
    assertThrows(
        RuntimeException.class, () -> rows("COPY (" + ALL + ") TO 'x'", List.of(a)), "the gate");
    assertEquals("20", rows(sql, List.of(b), 100L).getLast());
  }

  @Test
  void only_statements_that_have_given_all_their_rows_are_kept() throws Exception {
    List<Object> files = List.of(file("a", "SELECT i FROM range(50_000) t(i)").toString());
    assertEquals(4, some(ALL, 3, TestInstances.NEVER, files).size());
    assertEquals(0, duck.instance.keptStatements());
    AtomicBoolean gone = new AtomicBoolean();
    String slow = "SELECT sum(a.i * b.i % 7) FROM read_parquet($1) a, read_parquet($1) b";
    gone.set(true);
    assertThrows(DuckException.class, () -> some(slow, -1, gone::get, files));
    assertThrows(
        DuckException.class,
        () ->
            duck.instance.queryOfBoundFiles(
                new BoundSql(ALL, List.of(files)),
                () -> false,
                TestInstances.LONG,
                TestInstances.NEVER,
                -1,
                () -> {},
                batches -> batches.next()));
    assertThrows(
        IllegalStateException.class,
        () ->
            duck.instance.queryOfBoundFiles(
                new BoundSql(ALL, List.of(files)),
                () -> true,
                TestInstances.LONG,
                TestInstances.NEVER,
                -1,
                () -> {},
                batches -> {
                  throw new IllegalStateException("a consumer fails");
                }));
    assertEquals(0, duck.instance.keptStatements());
    assertEquals(50_001, rows(ALL, files).size());
    assertEquals(1, duck.instance.keptStatements());
  }

  @Test
  void a_query_that_is_stopped_stops_no_other() throws Exception {
    List<Object> files = List.of(file("a", "SELECT i FROM range(100_000) t(i)").toString());
    String slow = "SELECT sum(a.i * b.i % 7) FROM read_parquet($1) a, read_parquet($1) b";
    AtomicBoolean gone = new AtomicBoolean();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    Thread stopped =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    some(slow, -1, gone::get, files);
                  } catch (DuckException expected) {
                    failures.add(expected);
                  }
                });
    for (int round = 0; round < 20; round++) {
      gone.set(round > 5);
      assertEquals(100_001, rows(ALL, files).size());
    }
    stopped.join();
    assertEquals(
        List.of(DuckException.Kind.CANCELLED),
        failures.stream().map(each -> ((DuckException) each).kind()).toList());
    assertEquals(1, duck.instance.keptStatements());
  }

  @Test
  void several_at_once_have_a_statement_each_and_few_are_kept() throws Exception {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<List<Object>> files = new ArrayList<>();
    for (int each = 0; each < 3; each++) {
      files.add(List.of(file("f" + each, "SELECT " + each + " AS x").toString()));
    }
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 3; thread++) {
      int own = thread;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int round = 0; round < 60; round++) {
                        String sql = "SELECT x + " + round % 20 + " AS y FROM read_parquet($1)";
                        assertEquals("" + (own + round % 20), rows(sql, files.get(own)).getLast());
                      }
                    } catch (Throwable e) {
                      failures.add(e);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), List.copyOf(failures));
    assertEquals(8, duck.instance.keptStatements());
  }

  private Path file(String name, String rows) throws Exception {
    Path made = duck.temp.resolve(name + ".made");
    duck.instance.copyToParquet(BoundSql.of(rows), made, TestInstances.LONG, TestInstances.NEVER);
    Path file = duck.data.resolve(name + ".parquet");
    Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
    return file;
  }

  private List<String> rows(String sql, Object... values) {
    return some(sql, -1, TestInstances.NEVER, values);
  }

  private List<String> some(String sql, long most, Cancellation cancellation, Object... values) {
    return duck.instance.queryOfBoundFiles(
        new BoundSql(sql, List.of(values)),
        () -> true,
        TestInstances.LONG,
        cancellation,
        most,
        () -> {},
        batches -> {
          List<String> rows = new ArrayList<>();
          rows.add(
              batches.columns().stream().map(each -> each.name() + " " + each.sqlType()).toList()
                  + "");
          while (batches.next()) {
            for (int row = 0; row < batches.rowCount(); row++) {
              rows.add(String.valueOf(batches.root().getVector(0).getObject(row)));
            }
          }
          return rows;
        });
  }
}
