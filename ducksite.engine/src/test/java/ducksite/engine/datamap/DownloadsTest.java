package ducksite.engine.datamap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Cancellation;
import ducksite.engine.ProjectOnDisk;
import ducksite.engine.duck.DuckException;
import ducksite.engine.parquet.ParquetFooter;
import ducksite.engine.project.FileAccess;
import ducksite.engine.sql.Condition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DownloadsTest {

  private static final Cancellation STAYS = () -> false;

  @TempDir Path root;
  private Path data;

  @BeforeEach
  void begin() throws IOException {
    data = Files.writeString(root.resolve("a.parquet"), "bytes");
  }

  private MappedFile file(@Nullable String filter) throws IOException {
    return new MappedFile(
        "s", "data/s/a.parquet", data, filter, FileIdentity.of(data), null, FileFacts.UNKNOWN);
  }

  private Downloads downloads(
      MappedFile file, @Nullable String filter, FileAccess access, Downloads.ParquetWriter writer) {
    SourceFiles source = new SourceFiles("s", filter, access, List.of(file));
    return new Downloads(
        new DataMap(List.of(file), List.of(source)),
        root.resolve("cache"),
        writer,
        sql -> sql.contains("now()"),
        predicate -> new Condition.Unknown());
  }

  @Test
  void what_is_served_depends_on_filters_and_access() throws IOException {
    Downloads.ParquetWriter none = (_, _, _) -> {};
    MappedFile plain = file(null);
    MappedFile own = file("x = 1");
    assertInstanceOf(
        ServedFile.Whole.class, downloads(plain, null, FileAccess.FILTERED, none).serve(plain));
    assertEquals(
        new ServedFile.Filtered(own, "(y = 2\n) AND (x = 1\n)"),
        downloads(own, "y = 2", FileAccess.FILTERED, none).serve(own));
    assertInstanceOf(
        ServedFile.Whole.class, downloads(own, "y = 2", FileAccess.RAW, none).serve(own));
    assertInstanceOf(
        ServedFile.Refused.class, downloads(plain, null, FileAccess.NONE, none).serve(plain));
    // A stored file would keep rows that the filter no longer keeps.
    assertInstanceOf(
        ServedFile.Refused.class,
        downloads(own, "y < now()", FileAccess.FILTERED, none).serve(own));
    assertInstanceOf(
        ServedFile.Whole.class, downloads(own, "y < now()", FileAccess.RAW, none).serve(own));
  }

  @Test
  void sixteen_clients_at_once_have_one_writer_and_one_file() throws Exception {
    MappedFile file = file("x = 1");
    AtomicInteger writes = new AtomicInteger();
    CountDownLatch waiting = new CountDownLatch(16);
    Downloads downloads =
        downloads(
            file,
            null,
            FileAccess.FILTERED,
            (sql, target, _) -> {
              writes.incrementAndGet();
              write(target, sql, waiting);
            });
    ServedFile.Filtered wanted = (ServedFile.Filtered) downloads.serve(file);
    List<Future<Path>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 16; i++) {
        answers.add(
            clients.submit(
                () -> {
                  waiting.countDown();
                  return downloads.filtered(wanted, STAYS);
                }));
      }
    }
    HashSet<Path> paths = new HashSet<>();
    for (Future<Path> answer : answers) {
      paths.add(answer.get());
    }
    assertEquals(1, writes.get());
    assertEquals(1, paths.size());
    assertEquals(paths.iterator().next(), downloads.filtered(wanted, STAYS));
    assertEquals(1, writes.get());
    Files.writeString(data, "other bytes");
    assertNotEquals(paths.iterator().next(), downloads.filtered(wanted, STAYS));
    assertEquals(2, writes.get());
  }

  private static void write(Path target, String sql, CountDownLatch waiting) {
    try {
      if (!waiting.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the others did not come");
      }
      Files.writeString(target, sql);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_failure_reaches_all_who_wait_and_is_tried_again_by_the_next() throws Exception {
    MappedFile file = file("x = 1");
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger writes = new AtomicInteger();
    Error failure = new StackOverflowError("planted");
    Downloads downloads =
        downloads(
            file,
            null,
            FileAccess.FILTERED,
            (sql, target, _) -> {
              if (writes.incrementAndGet() == 1) {
                started.countDown();
                awaitQuietly(go);
                throw failure;
              }
              write(target, sql, new CountDownLatch(0));
            });
    ServedFile.Filtered wanted = (ServedFile.Filtered) downloads.serve(file);
    try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
      Future<Path> leader = clients.submit(() -> downloads.filtered(wanted, STAYS));
      assertTrue(started.await(20, TimeUnit.SECONDS));
      Future<Path> follower = clients.submit(() -> downloads.filtered(wanted, STAYS));
      Thread.sleep(50);
      go.countDown();
      assertSame(failure, assertThrows(ExecutionException.class, leader::get).getCause());
      try {
        // It waited with the leader, or came late and wrote itself.
        assertTrue(Files.exists(follower.get(20, TimeUnit.SECONDS)));
      } catch (ExecutionException e) {
        assertEquals(1, writes.get());
      }
    }
    assertTrue(Files.exists(downloads.filtered(wanted, STAYS)));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_real_filtered_file_holds_the_kept_rows_alone(@TempDir Path folder) throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(folder)) {
      project.sales("up/it's *.parquet");
      project.sales("up/it's other.parquet");
      project.toml(
          """
          [[file_sources]]
          name = "s"
          upstream_glob = "up/*.parquet"
          row_filter = "amount >= 20 -- large"
          """);
      var site = project.compiled();
      MappedFile odd = site.dataMap().find("data/s/it's *.parquet").orElseThrow();
      var served = (ServedFile.Filtered) site.downloads().serve(odd);
      Path first = site.downloads().filtered(served, STAYS);
      assertEquals(2, ParquetFooter.read(first).rows());
      assertEquals(first, site.downloads().filtered(served, STAYS));
    }
  }

  @Test
  void a_new_version_takes_the_place_of_the_former_one() throws IOException {
    Downloads.ParquetWriter writer =
        (sql, target, _) -> {
          try {
            Files.writeString(target, sql);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    MappedFile file = file("x = 1");
    Downloads downloads = downloads(file, null, FileAccess.FILTERED, writer);
    ServedFile.Filtered wanted = assertInstanceOf(ServedFile.Filtered.class, downloads.serve(file));
    Path former = downloads.filtered(wanted, STAYS);
    Files.writeString(data, "other bytes");
    Path present = downloads.filtered(wanted, STAYS);
    assertNotEquals(former, present);
    assertTrue(Files.exists(present));
    assertTrue(Files.notExists(former), "the former version is still there");
  }

  @Test
  void writing_goes_on_for_who_stays_and_ends_when_the_last_has_gone() throws Exception {
    MappedFile file = file("x = 1");
    AtomicInteger writes = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Downloads downloads =
        downloads(
            file,
            null,
            FileAccess.FILTERED,
            (sql, target, cancellation) -> {
              if (writes.incrementAndGet() > 1) {
                write(target, sql, new CountDownLatch(0));
                return;
              }
              started.countDown();
              while (!cancellation.isCancelled()) {
                Thread.onSpinWait();
              }
              ended.countDown();
              cancellation.throwIfCancelled();
            });
    ServedFile.Filtered wanted = (ServedFile.Filtered) downloads.serve(file);
    AtomicBoolean leaderGone = new AtomicBoolean();
    AtomicBoolean followerGone = new AtomicBoolean();
    CountDownLatch followerAsked = new CountDownLatch(2);
    try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
      Future<Path> leader = clients.submit(() -> downloads.filtered(wanted, leaderGone::get));
      assertTrue(started.await(20, TimeUnit.SECONDS));
      Future<Path> follower =
          clients.submit(
              () ->
                  downloads.filtered(
                      wanted,
                      () -> {
                        followerAsked.countDown();
                        return followerGone.get();
                      }));
      assertTrue(followerAsked.await(20, TimeUnit.SECONDS));
      leaderGone.set(true);
      assertFalse(ended.await(200, TimeUnit.MILLISECONDS), "one still waits");
      followerGone.set(true);
      assertTrue(ended.await(20, TimeUnit.SECONDS));
      for (Future<Path> client : List.of(leader, follower)) {
        assertInstanceOf(
            CancellationException.class,
            assertThrows(ExecutionException.class, client::get).getCause());
      }
    }
    assertTrue(Files.exists(downloads.filtered(wanted, STAYS)), "the next one begins anew");
    assertEquals(2, writes.get());
  }

  @Test
  void a_filter_that_keeps_every_row_costs_no_copy(@TempDir Path folder) throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(folder)) {
      project.parquet("up/all.parquet", "SELECT range AS id FROM range(20, 40)");
      project.parquet("up/some.parquet", "SELECT range AS id FROM range(40)");
      project.parquet("up/nulls.parquet", "SELECT unnest([20, NULL]) AS id");
      project.toml(
          """
          [[file_sources]]
          name = "s"
          upstream_glob = "up/*.parquet"
          row_filter = "id >= 20"
          """);
      var site = project.compiled();
      Downloads downloads = site.downloads();
      for (String name : List.of("all", "some", "nulls")) {
        MappedFile file = site.dataMap().find("data/s/" + name + ".parquet").orElseThrow();
        var wanted = (ServedFile.Filtered) downloads.serve(file);
        assertEquals(name.equals("all"), downloads.keepsEveryRow(wanted), name);
      }
      MappedFile all = site.dataMap().find("data/s/all.parquet").orElseThrow();
      var wanted = (ServedFile.Filtered) downloads.serve(all);
      project.parquet("up/all.parquet", "SELECT range AS id FROM range(40)");
      assertFalse(downloads.keepsEveryRow(wanted), "what was proven is another file");
      assertEquals(20, ParquetFooter.read(downloads.filtered(wanted, STAYS)).rows());
      MappedFile some = site.dataMap().find("data/s/some.parquet").orElseThrow();
      var unwanted = (ServedFile.Filtered) downloads.serve(some);
      assertEquals(
          DuckException.Kind.CANCELLED,
          assertThrows(DuckException.class, () -> downloads.filtered(unwanted, () -> true)).kind());
    }
  }
}
