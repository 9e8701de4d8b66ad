package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests that come again byte for byte: the same answers, as long as they are right. */
@Timeout(120)
final class RepeatTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String REPEATS = "ducksite_http_repeats_total";
  private static final String ROWS = "SELECT range AS id, 'row ' || range AS name FROM range(%d)";

  private static final String KEPT = "[cache]\norder_by = \"%s\"\n";

  @TempDir private Path folder;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private TestSite site;

  @BeforeEach
  void start() throws IOException {
    site =
        new TestSite(folder)
            .file(
                "ducksite.toml",
                """
                [site]
                freshness = "20ms"
                [[file_sources]]
                name = "sales"
                upstream_glob = "data/sales.parquet"
                """)
            .data("data/sales.parquet", "SELECT range AS id FROM range(3)")
            .route("sales", KEPT.formatted("total"), "SELECT sum(id) AS total FROM sales")
            .route("rows", KEPT.formatted("id"), ROWS.formatted(1000))
            .route(
                "wide",
                KEPT.formatted("id"),
                "SELECT range AS id, repeat('x', 400) AS x FROM range(200)")
            .route("moment", "", "SELECT now() AS moment")
            .route(
                "reader", KEPT.formatted("id"), "SELECT * FROM read_parquet('data/sales.parquet')")
            .drainingFor(Duration.ofSeconds(20))
            .loggingTo(log)
            .start();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static String withoutDate(String answer) {
    return answer.replaceFirst("\r\nDate: [^\r]{29}\r\n", "\r\nDate: *\r\n");
  }

  /** The answer as it is on the wire, but for its date. */
  private static String ask(RawConnection connection, String request) throws IOException {
    connection.write(request);
    return withoutDate(connection.raw());
  }

  private static String get(String target, String... lines) {
    StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n");
    List.of(lines).forEach(line -> request.append(line).append("\r\n"));
    return request.append("\r\n").toString();
  }

  /** Asks until the answer is one that was given before; its result has to be kept until then. */
  private String repeated(RawConnection connection, String request) throws IOException {
    double before = site.metric(REPEATS);
    String answer = ask(connection, request);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (site.metric(REPEATS) == before && System.nanoTime() < end) {
      answer = ask(connection, request);
    }
    assertTrue(site.metric(REPEATS) > before, "never repeated: " + request);
    return answer;
  }

  @Test
  void anAnswerGivenAgainIsTheSameByteForByte() throws IOException {
    String tag = site.get("/rows?limit=20").header("etag");
    List<String> requests =
        List.of(
            get("/rows?limit=20"),
            get("/rows?limit=20", "Accept-Encoding: gzip"),
            get("/rows?limit=20&offset=40", "accept: */*", "X-Else: \u00fc"),
            get("/rows.csv?limit=3"),
            get("/rows.arrow?limit=3"),
            get("/rows.html?limit=3"),
            get("/sales"),
            get("/reader"),
            get("/rows?limit=20", "If-None-Match: " + tag));
    try (RawConnection one = site.connect();
        RawConnection other = site.connect()) {
      List<String> again =
          requests.stream().map(request -> unchecked(() -> repeated(one, request))).toList();
      assertEquals(
          again, requests.stream().map(request -> unchecked(() -> ask(other, request))).toList());
      double counted = site.metric(REPEATS);
      site.server().repeats().close();
      assertEquals(
          again, requests.stream().map(request -> unchecked(() -> ask(one, request))).toList());
      assertEquals(counted, site.metric(REPEATS));
      assertTrue(again.getFirst().startsWith("HTTP/1.1 200 OK\r\n"));
      assertTrue(again.getLast().startsWith("HTTP/1.1 304 Not Modified\r\n"));
    }
  }

  private interface Asking {
    String ask() throws IOException;
  }

  private static String unchecked(Asking asking) {
    try {
      return asking.ask();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whatMayDifferIsMadeAnew() throws IOException {
    try (RawConnection connection = site.connect()) {
      for (String request :
          List.of(
              get("/moment"),
              get("/missing"),
              get("/rows?limit=x"),
              get("/healthz"),
              get("/rows?limit=20").replace("GET", "HEAD"))) {
        for (int round = 0; round < 5; round++) {
          connection.write(request);
          connection.read(request.startsWith("HEAD"));
        }
      }
      for (int round = 0; round < 5; round++) {
        try (RawConnection closing = site.connect()) {
          assertEquals("close", closing.get("/rows", "Connection: close").header("connection"));
          assertEquals(-1, closing.in().read());
        }
      }
    }
    assertEquals(0, site.metric(REPEATS));
  }

  @Test
  void itIsGivenUpWhenFilesChange() throws Exception {
    try (RawConnection connection = site.connect()) {
      String request = get("/sales");
      String before = repeated(connection, request);
      TestData.write(folder.resolve("new.parquet"), "SELECT range AS id FROM range(5)");
      Files.move(
          folder.resolve("new.parquet"),
          folder.resolve("data/sales.parquet"),
          StandardCopyOption.ATOMIC_MOVE);
      String after = before;
      for (int attempt = 0; attempt < 3000 && after.equals(before); attempt++) {
        Thread.sleep(10);
        after = ask(connection, request);
      }
      assertNotEquals(before, after);
      assertEquals(body(repeated(connection, request)), body(after));
    }
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n"));
  }

  @Test
  void anotherSiteGivesItsOwnAnswers() throws IOException {
    try (RawConnection connection = site.connect()) {
      String request = get("/rows?limit=2");
      String before = repeated(connection, request);
      site.route("rows", KEPT.formatted("id"), ROWS.formatted(1001));
      site.load();
      assertEquals(0, site.server().repeats().bytes());
      String after = ask(connection, request);
      assertNotEquals(before, after);
      assertTrue(after.contains("X-Total-Rows: 1001\r\n"), after);
      assertTrue(repeated(connection, request).contains("X-Total-Rows: 1001\r\n"));
    }
  }

  @Test
  void aSiteThatAsksForUsersIsAskedEachTime() throws Exception {
    site.close();
    String adapter =
        GatedSite.adapter("", "return Optional.of(AuthenticatedUser.of(\"number-\" + call));");
    try (TestSite gated = GatedSite.of(folder, adapter, "").loggingTo(log).start();
        RawConnection connection = gated.connect()) {
      for (int round = 0; round < 6; round++) {
        assertEquals(200, connection.get("/one").status());
      }
      assertEquals(0, gated.metric(REPEATS));
      gated.awaitMetric("ducksite_authentications_total{outcome=\"known\"}", 8);
    }
  }

  @Test
  void everyAnswerIsCountedAndLogged() throws Exception {
    int asked = 0;
    String request = get("/rows?limit=20");
    try (RawConnection connection = site.connect()) {
      for (; asked < 100; asked++) {
        ask(connection, request);
      }
      assertTrue(site.metric(REPEATS) > 90, "repeats: " + site.metric(REPEATS));
    }
    site.awaitMetric("ducksite_http_requests_total{endpoint=\"route\",status=\"200\"}", asked);
    site.awaitMetric("ducksite_http_request_duration_seconds_count{endpoint=\"route\"}", asked);
    assertTrue(
        site.get("/routes").text().contains("\"hits\":" + asked), site.get("/routes").text());
    site.close();
    List<String> lines =
        log.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains(" GET /rows 200 "))
            .toList();
    assertEquals(asked, lines.size());
    assertEquals(
        1,
        lines.stream()
            .map(line -> line.replaceFirst("^[0-9:.]{12}", "").replaceAll("[0-9]+ ms", "? ms"))
            .map(line -> line.replaceFirst(" [0-9a-f]{16}$", ""))
            .distinct()
            .count());
    assertEquals(
        asked, lines.stream().map(line -> line.substring(line.length() - 16)).distinct().count());
  }

  @Test
  void aClientThatReadsSlowlyGetsItAll() throws Exception {
    String request = get("/wide?limit=200");
    String whole;
    try (RawConnection connection = site.connect()) {
      whole = repeated(connection, request);
    }
    assertTrue(whole.length() > 64 * 1024, "bytes: " + whole.length());
    try (RawConnection slow = site.connect()) {
      // More than sockets hold on the way: the server has to wait for the client.
      Thread asking =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int round = 0; round < 200; round++) {
                      unchecked(
                          () -> {
                            slow.write(request);
                            return "";
                          });
                    }
                  });
      for (int round = 0; round < 200; round++) {
        assertEquals(whole, withoutDate(slow.raw()), "answer " + round);
      }
      asking.join();
      assertEquals(200, slow.get("/healthz").status());
    }
    assertEquals(0, site.server().repeats().unsent().get());
  }

  /**
   * Asks, without reading, until an answer waits for its client; how often it was asked, or 0 when
   * a request has taken the usual way meanwhile.
   */
  private int askedUntilOneWaits(RawConnection slow, String request) throws Exception {
    int asked = 0;
    while (site.server().repeats().unsent().get() == 0) {
      double before = site.metric(REPEATS);
      slow.write(request);
      asked++;
      for (int look = 0; look < 500 && site.metric(REPEATS) == before; look++) {
        Thread.sleep(1);
      }
      if (site.metric(REPEATS) == before) {
        return 0;
      }
    }
    return asked;
  }

  @Test
  void anAnswerOnItsWayIsFinishedWhenTheServerEndsAndNoOtherBegun() throws Exception {
    String request = get("/wide?limit=200");
    int answers = 0;
    while (answers == 0) {
      try (RawConnection slow = site.connect();
          RawConnection waiting = site.connect()) {
        final String whole = repeated(slow, request);
        assertEquals(200, waiting.get("/healthz").status());
        answers = askedUntilOneWaits(slow, request);
        if (answers > 0) {
          Thread closing = Thread.ofPlatform().start(site.server()::close);
          Reply refused = waiting.get("/wide?limit=200");
          while (refused.status() == 200) {
            refused = waiting.get("/wide?limit=200");
          }
          assertEquals(503, refused.status());
          assertTrue(closing.isAlive());
          for (int answer = 0; answer < answers; answer++) {
            assertEquals(whole, withoutDate(slow.raw()));
          }
          closing.join();
        }
      }
    }
  }

  @Test
  void requestsThatNeverComeAgainTakeNoMemoryAndOthersABoundedOne() throws IOException {
    try (RawConnection connection = site.connect()) {
      for (int round = 0; round < 50; round++) {
        ask(connection, get("/wide?limit=200", "X-Once: " + round));
      }
      assertEquals(0, site.server().repeats().bytes());
      for (int round = 0; round < 150; round++) {
        for (int time = 0; time < 3; time++) {
          ask(connection, get("/wide?limit=200", "X-Thrice: " + round));
        }
      }
      long bytes = site.server().repeats().bytes();
      assertTrue(bytes > Repeats.CAPACITY / 2 && bytes <= Repeats.CAPACITY, "bytes: " + bytes);
    }
  }
}
