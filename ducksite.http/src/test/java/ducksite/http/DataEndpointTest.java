package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DataEndpointTest {

  private static final String SALES = "/data/sales/sales.parquet";
  private static final String CONFIGURATION =
      """
      [[file_sources]]
      name = "sales"
      upstream_glob = "data/sales.parquet"

      [[file_sources]]
      name = "north"
      upstream_glob = "data/sales.parquet"
      row_filter = "region = 'north'"

      [[file_sources]]
      name = "whole"
      upstream_glob = "data/sales.parquet"
      row_filter = "id BETWEEN 0 AND 2999"

      [[file_sources]]
      name = "mixed"
      upstream_glob = "data/mixed/*.parquet"
      row_filter = "region = 'north'"

      [[file_sources]]
      name = "raw"
      upstream_glob = "data/sales.parquet"
      row_filter = "region = 'north'"
      access = "raw"

      [[file_sources]]
      name = "hidden"
      upstream_glob = "data/hidden.parquet"
      access = "none"

      [[file_sources]]
      name = "moving"
      upstream_glob = "data/moving.parquet"

      [[file_sources]]
      name = "gone"
      upstream_glob = "data/gone.parquet"

      [[file_sources]]
      name = "gone_filtered"
      upstream_glob = "data/gone.parquet"
      row_filter = "id = 1"
      """;

  @TempDir private static Path folder;
  private static TestSite site;
  private static byte[] file;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .file("ducksite.toml", CONFIGURATION)
            .data(
                "data/sales.parquet",
                "SELECT range AS id, CASE range % 3 WHEN 0 THEN 'north' ELSE 'south' END AS region"
                    + " FROM range(3000)")
            .data("data/hidden.parquet", "SELECT 1 AS id")
            .data("data/mixed/a.parquet", "SELECT 1 AS id, 'north' AS region")
            .data("data/mixed/b.parquet", "SELECT 2 AS id")
            .data("data/mixed/back\\slash.parquet", "SELECT 3 AS id, 'north' AS region")
            .data("data/moving.parquet", "SELECT 1 AS id")
            .data("data/gone.parquet", "SELECT 1 AS id")
            .listen();
    assertEquals(
        List.of("data/raw-access"), site.loadAnyway().all().stream().map(Problem::code).toList());
    file = Files.readAllBytes(folder.resolve("data/sales.parquet"));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void aFileIsSentWithItsTag() throws IOException {
    Reply reply = site.get(SALES);
    assertEquals(200, reply.status());
    assertArrayEquals(file, reply.body());
    assertEquals("application/vnd.apache.parquet", reply.header("content-type"));
    assertEquals("bytes", reply.header("accept-ranges"));
    assertEquals("no-cache", reply.header("cache-control"));
    assertTrue(reply.header("etag").matches("\"[^\"]+\""), reply.header("etag"));
  }

  @ParameterizedTest
  @ValueSource(strings = {SALES, "/data/north/sales.parquet", "/data/nothing.parquet"})
  void headTellsWhatGetTells(String path) throws IOException {
    try (RawConnection connection = site.connect()) {
      Map<String, List<String>> get = comparable(connection.get(path));
      assertEquals(get, comparable(connection.head(path)));
      assertTrue(get.containsKey("content-length"));
    }
  }

  private static Map<String, List<String>> comparable(Reply reply) {
    Map<String, List<String>> headers = new TreeMap<>(reply.headers());
    headers.remove("date");
    headers.remove("x-request-id");
    return headers;
  }

  @Test
  void aCopyThatIsGoodIsNotSentAgain() throws IOException {
    String tag = site.get(SALES).header("etag");
    for (String header : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
      Reply reply = site.get(SALES, "If-None-Match", header);
      assertEquals(304, reply.status(), header);
      assertEquals(0, reply.body().length);
      assertEquals(tag, reply.header("etag"));
    }
    assertEquals(200, site.get(SALES, "If-None-Match", "\"x\"").status());
  }

  @Test
  void ifMatchRefusesAnotherVersion() throws IOException {
    String tag = site.get(SALES).header("etag");
    assertEquals(200, site.get(SALES, "If-Match", tag).status());
    assertEquals(200, site.get(SALES, "If-Match", "*").status());
    assertEquals(412, site.get(SALES, "If-Match", "\"x\"").status());
    assertEquals(412, site.get(SALES, "If-Match", "W/" + tag).status());
  }

  @Test
  void ifRangeDecidesBetweenThePartAndTheWhole() throws IOException {
    String tag = site.get(SALES).header("etag");
    assertEquals(206, site.get(SALES, "Range", "bytes=0-3", "If-Range", tag).status());
    for (String other :
        new String[] {"\"x\"", "W/" + tag, "Sat, 21 Nov 2026 10:00:00 GMT", "nonsense"}) {
      Reply reply = site.get(SALES, "Range", "bytes=0-3", "If-Range", other);
      assertEquals(200, reply.status(), other);
      assertArrayEquals(file, reply.body());
      assertFalse(reply.has("content-range"));
    }
  }

  @ParameterizedTest
  @CsvSource({"bytes=0-3", "bytes=100-199", "bytes=200-", "bytes=-8", "bytes=10-99999999"})
  void aRangeIsExactlyThosesBytes(String range) throws IOException {
    ByteRange expected = ByteRange.parse(range, file.length).orElseThrow();
    Reply reply = site.get(SALES, "Range", range);
    assertEquals(206, reply.status());
    assertEquals(expected.contentRange(file.length), reply.header("content-range"));
    int start = (int) expected.start();
    assertArrayEquals(
        Arrays.copyOfRange(file, start, start + (int) expected.length()), reply.body());
  }

  @Test
  void aRangeBeyondTheEndIsRefusedWithTheSize() throws IOException {
    Reply reply = site.get(SALES, "Range", "bytes=" + file.length + "-");
    assertEquals(416, reply.status());
    assertEquals("bytes */" + file.length, reply.header("content-range"));
    assertEquals(0, reply.body().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=9-5", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6"})
  void whatIsNotOneRangeGetsTheWholeFile(String range) throws IOException {
    Reply reply = site.get(SALES, "Range", range);
    assertEquals(200, reply.status());
    assertArrayEquals(file, reply.body());
  }

  @Test
  void theConditionIsAskedBeforeTheRange() throws IOException {
    String tag = site.get(SALES).header("etag");
    assertEquals(304, site.get(SALES, "Range", "bytes=0-3", "If-None-Match", tag).status());
    assertEquals(412, site.get(SALES, "Range", "bytes=99999999-", "If-Match", "\"x\"").status());
  }

  @Test
  void aFilterThatProvablyKeepsEveryRowSendsTheFileItself() throws IOException {
    Reply reply = site.get("/data/whole/sales.parquet");
    assertEquals(200, reply.status());
    assertArrayEquals(file, reply.body());
    assertEquals(site.get(SALES).header("etag"), reply.header("etag"));
  }

  @Test
  void aReplacedFileHasAnotherTag() throws IOException {
    String path = "/data/moving/moving.parquet";
    String tag = site.get(path).header("etag");
    Path replacement = folder.resolve("replacement.parquet");
    TestData.write(replacement, "SELECT range AS id FROM range(50)");
    byte[] bytes = Files.readAllBytes(replacement);
    Files.move(
        replacement, folder.resolve("data/moving.parquet"), StandardCopyOption.REPLACE_EXISTING);
    Reply reply = site.get(path, "If-None-Match", tag);
    assertEquals(200, reply.status());
    assertNotEquals(tag, reply.header("etag"));
    assertArrayEquals(bytes, reply.body());
    assertEquals(200, site.get(path, "Range", "bytes=0-3", "If-Range", tag).status());
  }

  @Test
  void aFilteredSourceSendsOnlyTheRowsItKeeps() throws IOException {
    Reply whole = site.get("/data/north/sales.parquet");
    assertEquals(200, whole.status());
    assertEquals(1000, TestData.rows(whole.body(), "region = 'north'"));
    assertEquals(1000, TestData.rows(whole.body(), "true"));
    assertNotEquals(site.get(SALES).header("etag"), whole.header("etag"));
    assertEquals(
        304, site.get("/data/north/sales.parquet", "If-None-Match", whole.header("etag")).status());
    Reply part = site.get("/data/north/sales.parquet", "Range", "bytes=4-103");
    assertArrayEquals(Arrays.copyOfRange(whole.body(), 4, 104), part.body());
  }

  @Test
  void aFileThatIsGoneIsMissingForNow() throws IOException {
    Files.delete(folder.resolve("data/gone.parquet"));
    for (String source : new String[] {"gone", "gone_filtered"}) {
      Reply reply = site.get("/data/" + source + "/gone.parquet");
      assertEquals(503, reply.status(), source);
      assertEquals("data_missing", reply.code());
      assertTrue(reply.has("retry-after"));
      assertFalse(reply.has("etag"));
      assertFalse(reply.text().contains(folder.toString()));
    }
  }

  @Test
  void rawAccessSendsTheFileAsItIs() throws IOException {
    assertArrayEquals(file, site.get("/data/raw/sales.parquet").body());
  }

  @Test
  void withoutAccessNothingIsSent() throws IOException {
    Reply reply = site.get("/data/hidden/hidden.parquet");
    assertEquals(403, reply.status());
    assertEquals("forbidden", reply.code());
    assertFalse(reply.text().contains(folder.toString()));
  }

  @Test
  void aFileWithoutTheColumnOfItsFilterIsRefused() throws IOException {
    assertEquals(200, site.get("/data/mixed/a.parquet").status());
    Reply reply = site.get("/data/mixed/b.parquet");
    assertEquals(403, reply.status());
    assertEquals("forbidden", reply.code());
  }

  @Test
  void anUnknownFileIsAProblem() throws IOException {
    Reply reply = site.get("/data/sales/other.parquet");
    assertEquals(404, reply.status());
    assertEquals("application/problem+json", reply.header("content-type"));
    assertEquals("not_found", reply.code());
    assertEquals(404, reply.json().get("status").asInt());
  }

  @Test
  void aKeyMayHoldABackslash() throws IOException {
    assertEquals(200, site.get("/data/mixed/back%5Cslash.parquet").status());
    assertEquals(200, site.get("/data/mixed/back%5cslash.parquet").status());
    assertEquals(404, site.get("/data/mixed/back/slash.parquet").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data/../ducksite.toml",
        "/data/%2e%2e/ducksite.toml",
        "/data/..%2fducksite.toml",
        "/data/sales/..\\..\\ducksite.toml",
        "/data/sales/..%5c..%5cducksite.toml",
        "/data/sales/sales.parquet%00",
        "/data/%00",
        "/data//etc/passwd",
        "/data/",
        "/data/sales",
        "/data/sales/",
        "/data/data/sales.parquet",
      })
  void nothingOutsideTheDataMapIsServed(String path) throws IOException {
    try (RawConnection connection = site.connect()) {
      Reply reply = connection.get(path);
      assertTrue(reply.status() == 404 || reply.status() == 400, path + " gave " + reply.status());
      assertFalse(reply.text().contains("file_sources"));
      assertFalse(reply.text().contains("root:"));
    }
  }
}
