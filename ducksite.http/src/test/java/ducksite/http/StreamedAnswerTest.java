package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every format that streams, in every coding: its first rows come while the query runs, a failure
 * after them is a broken transfer, and a client that leaves ends the query. The engine runs one
 * query at a time, so that the next answer shows that the last query has ended.
 */
@Timeout(180)
final class StreamedAnswerTest {

  /** With {@link #FILLING} far more than the engine makes ahead of its reader. */
  private static final int GOOD_ROWS = 60_000;

  private static final int FILLING = 200;

  private static final String LONG =
      "SELECT range AS value, repeat('y', 40) AS filling FROM range(%d)";

  /** More rows than a limited answer waits for. */
  private static final String MANY = "cache_mode = \"passthrough\"\nmax_rows = 110000\n";

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    String late =
        "SELECT CASE WHEN range < %d THEN range ELSE CAST('AUTHOR_SECRET' || range AS BIGINT) END"
            + " AS value, repeat('x', "
            + FILLING
            + ") AS filling FROM range(100000)";
    site =
        new TestSite(folder)
            .file(
                "ducksite.toml",
                "[sql]\ntimeout = \"150s\"\n[sql.pools.standard]\nconnections = 1\n")
            .route("late", "cache_mode = \"passthrough\"\n", late.formatted(GOOD_ROWS))
            .route("late_many", MANY, late.formatted(GOOD_ROWS))
            .route("late_kept", "[cache]\norder_by = \"value\"\n", late.formatted(GOOD_ROWS))
            .route("early", "", late.formatted(0))
            .route("soon", "cache_mode = \"passthrough\"\n", late.formatted(2_000))
            .route("long", MANY, LONG.formatted(120_000))
            .route("fitting", MANY, LONG.formatted(30_000))
            .route("usual", "cache_mode = \"passthrough\"\n", LONG.formatted(120_000))
            .route("long_kept", "[cache]\norder_by = \"value\"\n", LONG.formatted(120_000))
            .route(
                "endless",
                "cache_mode = \"passthrough\"\nmax_rows = 1000000000\n",
                "SELECT range AS value FROM range(1000000000000)")
            .route(
                "heavy",
                "",
                "SELECT sum(a.range * b.range % 7) AS n FROM range(10000000) a, range(10000000) b")
            .route("small", "", "SELECT 1 AS one")
            .start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  static Stream<Arguments> streams() {
    return Stream.of("csv", "csv-excel", "ndjson", "json", "arrow", "arrow_rpc")
        .flatMap(
            format ->
                Stream.of("identity", "gzip", "zstd")
                    .filter(coding -> coding.equals("identity") || !format.startsWith("arrow"))
                    .map(coding -> Arguments.of(format, coding)));
  }

  private static String late(String format) {
    return (format.equals("json") ? "/late_many" : "/late") + "?format=" + format;
  }

  /** The start of a chunked body: what came before it broke off. */
  private static byte[] untilBroken(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      while (true) {
        StringBuilder size = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
          if (c < 0) {
            throw new EOFException();
          }
          size.append((char) c);
        }
        int length = Integer.parseInt(size.toString().strip(), 16);
        assertFalse(length == 0, "the body ends as if it were whole");
        body.write(in.readNBytes(length));
        in.readNBytes(2);
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return body.toByteArray();
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aFailureAfterTheFirstRowsBreaksTheTransfer(String format, String coding) throws IOException {
    byte[] body;
    String token;
    try (RawConnection connection = site.connect()) {
      connection.send("GET", late(format), "Accept-Encoding: " + coding);
      Reply head = connection.readHead();
      assertEquals(200, head.status());
      assertEquals("chunked", head.header("transfer-encoding"));
      token = head.header("content-encoding");
      assertEquals(coding.equals("identity") ? "" : coding, token);
      body = untilBroken(connection.in());
    }
    if (token.equals("gzip")) {
      byte[] broken = body;
      assertThrows(EOFException.class, () -> Decoded.of("gzip", broken));
    }
    byte[] start = Decoded.start(token, body, 2_000);
    assertEquals(2_000, start.length, "the first rows were there");
    String text = new String(start, StandardCharsets.UTF_8);
    if (format.startsWith("csv")) {
      assertTrue(text.contains("value,filling\r\n0,xxx") && text.contains("xxx\r\n1,xxx"), text);
    } else if (format.equals("ndjson")) {
      assertTrue(
          text.startsWith("{\"value\":0,\"filling\":\"xxx")
              && text.contains("xxx\"}\n{\"value\":1,"),
          text);
    } else if (format.equals("json")) {
      assertTrue(
          text.contains("\"rows\":[{\"value\":0,\"filling\":\"xxx")
              && text.contains("xxx\"},{\"value\":1,"),
          text);
    }
    String all = new String(Decoded.start(token, body, body.length), StandardCharsets.ISO_8859_1);
    assertFalse(all.contains("AUTHOR_SECRET"));
    assertEquals(200, site.get("/small").status());
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aClientOfTheJdkSeesTheBreak(String format, String coding) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port() + late(format)))
              .header("Accept-Encoding", coding)
              .build();
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      assertEquals(200, response.statusCode());
      try (InputStream in = response.body()) {
        assertThrows(IOException.class, () -> in.transferTo(OutputDrain.INSTANCE));
      }
    }
  }

  private static final class OutputDrain extends java.io.OutputStream {
    private static final OutputDrain INSTANCE = new OutputDrain();

    @Override
    public void write(int b) {}

    @Override
    public void write(byte[] bytes, int offset, int length) {}
  }

  @ParameterizedTest
  @MethodSource("streams")
  void theFirstRowsComeWhileTheQueryRunsWhichEndsWhenTheClientLeaves(String format, String coding)
      throws Exception {
    try (RawConnection connection = site.connect()) {
      connection.send("GET", "/endless?format=" + format, "Accept-Encoding: " + coding);
      Reply head = connection.readHead();
      assertEquals(200, head.status());
      byte[] first = new byte[0];
      while (first.length < 100) {
        byte[] more = chunk(connection.in());
        byte[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        first = all;
      }
      assertEquals(50, Decoded.start(head.header("content-encoding"), first, 50).length);
    }
    assertEquals(200, site.get("/small").status());
    while (site.metric("ducksite_result_bytes") > 0) {
      Thread.sleep(20);
    }
  }

  private static byte[] chunk(InputStream in) throws IOException {
    StringBuilder size = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      assertTrue(c >= 0, "the connection ended");
      size.append((char) c);
    }
    byte[] bytes = in.readNBytes(Integer.parseInt(size.toString().strip(), 16));
    in.readNBytes(2);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/heavy.ndjson",
        "/heavy?format=arrow_rpc",
        "/heavy?format=arrow_rpc&limit=1",
        "/heavy?limit=1",
        "/heavy?format=csv-excel&count=exact",
        "/heavy.html",
        "/heavy.arrow"
      })
  void aQueryEndsWhenItsClientLeavesBeforeTheFirstRow(String path) throws Exception {
    for (String coding : List.of("identity", "zstd")) {
      double failed = site.metric("ducksite_queries_total{outcome=\"failed\"}");
      try (RawConnection connection = site.connect()) {
        connection.send("GET", path, "Accept-Encoding: " + coding);
        while (site.metric("ducksite_http_requests_active ") < 2) {
          Thread.sleep(5);
        }
      }
      while (site.metric("ducksite_queries_total{outcome=\"failed\"}") == failed) {
        Thread.sleep(10);
      }
      assertEquals(200, site.get("/small").status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/early.csv",
        "/early.ndjson",
        "/early.arrow",
        "/early?format=arrow_rpc",
        "/soon.json",
        "/late.json",
        "/late.html",
        "/late.parquet",
        "/late_kept.csv",
        "/late_kept.ndjson",
        "/late_kept.json"
      })
  void aFailureBeforeTheFirstByteIsAnAnswer(String path) throws IOException {
    for (String coding : List.of("identity", "gzip", "zstd")) {
      Reply reply = site.get(path, "Accept-Encoding", coding);
      assertEquals(500, reply.status());
      assertEquals("route_execution_error", reply.code());
      assertFalse(reply.has("content-encoding"));
      assertFalse(reply.has("etag"));
      assertFalse(reply.text().contains("AUTHOR_SECRET"));
    }
  }

  @Test
  void anAnswerThatIsWholeEndsProperly() throws IOException {
    for (String coding : List.of("identity", "gzip", "zstd")) {
      for (String format : List.of("csv", "ndjson")) {
        Reply reply = site.get("/late?limit=50000&format=" + format, "Accept-Encoding", coding);
        String text = new String(Decoded.of(reply), StandardCharsets.UTF_8);
        assertEquals(format.equals("csv") ? 50_001 : 50_000, text.lines().count());
      }
    }
  }

  @Test
  void aLongListOfUnknownLengthTellsAtItsEndThatItWasCut() throws IOException {
    for (String coding : List.of("identity", "gzip", "zstd")) {
      Reply reply = site.get("/long.json", "Accept-Encoding", coding);
      assertEquals("unknown", reply.header("x-truncated"));
      assertEquals("0", reply.header("x-offset"));
      assertFalse(reply.has("x-total-rows"));
      assertFalse(reply.has("content-length"));
      String text = new String(Decoded.of(reply), StandardCharsets.UTF_8);
      assertTrue(text.contains("{\"value\":109999,"));
      assertFalse(text.contains("{\"value\":110000,"));
      String end = text.substring(text.lastIndexOf(']', text.lastIndexOf("\"row_count\"")));
      assertTrue(end.startsWith("],\"row_count\":110000,\"total_rows\":null,"), end);
      assertTrue(end.contains("\"truncated\":true"), end);
      assertEquals(
          304,
          site.get("/long.json", "Accept-Encoding", coding, "If-None-Match", reply.header("etag"))
              .status());
    }
  }

  @Test
  void aListOfUsualLengthTellsInItsHeadersThatItWasCut() throws IOException {
    Reply reply = site.get("/usual.json");
    assertEquals("true", reply.header("x-truncated"));
    assertTrue(reply.has("content-length"));
    assertTrue(reply.text().contains("\"row_count\":100000,"));
    assertTrue(reply.text().contains("\"truncated\":true"));
  }

  @Test
  void aLongListIsHeldForItsHeadersWhereARowsLimitOrTheirCountIsAskedFor() throws IOException {
    Reply counted = site.get("/fitting.json?count=exact");
    assertEquals("30000", counted.header("x-total-rows"));
    assertTrue(counted.has("content-length"));
    Reply limited = site.get("/fitting.json?limit=29000");
    assertFalse(limited.has("x-truncated"));
    assertTrue(limited.header("link").contains("offset=29000"), limited.header("link"));
    assertTrue(limited.has("content-length"));
    Reply streamed = site.get("/fitting.json");
    assertEquals("unknown", streamed.header("x-truncated"));
    assertTrue(streamed.text().contains("],\"row_count\":30000,\"total_rows\":30000,"));
    assertTrue(streamed.text().contains("\"truncated\":false"));
  }

  @Test
  void aLongListThatIsKeptTellsAllInItsHeaders() throws IOException {
    Reply cold = site.get("/long_kept.json");
    Reply warm = site.get("/long_kept.json");
    for (Reply reply : List.of(cold, warm)) {
      assertEquals("true", reply.header("x-truncated"));
      assertEquals("120000", reply.header("x-total-rows"));
      assertTrue(reply.header("link").contains("offset=100000"), reply.header("link"));
      assertFalse(reply.has("content-length"), "it begins before its end is made");
      assertTrue(reply.text().contains("],\"row_count\":100000,\"total_rows\":120000,"));
    }
    assertEquals(cold.text(), warm.text());
    assertEquals(cold.header("etag"), warm.header("etag"));
  }
}
