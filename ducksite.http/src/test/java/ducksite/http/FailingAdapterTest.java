package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Adapters that fail, each at its stage: no answer is ever anonymous. */
final class FailingAdapterTest {

  static final List<String> PATHS =
      List.of(
          "/",
          "/one",
          "/mine.csv",
          "/about.html",
          "/data/sales/a.parquet",
          "/own/file.txt",
          "/metrics",
          "/openapi.json",
          "/-/problems",
          "/sql/_manifest.json",
          "/nothing");

  @TempDir private Path folder;

  static void isRefusedTo(TestSite site, String... headers) throws IOException {
    for (String path : PATHS) {
      Reply reply = site.get(path, headers);
      assertEquals(503, reply.status(), path);
      assertEquals("authentication_unavailable", reply.code());
      assertTrue(reply.has("retry-after"), path);
      assertEquals("no-store", reply.header("cache-control"));
      assertFalse(reply.text().contains("AUTHOR_SECRET"), reply.text());
      assertFalse(reply.text().contains("Gate"), reply.text());
      assertEquals(503, site.send("HEAD", path, headers).status(), path);
      String[] conditional = java.util.Arrays.copyOf(headers, headers.length + 2);
      conditional[headers.length] = "If-None-Match";
      conditional[headers.length + 1] = "*";
      assertEquals(503, site.get(path, conditional).status(), path);
    }
    assertEquals(200, site.get("/healthz").status());
    assertEquals(200, site.get("/readyz").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public final class Gate {",
        "public final class Gate { }",
        "public final class Gate implements ducksite.api.auth.AuthAdapter { }",
        "public abstract class Gate implements ducksite.api.auth.AuthAdapter { }",
      })
  void anAdapterThatCannotBeLoaded(String text) throws IOException {
    whatNeverWorks(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public Gate() { throw new IllegalStateException(\"AUTHOR_SECRET\"); }",
        "public Gate() { throw new StackOverflowError(\"AUTHOR_SECRET\"); }",
        "static final Object BROKEN = Optional.empty().orElseThrow();",
        "public Gate(String needed) { }",
        "@Override public void start(ducksite.api.PluginContext c) { throw new"
            + " IllegalArgumentException(\"AUTHOR_SECRET\"); }",
      })
  void anAdapterThatCannotBeMade(String member) throws IOException {
    whatNeverWorks(GatedSite.adapter(member, "return known(request);"));
  }

  @Test
  void anAdapterThatIsNotThere() throws IOException {
    try (TestSite site = GatedSite.of(folder)) {
      site.file("ducksite.toml", "[auth]\nmode = \"external\"\nadapter = \"gone\"\n").listen();
      Problems problems = site.loadAnyway();
      assertTrue(problems.errors().stream().anyMatch(e -> e.code().equals("auth/adapter")));
      isRefusedTo(site, "Authorization", GatedSite.OPERATOR);
    }
  }

  @ParameterizedTest
  @CsvSource({"pseudo, auth/mode", "external, config/missing-key", "Extern, config/invalid-value"})
  void aModeThatCannotBeHad(String mode, String code) throws IOException {
    try (TestSite site = GatedSite.of(folder)) {
      site.file("ducksite.toml", "[auth]\nmode = \"" + mode + "\"\n").listen(true, List.of());
      List<String> codes = site.loadAnyway().all().stream().map(Problem::code).toList();
      assertTrue(codes.contains(code), codes.toString());
      isRefusedTo(site, "Authorization", GatedSite.OPERATOR);
    }
  }

  private void whatNeverWorks(String adapter) throws IOException {
    try (TestSite site = GatedSite.of(folder, adapter, "").listen()) {
      Problems problems = site.loadAnyway();
      List<String> codes = problems.errors().stream().map(Problem::code).toList();
      assertTrue(codes.contains("auth/adapter"), codes.toString());
      Problem told =
          problems.errors().stream()
              .filter(each -> each.code().equals("auth/adapter"))
              .findFirst()
              .orElseThrow();
      assertEquals("ducksite.toml", told.file());
      isRefusedTo(site, "Authorization", GatedSite.OPERATOR);
    }
  }

  private static final List<String> FAILURES =
      List.of(
          "throw new IllegalStateException(\"AUTHOR_SECRET\");",
          "throw new java.io.IOException(\"AUTHOR_SECRET\");",
          "throw new NoClassDefFoundError(\"AUTHOR_SECRET\");",
          "throw new StackOverflowError();",
          "throw new ThreadDeath();",
          "Thread.currentThread().interrupt(); throw new InterruptedException();",
          "return null;",
          "return Optional.of(AuthenticatedUser.of(\" \"));",
          "return Optional.of(AuthenticatedUser.of(\"x\").withRoles(Arrays.asList(\"a\", null)));",
          "throw new RuntimeException() { public String getMessage() { throw new Error(); } };");

  /** A body that does what the header {@code X-Case} names. */
  static String byCase(List<String> bodies) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < bodies.size(); index++) {
      text.append(
          "if (request.headers(\"X-Case\").contains(\"%d\")) { %s }\n"
              .formatted(index, bodies.get(index)));
    }
    return text.toString();
  }

  @Test
  void aCallThatFails() throws IOException {
    String adapter = GatedSite.adapter("", byCase(FAILURES) + " return known(request);");
    try (TestSite site = GatedSite.of(folder, adapter, "").start()) {
      for (int index = 0; index < FAILURES.size(); index++) {
        String number = Integer.toString(index);
        isRefusedTo(site, "X-Case", number, "Authorization", GatedSite.OPERATOR);
        isRefusedTo(site, "X-Case", number);
      }
      assertEquals(200, site.get("/one", "Authorization", GatedSite.BOB).status());
      assertEquals(401, site.get("/one").status());
    }
  }

  private static String failing(String body) {
    return GatedSite.adapter("", "if (call > 0) { " + body + " } return known(request);");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thread.sleep(600_000);",
        "new java.util.concurrent.CountDownLatch(1).await();",
        "synchronized (Gate.class) { Gate.class.wait(); }",
      })
  void aCallThatTakesTooLong(String body) throws IOException {
    String limits = "[plugins.limits]\nauth_timeout = \"50ms\"\nthreads = 2\nqueue = 2\n";
    try (TestSite site = GatedSite.of(folder, failing(body), limits).start()) {
      isRefusedTo(site, "Authorization", GatedSite.OPERATOR);
    }
  }

  @Test
  void anAdapterThatIsStuck() throws IOException {
    String limits = "[plugins.limits]\nauth_timeout = \"50ms\"\nthreads = 1\nqueue = 1\n";
    String body =
        "while (!Thread.currentThread().getName().isEmpty() && !request.path().equals(\"/free\"))"
            + " { Thread.onSpinWait(); Thread.interrupted(); if (done) break; }";
    String adapter =
        GatedSite.adapter(
            "private static volatile boolean done;\n"
                + "static { new Timer(true).schedule(new TimerTask() {"
                + " public void run() { done = true; } }, 8_000); }",
            body + " return known(request);");
    try (TestSite site = GatedSite.of(folder, adapter, limits).start()) {
      isRefusedTo(site, "Authorization", GatedSite.OPERATOR);
    }
  }

  @Test
  void anAdapterThatFailsAfterAWhile() throws IOException {
    String body =
        "if (call > 20) { throw new IllegalStateException(\"AUTHOR_SECRET\"); }"
            + " return known(request);";
    try (TestSite site = GatedSite.of(folder, GatedSite.adapter("", body), "").start()) {
      String tag = "";
      for (int call = 0; call < 20; call++) {
        Reply reply = site.get("/one", "Authorization", GatedSite.OPERATOR);
        assertEquals(200, reply.status());
        tag = reply.header("etag");
      }
      isRefusedTo(site, "Authorization", GatedSite.OPERATOR);
      isRefusedTo(site);
      assertEquals(503, site.get("/one", "If-None-Match", tag).status());
    }
  }

  @Test
  void underLoadAnAdapterThatComesAndGoesLetsNobodyThrough() throws Exception {
    String body =
        """
        switch (call % 7) {
          case 1 -> throw new IllegalStateException("no");
          case 2 -> { return null; }
          case 3 -> throw new StackOverflowError();
          case 4 -> Thread.sleep(2);
          default -> { }
        }
        return known(request);
        """;
    try (TestSite site = GatedSite.of(folder, GatedSite.adapter("", body), "").start();
        ExecutorService clients = Executors.newFixedThreadPool(6)) {
      String tag = taggedAnswer(site);
      List<Callable<int[]>> work = new ArrayList<>();
      for (int client = 0; client < 6; client++) {
        boolean known = client % 2 == 0;
        work.add(() -> statuses(site, known, tag));
      }
      int[] all = new int[600];
      for (Future<int[]> each : clients.invokeAll(work)) {
        int[] counts = each.get();
        for (int status = 0; status < all.length; status++) {
          all[status] += counts[status];
        }
      }
      assertTrue(all[200] > 50 && all[304] > 50 && all[401] > 100 && all[503] > 100);
      assertEquals(6 * 200, all[200] + all[304] + all[401] + all[503]);
    }
  }

  private static String taggedAnswer(TestSite site) throws IOException {
    Reply reply = site.get("/one", "Authorization", GatedSite.BOB);
    for (int attempt = 0; attempt < 20 && reply.status() != 200; attempt++) {
      reply = site.get("/one", "Authorization", GatedSite.BOB);
    }
    return reply.header("etag");
  }

  /** Counts by status of one client's requests; a stranger's must all be refused. */
  private static int[] statuses(TestSite site, boolean known, String tag) throws IOException {
    int[] counts = new int[600];
    try (RawConnection connection = site.connect()) {
      for (int request = 0; request < 200; request++) {
        String path =
            List.of("/one", "/", "/own/file.txt", "/data/sales/a.parquet").get(request % 4);
        String user = "Authorization: " + (known ? GatedSite.BOB : "Bearer stranger");
        Reply reply =
            request % 8 < 4
                ? connection.get(path, user)
                : connection.get("/one", user, "If-None-Match: " + tag);
        counts[reply.status()]++;
        assertTrue(
            known || reply.status() == 401 || reply.status() == 503,
            "a stranger got " + reply.status() + " at " + path);
      }
    }
    return counts;
  }
}
