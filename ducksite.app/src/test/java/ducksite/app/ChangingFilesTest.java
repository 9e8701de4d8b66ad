package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.CurrentSite;
import ducksite.engine.route.RouteRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that change while queries read them: every answer is that of the files before the change or
 * after it. All rows of a file hold the file's version, so that a mixture shows.
 */
final class ChangingFilesTest {

  private static final int CASES = 500;
  private static final int ROUNDS = 12;
  private static final int ROWS = 3000;
  private static final int KEPT = 2500;
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> KINDS =
      List.of("model", "source", "value", "levels", "model_kept", "source_kept", "value_kept");

  /** The one file of a level that gives no row, most of the time. */
  private static final String REST = "rest";

  private static final int REST_ROWS = 10;

  @TempDir private Path folder;
  private TestProject project;
  private FollowedSite site;
  private final Map<String, Integer> state = new TreeMap<>();
  private final AtomicInteger downloads = new AtomicInteger();

  @BeforeEach
  void serve() throws IOException {
    project =
        new TestProject(folder.resolve("site"))
            .file(
                "ducksite.toml",
                """
                [site]
                freshness = "20ms"
                [[file_sources]]
                name = "s"
                upstream_glob = "lake/*.parquet"
                row_filter = "i < %d"
                template_name = "s_[k]"
                template_values = ["x"]
                on_empty = "ignore"
                [[file_sources]]
                name = "h"
                upstream_glob = "lake/**/*.parquet"
                on_empty = "ignore"
                hierarchy = [
                  { pattern = "data/h/*.parquet", row_filter = "i >= 0" },
                  { pattern = "data/h/rest/*.parquet", row_filter = "i < 0" },
                ]
                """
                    .formatted(KEPT))
            .file(
                "sources_sql/m.sql",
                "-- name: m\nSELECT f, min(v) AS least, max(v) AS most, count(*) AS n FROM s"
                    + " GROUP BY f\n")
            .file(
                "routes_src/make.toml", "[params.f]\ntype = \"str\"\n[params.v]\ntype = \"int\"\n")
            .file(
                "routes_src/make.sql",
                "SELECT $f AS f, $v AS v, i, CASE i % 2 WHEN 0 THEN 'x' ELSE 'y' END AS k FROM"
                    + " range("
                    + ROWS
                    + ") t(i)")
            .file(
                "routes_src/rest.toml", "[params.f]\ntype = \"str\"\n[params.v]\ntype = \"int\"\n")
            .file(
                "routes_src/rest.sql",
                "SELECT 1.5 AS more, $v AS v, CASE WHEN $v < 0 THEN i ELSE -1 - i END AS i, $f AS f"
                    + " FROM range("
                    + REST_ROWS
                    + ") t(i)")
            .file(
                "routes_src/look.toml",
                "cache_mode = \"passthrough\"\n[params.file]\ntype = \"str\"\ndefault ="
                    + " \"data/none.parquet\"\nguard = { mode = \"path\" }\n")
            .file(
                "routes_src/look.sql",
                "SELECT f, min(v) AS least, max(v) AS most, count(*) AS n FROM read_parquet($file)"
                    + " GROUP BY f");
    Files.createDirectories(project.root.resolve("lake"));
    Files.createDirectories(project.root.resolve("data"));
    for (String kind : KINDS) {
      String from = kind.startsWith("value") ? "s_x" : kind.equals("levels") ? "h" : "s";
      project
          .file(
              "routes_src/" + kind + ".toml",
              kind.endsWith("_kept")
                  ? "[cache]\norder_by = \"f\"\n"
                  : "cache_mode = \"passthrough\"\n")
          .file(
              "routes_src/" + kind + ".sql",
              kind.startsWith("model")
                  ? "SELECT * FROM m ORDER BY f"
                  : "SELECT f, min(v) AS least, max(v) AS most, count(*) AS n FROM "
                      + from
                      + " GROUP BY f ORDER BY f");
    }
    project.file("data/none.parquet", "");
    Outcome first =
        project.run(
            "run",
            "make",
            "f=a",
            "v=10",
            "--format",
            "parquet",
            "--output",
            project.root.resolve("lake/a.parquet").toString());
    assertEquals(0, first.code(), first.err());
    Files.copy(
        project.root.resolve("lake/a.parquet"),
        project.root.resolve("data/none.parquet"),
        StandardCopyOption.REPLACE_EXISTING);
    state.put("a", 10);
    Outcome rest =
        project.run(
            "run",
            "rest",
            "f=rest",
            "v=-1",
            "--format",
            "parquet",
            "--output",
            Files.createDirectories(project.root.resolve("lake/rest"))
                .resolve("rest.parquet")
                .toString());
    assertEquals(0, rest.code(), rest.err());
    site = new FollowedSite(project);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private Path made(String name, int version) throws Exception {
    Path file = folder.resolve(name + version);
    try (CurrentSite.Lease lease = site.lease()) {
      var route = lease.site().route(name.equals(REST) ? REST : "make").orElseThrow();
      var request =
          RouteRequest.of(
              Map.of("f", List.of(name), "v", List.of("" + version), "format", List.of("parquet")));
      lease.site().routeExecutor().plan(route, request).writeParquet(file, () -> false);
    }
    return file;
  }

  /** Changes one file in a way that a writer would; tells how. */
  private String change(Random random, int version) throws Exception {
    if (random.nextInt(4) == 0) {
      boolean without = state.remove(REST) != null;
      if (!without) {
        state.put(REST, version);
      }
      Files.move(
          made(REST, without ? -version : version),
          project.root.resolve("lake/rest/rest.parquet"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return without ? "empty rest" : "fill rest";
    }
    String name = NAMES.get(random.nextInt(NAMES.size()));
    Path file = project.root.resolve("lake/" + name + ".parquet");
    boolean there = state.containsKey(name);
    if (there && without(REST, state).size() > 1 && random.nextInt(3) == 0) {
      state.remove(name);
      Files.delete(file);
      return "delete " + name;
    }
    Path written = made(name, version);
    state.put(name, version);
    if (there && random.nextBoolean() && Files.size(file) == Files.size(written)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(Files.readAllBytes(written)));
      }
      return "rewrite " + name;
    }
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return (there ? "replace " : "add ") + name;
  }

  private static String expected(Map<String, Integer> state, int rows) {
    StringBuilder text = new StringBuilder("f,least,most,n\r\n");
    state.forEach(
        (name, version) ->
            text.append(
                "%s,%d,%d,%d\r\n"
                    .formatted(name, version, version, name.equals(REST) ? REST_ROWS : rows)));
    return text.toString();
  }

  private static Map<String, Integer> without(String name, Map<String, Integer> state) {
    Map<String, Integer> others = new TreeMap<>(state);
    others.remove(name);
    return others;
  }

  /** An answer to a request, in a form that shows the state behind it. */
  private record Seen(String kind, String text) {}

  private static boolean isOf(Seen seen, Map<String, Integer> state) {
    if (seen.kind().startsWith("data/")) {
      String name = seen.kind().substring("data/".length());
      Map<String, Integer> one = state.containsKey(name) ? Map.of(name, state.get(name)) : Map.of();
      return one.isEmpty() ? seen.text().isEmpty() : seen.text().equals(expected(one, KEPT));
    }
    if (seen.kind().equals("levels")) {
      return seen.text().equals(expected(state, ROWS));
    }
    Map<String, Integer> flat = without(REST, state);
    return seen.text().equals(expected(flat, seen.kind().startsWith("value") ? KEPT / 2 : KEPT));
  }

  /** Asks; nothing when the answer is that the data is not there at the moment. */
  private void ask(String kind, Queue<Seen> seen, Map<String, Integer> refused) throws IOException {
    boolean download = kind.startsWith("data/");
    FollowedSite.Answer answer =
        site.get(
            download ? "/data/s/" + kind.substring(5) + ".parquet" : "/" + kind + "?format=csv");
    if (download && answer.status() == 404) {
      seen.add(new Seen(kind, ""));
    } else if (answer.status() == 200 && download) {
      String copy = "data/" + downloads.incrementAndGet() + ".parquet";
      Files.write(project.root.resolve(copy), answer.body());
      FollowedSite.Answer look = site.get("/look?format=csv&file=" + copy);
      assertEquals(200, look.status(), look.text());
      seen.add(new Seen(kind, look.text()));
    } else if (answer.status() == 200) {
      seen.add(new Seen(kind, answer.text()));
    } else {
      assertTrue(answer.status() >= 500, kind + ": " + answer.status() + " " + answer.text());
      refused.merge(
          kind
              + " "
              + answer.status()
              + " "
              + answer.text().replaceAll("(?s).*\"code\" *: *\"([^\"]+)\".*", "$1"),
          1,
          Integer::sum);
    }
  }

  @Test
  void every_answer_is_that_of_the_files_before_or_after_the_change() throws Exception {
    long seed = Long.getLong("ducksite.test.seed", System.nanoTime());
    System.out.println("seed of the changes: " + seed);
    Random random = new Random(seed);
    int cases = 0;
    Map<String, Integer> refusals = new TreeMap<>();
    Map<String, Integer> changes = new TreeMap<>();
    for (int round = 0; round < ROUNDS || cases < CASES; round++) {
      Map<String, Integer> before = new TreeMap<>(state);
      Queue<Seen> seen = new ConcurrentLinkedQueue<>();
      Map<String, Integer> refused = new ConcurrentHashMap<>();
      Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
      AtomicInteger running = new AtomicInteger(1);
      CountDownLatch begun = new CountDownLatch(6);
      List<Thread> threads = new ArrayList<>();
      for (int each = 0; each < 2; each++) {
        Random own = new Random(random.nextLong());
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        while (running.get() > 0) {
                          int kind = own.nextInt(KINDS.size() + 2);
                          ask(
                              kind < KINDS.size()
                                  ? KINDS.get(kind)
                                  : "data/" + NAMES.get(own.nextInt(NAMES.size())),
                              seen,
                              refused);
                          begun.countDown();
                        }
                      } catch (IOException | AssertionError e) {
                        failures.add(e);
                        while (begun.getCount() > 0) {
                          begun.countDown();
                        }
                      }
                    }));
      }
      begun.await();
      String how = change(random, 11 + round);
      changes.merge(how.split(" ")[0], 1, Integer::sum);
      String where = "seed " + seed + ", round " + round + ", " + how;
      awaitState(failures);
      running.set(0);
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(List.of(), List.copyOf(failures), where);
      for (Seen each : seen) {
        assertTrue(
            isOf(each, before) || isOf(each, state),
            () -> where + ": " + each + "\nbefore " + before + "\nafter " + state);
      }
      cases += seen.size();
      refused.forEach((why, count) -> refusals.merge(why, count, Integer::sum));
    }
    System.out.println(cases + " answers, refusals " + refusals + ", changes " + changes);
  }

  /** Waits until all kinds of answers are of the new state. */
  private void awaitState(Queue<Throwable> failures) throws Exception {
    List<String> kinds = new ArrayList<>(KINDS);
    NAMES.forEach(name -> kinds.add("data/" + name));
    for (String kind : kinds) {
      while (failures.isEmpty()) {
        Queue<Seen> now = new ConcurrentLinkedQueue<>();
        ask(kind, now, new ConcurrentHashMap<>());
        if (!now.isEmpty() && isOf(now.remove(), state)) {
          break;
        }
        Thread.sleep(5);
      }
    }
  }
}
