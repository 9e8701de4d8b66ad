package ducksite.engine.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Cancellation;
import ducksite.engine.duck.DuckInstances;
import ducksite.engine.duck.DuckPool;
import ducksite.engine.duck.DuckSettings;
import ducksite.engine.duck.SqlGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries and their population; their files hold texts here, the cache does not look inside. */
final class ResultCacheTest {

  private static final Freshness LONG = new Freshness(Duration.ofHours(1), false);
  private static final Freshness SHORT = new Freshness(Duration.ofMillis(1), false);
  private static final Cancellation NEVER = () -> false;

  @TempDir private Path folder;
  private SqlGate gate;
  private DuckInstances instances;
  private final List<ResultCache> caches = new ArrayList<>();
  private ResultCache cache;

  @BeforeEach
  void open() {
    gate = new SqlGate();
    instances = new DuckInstances(gate);
    cache = another(1L << 30);
  }

  @AfterEach
  void close() {
    caches.forEach(ResultCache::close);
    instances.close();
    gate.close();
  }

  private ResultCache another(long maxBytes) {
    ResultCache opened =
        new ResultCache(
            folder.resolve("results"),
            folder.resolve("tmp"),
            new CacheLimits(maxBytes, Duration.ofDays(1), Duration.ofHours(1)),
            own ->
                instances.acquire(
                    new DuckSettings(List.of(own), folder.resolve("duck"), 64L << 20, 1),
                    new DuckPool(1, 1)));
    caches.add(opened);
    return opened;
  }

  private static Question question(String id, Freshness freshness, Question.Population population) {
    return new Question(id, "route", "text of " + id, freshness, population);
  }

  private static Question.Population writes(String text) {
    return (target, cancellation) -> written(target, "abc", text);
  }

  private static Question.Populated written(Path target, String id, String text) {
    try {
      Files.writeString(target, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Question.Populated(id, true, text.length(), 0, 0);
  }

  private static String text(Obtained obtained) throws IOException {
    try (EntryLease lease = obtained.lease()) {
      return Files.readString(lease.file());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitPublished(int count) throws Exception {
    while (cache.list().size() != count) {
      Thread.sleep(5);
    }
  }

  @Test
  void the_old_answers_while_one_refresh_runs() throws Exception {
    assertEquals("old", text(cache.obtain(question("abc", SHORT, writes("old")), NEVER)));
    Thread.sleep(5);
    CountDownLatch refreshing = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Question again =
        question(
            "abc",
            SHORT,
            (target, cancellation) -> {
              refreshing.countDown();
              await(release);
              return written(target, "abc", "new");
            });
    for (int request = 0; request < 20; request++) {
      Obtained obtained = cache.obtain(again, NEVER);
      assertEquals(Obtained.Tier.STALE, obtained.tier());
      assertEquals("old", text(obtained));
    }
    await(refreshing);
    assertEquals(2, cache.counters().populations());
    release.countDown();
    Question later = question("abc", LONG, writes("never asked"));
    while (!text(cache.obtain(later, NEVER)).equals("new")) {
      Thread.sleep(2);
    }
    assertEquals(20, cache.counters().staleHits());
  }

  @Test
  void a_failed_refresh_keeps_the_old() throws Exception {
    text(cache.obtain(question("abc", SHORT, writes("old")), NEVER));
    Thread.sleep(5);
    Question failing =
        question(
            "abc",
            SHORT,
            (target, cancellation) -> {
              throw new IllegalStateException("the refresh fails");
            });
    assertEquals("old", text(cache.obtain(failing, NEVER)));
    while (cache.counters().failedRefreshes() == 0) {
      Thread.sleep(2);
    }
    for (int request = 0; request < 10; request++) {
      assertEquals("old", text(cache.obtain(failing, NEVER)));
    }
    assertEquals(2, cache.counters().populations());
  }

  @Test
  void a_failure_reaches_everybody_and_is_not_kept() throws Exception {
    Question failing =
        question(
            "abc",
            LONG,
            (target, cancellation) -> {
              throw new IllegalStateException("no");
            });
    assertThrows(IllegalStateException.class, () -> cache.obtain(failing, NEVER));
    assertEquals("yes", text(cache.obtain(question("abc", LONG, writes("yes")), NEVER)));
  }

  @Test
  void sixty_four_misses_are_one_population_and_its_cause_may_leave() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger populations = new AtomicInteger();
    AtomicBoolean cancelled = new AtomicBoolean();
    Question slow =
        question(
            "abc",
            LONG,
            (target, cancellation) -> {
              populations.incrementAndGet();
              await(release);
              cancelled.set(cancellation.isCancelled());
              return written(target, "abc", "made");
            });
    AtomicBoolean left = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Obtained> leader = threads.submit(() -> cache.obtain(slow, left::get));
      while (populations.get() == 0) {
        Thread.sleep(1);
      }
      List<Future<String>> others = new ArrayList<>();
      for (int index = 0; index < 63; index++) {
        others.add(threads.submit(() -> text(cache.obtain(slow, NEVER))));
      }
      while (cache.counters().shared() < 63) {
        Thread.sleep(1);
      }
      left.set(true);
      assertThrows(java.util.concurrent.ExecutionException.class, leader::get);
      release.countDown();
      for (Future<String> other : others) {
        assertEquals("made", other.get());
      }
    }
    assertEquals(1, populations.get());
    assertFalse(cancelled.get());
  }

  @Test
  void the_last_to_leave_ends_the_population_and_nobody_joins_it_any_more() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    AtomicBoolean left = new AtomicBoolean();
    Question endless =
        question(
            "abc",
            LONG,
            (target, cancellation) -> {
              left.set(true);
              while (!cancellation.isCancelled()) {
                Thread.onSpinWait();
              }
              ended.countDown();
              throw new CancellationException("nobody waits");
            });
    assertThrows(CancellationException.class, () -> cache.obtain(endless, left::get));
    assertEquals("next", text(cache.obtain(question("abc", LONG, writes("next")), NEVER)));
    ended.await();
  }

  @Test
  void whoever_caused_it_has_its_rows_before_the_file_and_does_not_end_it() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean cancelled = new AtomicBoolean();
    Question question =
        question(
            "abc",
            LONG,
            (target, making) -> {
              assertTrue(making.isAwaited());
              making.known("abc", 1, 2);
              await(release);
              cancelled.set(making.isCancelled());
              return written(target, "abc", "made");
            });
    KnownRows known = cache.obtain(question, NEVER).known();
    assertEquals("abc", known.entry().id());
    assertEquals(known.entry(), cache.atHand("abc", LONG).orElseThrow());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Obtained> same = threads.submit(() -> cache.obtain(question, NEVER));
      Future<Optional<EntryLease>> found = threads.submit(() -> cache.find("abc", LONG, NEVER));
      while (cache.counters().diskHits() == 0) {
        Thread.sleep(1);
      }
      release.countDown();
      assertEquals(Obtained.Tier.DISK, same.get().tier());
      assertEquals("made", text(same.get()));
      found.get().orElseThrow().close();
    }
    assertFalse(cancelled.get());
    assertEquals(known.entry(), cache.atHand("abc", LONG).orElseThrow());
    assertEquals(1, cache.counters().populations());
  }

  @Test
  void what_has_been_answered_is_published_before_its_site_ends() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Question question =
        question(
            "abc",
            LONG,
            (target, making) -> {
              making.known("abc", 0, 0);
              await(release);
              return written(target, "abc", "made");
            });
    assertEquals("abc", cache.obtain(question, NEVER).known().entry().id());
    AtomicInteger listed = new AtomicInteger(-1);
    Thread end =
        Thread.ofPlatform()
            .start(
                () -> {
                  cache.awaitPublished(Duration.ofMinutes(1));
                  listed.set(cache.list().size());
                });
    while (end.getState() != Thread.State.TIMED_WAITING && end.isAlive()) {
      Thread.sleep(1);
    }
    assertTrue(end.isAlive());
    release.countDown();
    end.join();
    assertEquals(1, listed.get());
  }

  @Test
  void what_nobody_has_been_answered_from_is_not_waited_for() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Question question =
        question(
            "abc",
            LONG,
            (target, making) -> {
              begun.countDown();
              await(release);
              return written(target, "abc", "made");
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Obtained> asked = threads.submit(() -> cache.obtain(question, NEVER));
      await(begun);
      cache.awaitPublished(Duration.ofDays(1));
      assertFalse(asked.isDone());
      release.countDown();
      assertEquals("made", text(asked.get()));
    }
  }

  @Test
  void what_fails_after_its_rows_were_known_is_not_kept() throws Exception {
    Question failing =
        question(
            "abc",
            LONG,
            (target, making) -> {
              making.known("abc", 0, 0);
              throw new IllegalStateException("the disk is full");
            });
    assertEquals("abc", cache.obtain(failing, NEVER).known().entry().id());
    Question next = question("abc", LONG, writes("next"));
    String found = null;
    while (found == null) {
      try {
        found = text(cache.obtain(next, NEVER));
      } catch (IllegalStateException joined) {
        assertEquals("the disk is full", joined.getMessage());
      }
    }
    assertEquals("next", found);
  }

  @Test
  void what_moved_is_answered_and_not_kept() throws Exception {
    Question moving =
        question(
            "abc",
            LONG,
            (target, cancellation) -> {
              written(target, "abc", "mixed");
              return new Question.Populated("abc", false, 1, 0, 0);
            });
    Obtained obtained = cache.obtain(moving, NEVER);
    assertFalse(obtained.lasting());
    assertEquals("mixed", text(obtained));
    assertEquals("clean", text(cache.obtain(question("abc", LONG, writes("clean")), NEVER)));
    assertEquals(2, cache.counters().populations());
  }

  @Test
  void the_disk_stays_within_its_bound_and_nothing_wrong_is_answered() throws Exception {
    ResultCache small = another(400_000);
    for (int index = 0; index < 300; index++) {
      String id = "id" + index % 200;
      String expected = "text of " + id;
      String found =
          text(
              small.obtain(
                  question(id, LONG, (target, gone) -> written(target, id, expected)), NEVER));
      assertEquals(expected, found);
      assertTrue(diskBytes() <= 480_000, "bytes: " + diskBytes());
    }
    assertTrue(small.counters().evictions() > 100);
    assertTrue(small.counters().diskHits() < 100);
  }

  private long diskBytes() throws IOException {
    if (!Files.exists(folder.resolve("results"))) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder.resolve("results"))) {
      return files.count() * 4096;
    }
  }

  @Test
  void the_least_recently_used_goes_first_and_an_own_hit_counts() throws Exception {
    ResultCache small = another(10 * 8192);
    for (int index = 0; index < 30; index++) {
      String id = "id" + index;
      small
          .obtain(question(id, LONG, (target, gone) -> written(target, id, id)), NEVER)
          .lease()
          .close();
      Thread.sleep(2);
      assertTrue(small.atHand("id0", LONG).isPresent(), "after " + index);
    }
    assertTrue(small.atHand("id3", LONG).isEmpty());
  }

  @Test
  void a_new_process_finds_what_is_whole_and_removes_what_is_not() throws Exception {
    for (String id : List.of("whole", "short", "changed", "missing", "described")) {
      text(cache.obtain(question(id, LONG, (target, gone) -> written(target, id, id)), NEVER));
    }
    awaitPublished(5);
    for (KeptEntry entry : cache.list()) {
      Path file = folder.resolve("results").resolve(entry.info().file());
      switch (entry.info().id()) {
        case "short" -> Files.writeString(file, "shor");
        case "changed" -> Files.writeString(file, "Changed");
        case "missing" -> Files.delete(file);
        case "described" ->
            Files.writeString(folder.resolve("results/described.json"), "0\n{\"id\":\"x\"}");
        default -> assertEquals("whole", entry.info().id());
      }
    }
    ResultCache next = another(1L << 30);
    for (String id : List.of("whole", "short", "changed", "missing", "described")) {
      String found =
          text(
              next.obtain(
                  question(id, LONG, (target, gone) -> written(target, id, "again")), NEVER));
      assertEquals(id.equals("whole") ? "whole" : "again", found);
    }
    assertEquals(4, next.counters().populations());
    assertEquals(3, next.counters().damaged());
  }

  @Test
  void clearing_in_one_process_is_seen_by_another_and_disturbs_no_reader() throws Exception {
    Obtained reading = cache.obtain(question("abc", LONG, writes("kept")), NEVER);
    awaitPublished(1);
    ResultCache other = another(1L << 30);
    assertEquals("kept", text(other.obtain(question("abc", LONG, writes("no")), NEVER)));
    assertEquals(0, other.counters().populations());
    assertEquals(0, other.clear("another route"));
    assertEquals(1, other.clear("route"));
    while (cache.atHand("abc", LONG).isPresent()) {
      Thread.sleep(20);
    }
    assertEquals("kept", text(reading));
    assertEquals("new", text(cache.obtain(question("abc", LONG, writes("new")), NEVER)));
  }

  @Test
  void files_of_its_own_go_with_the_cache_and_those_of_the_dead_with_the_next() throws Exception {
    Path dead = Files.createDirectories(folder.resolve("tmp/cache-dead"));
    Files.writeString(dead.resolve("lock"), "");
    Files.writeString(dead.resolve("left.parquet"), "x");
    text(cache.obtain(question("abc", LONG, writes("kept")), NEVER));
    assertFalse(Files.exists(dead));
    another(1L << 30).obtain(question("abc", LONG, writes("no")), NEVER).lease().close();
    awaitPublished(1);
    caches.forEach(ResultCache::close);
    try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
      assertArrayEquals(new Object[0], left.toArray());
    }
  }

  @Test
  void periods_end_for_everybody_at_once() {
    Freshness hourly = new Freshness(Duration.ofHours(1), true);
    long hour = Duration.ofHours(1).toMillis();
    assertEquals(6 * hour, hourly.expires(5 * hour + 1));
    assertEquals(6 * hour, hourly.expires(6 * hour - 1));
    assertEquals(5, hourly.period(5 * hour + 7));
    assertEquals(5 * hour + 1 + hour, LONG.expires(5 * hour + 1));
    assertEquals(7, new Freshness(Duration.ZERO, true).expires(7));
  }
}
