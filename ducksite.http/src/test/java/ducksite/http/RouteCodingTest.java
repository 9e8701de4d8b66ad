package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of routes in the codings that clients accept. */
final class RouteCodingTest {

  private static final int ROWS = 25_000;
  private static final String LARGE =
      "SELECT range AS id, 'name ' || range % 100 AS name FROM range(" + ROWS + ")";

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .route("large", "", LARGE)
            .route("kept", "[cache]\norder_by = \"id\"\n", LARGE)
            .route(
                "page", "[cache]\norder_by = \"id\"\n", "SELECT * FROM (" + LARGE + ") LIMIT 200")
            .route("small", "", "SELECT 1 AS one")
            .route("none", "", "SELECT 1 AS one WHERE false")
            .start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void everyTextIsCodedAndReadsTheSame(String token) throws IOException {
    for (String path :
        List.of(
            "/large.csv",
            "/large.ndjson",
            "/large?format=csv-excel",
            "/large.json",
            "/large.html",
            "/kept.csv",
            "/kept.ndjson",
            "/kept.json",
            "/page.json",
            "/page.csv",
            "/page.html")) {
      Reply plain = site.get(path);
      Reply coded = site.get(path, "Accept-Encoding", token);
      assertEquals(token, coded.header("content-encoding"), path);
      assertTrue(coded.body().length < plain.body().length / 3, path);
      String same = path.startsWith("/large.json") ? "\"elapsed_ms\":[0-9.]+" : "\0";
      assertEquals(
          plain.text().replaceAll(same, ""),
          new String(Decoded.of(coded), java.nio.charset.StandardCharsets.UTF_8)
              .replaceAll(same, ""),
          path);
      assertEquals("Accept, Accept-Encoding", coded.header("vary"));
    }
  }

  @Test
  void duckDbReadsWhatIsCodedOnItsWay() throws IOException {
    byte[] csv = site.get("/large.csv", "Accept-Encoding", "zstd").body();
    String sums = "(SELECT count(*) = " + ROWS + " AND sum(id) = " + (long) ROWS * (ROWS - 1) / 2;
    assertEquals(ROWS, TestData.rowsOf(csv, ".csv.zst", "read_csv", sums + " FROM received)"));
    byte[] lines = site.get("/large.ndjson", "Accept-Encoding", "zstd").body();
    assertEquals(
        ROWS, TestData.rowsOf(lines, ".ndjson.zst", "read_json", sums + " FROM received)"));
    byte[] gzip = site.get("/large.csv", "Accept-Encoding", "gzip").body();
    assertEquals(ROWS, TestData.rowsOf(gzip, ".csv.gz", "read_csv", sums + " FROM received)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/large.parquet", "/large.arrow", "/kept.parquet", "/kept?format=arrow_rpc"})
  void whatIsCompactInItselfIsSentAsItIs(String path) throws IOException {
    Reply reply = site.get(path, "Accept-Encoding", "zstd, gzip");
    assertEquals(200, reply.status());
    assertFalse(reply.has("content-encoding"));
    Reply refused = site.get(path, "Accept-Encoding", "gzip, identity;q=0");
    assertEquals(406, refused.status());
    assertEquals("not_acceptable", refused.code());
    assertFalse(refused.has("content-disposition"));
  }

  @Test
  void eachCodingHasATagThatAnswersForItAlone() throws IOException {
    for (String path : List.of("/kept.csv", "/page.json", "/small.csv")) {
      Set<String> tags = new HashSet<>();
      for (String accepted : List.of("", "gzip", "zstd", "gzip, identity;q=0")) {
        Reply first = site.get(path, "Accept-Encoding", accepted);
        Reply again =
            site.get(path, "Accept-Encoding", accepted, "If-None-Match", first.header("etag"));
        assertEquals(304, again.status(), path + " " + accepted);
        assertEquals("Accept, Accept-Encoding", again.header("vary"));
        tags.add(first.header("etag"));
      }
      assertEquals(4, tags.size(), tags.toString());
    }
  }

  @Test
  void aCodedPageIsHotTheSecondTime() throws IOException {
    for (String token : List.of("zstd", "gzip")) {
      Reply first = site.get("/page?limit=150", "Accept-Encoding", token);
      Reply second = site.get("/page?limit=150", "Accept-Encoding", token);
      assertEquals("cache;desc=\"memory\"", second.header("server-timing"));
      assertEquals(token, second.header("content-encoding"));
      assertArrayEquals(first.body(), second.body());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/small.csv, 'gzip, identity;q=0', gzip",
    "/small.json, 'zstd, *;q=0', zstd",
    "/page?limit=1, 'zstd, *;q=0', zstd",
    "/none.ndjson, 'zstd;q=0.1, identity;q=0', zstd",
    "/none.ndjson, zstd, zstd",
    "/none.csv, gzip, gzip",
    "/page?limit=1, 'zstd, gzip', ''",
  })
  void aSmallBodyIsCodedWhereItMustBe(String path, String accepted, String token)
      throws IOException {
    Reply reply = site.get(path, "Accept-Encoding", accepted);
    assertEquals(200, reply.status());
    assertEquals(token, reply.header("content-encoding"));
    String own =
        path.endsWith("json") && !path.contains("ndjson") || path.contains("?") ? "" : null;
    String text = new String(Decoded.of(reply), java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(own == null ? text.equals(site.get(path).text()) : text.contains("rows"), text);
  }

  @Test
  void aClientThatTakesNoCodingWeHaveIsTold() throws IOException {
    for (String accepted : List.of("identity;q=0", "br, *;q=0")) {
      Reply reply = site.get("/small", "Accept-Encoding", accepted);
      assertEquals(406, reply.status());
      assertEquals("not_acceptable", reply.code());
      assertTrue(reply.json().get("hint").asText().contains("zstd and gzip"));
      assertFalse(reply.has("content-encoding"));
    }
  }

  @Test
  void anErrorIsReadableWhateverTheClientAccepts() throws IOException {
    Reply reply = site.get("/small?limit=x", "Accept-Encoding", "zstd");
    assertEquals(400, reply.status());
    assertFalse(reply.has("content-encoding"));
    assertEquals("invalid_parameter", reply.code());
  }
}
