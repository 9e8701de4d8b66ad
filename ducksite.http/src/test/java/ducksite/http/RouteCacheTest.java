package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kept results, as clients see them. */
final class RouteCacheTest {

  private static final String NQ = "ducksite_cache_populations_total";
  private static final String PRODUCTS =
      """
      SELECT * FROM (VALUES ('widget', 4, 1), ('gadget', 2, 2), ('widget', 3, 3))
        t(product_code, quantity, seq)
      """;

  @TempDir private Path folder;
  private TestSite site;

  @BeforeEach
  void start() throws IOException {
    site =
        new TestSite(folder)
            .route(
                "paged",
                "[cache]\nrows_per_page = 2\norder_by = [\"value\"]\n",
                "SELECT range AS value FROM range(5)")
            .route(
                "flex",
                "[cache]\nrows_per_page = 2\norder_by = [\"value\"]\nenforce_page_size = false\n",
                "SELECT range AS value FROM range(8)")
            .route(
                "backwards",
                "[cache]\norder_by = \"value DESC NULLS FIRST\"\nclient_ttl_seconds = 60\n",
                "SELECT CASE WHEN range < 3 THEN range END AS value, range AS n FROM range(4)")
            .route(
                "passing",
                "cache_mode = \"passthrough\"\n[cache]\norder_by = \"value\"\n",
                "SELECT -range AS value FROM range(4)")
            .route(
                "live",
                "cache_mode = \"force_live\"\n[cache]\norder_by = \"value\"\n",
                "SELECT -range AS value FROM range(4)")
            .route(
                "inv",
                filtered("param = \"product_code\", column = \"product_code\", separator = \",\"")
                    + "[params.product_code]\n",
                "SELECT * FROM ("
                    + PRODUCTS
                    + ") WHERE product_code = COALESCE($product_code, product_code)")
            .route(
                "nocase",
                filtered(
                        "param = \"product_code\", column = \"product_code\","
                            + " case_insensitive = true")
                    + "[params.product_code]\n",
                "SELECT * FROM (VALUES ('Widget', 1), ('gadget', 2), ('widget', 3))"
                    + " t(product_code, seq)"
                    + " WHERE product_code = COALESCE($product_code, product_code)")
            .route(
                "typed",
                filtered(
                        "param = \"code\", column = \"code\" }, { param = \"day\", column = \"day\""
                            + " }, { param = \"moment\", column = \"moment\" }, { param = \"n\","
                            + " column = \"code\", type = \"int\"")
                    + "[params.code]\n",
                """
                SELECT * FROM (VALUES (10, DATE '2024-01-02', TIMESTAMP '2024-01-02 01:04:05', 1),
                  (0, NULL, NULL, 2), (NULL, DATE '2024-01-03', TIMESTAMP '2024-01-03 00:00:00', 3))
                  t(code, day, moment, seq)
                """)
            .route(
                "never",
                "[cache]\nttl_seconds = 0\norder_by = \"seq\"\n"
                    + "invariant_filters = [\"product_code\"]\n",
                PRODUCTS)
            .start();
  }

  private static String filtered(String filter) {
    return "cache.order_by = [\"seq\"]\ncache.rows_per_page = 5\ncache.invariant_filters = [{ "
        + filter
        + " }]\n";
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private double queries() throws IOException {
    return site.metric(NQ);
  }

  private String values(String path, String column) throws IOException {
    Reply reply = site.get(path);
    assertEquals(200, reply.status(), reply.text());
    StringBuilder values = new StringBuilder();
    reply
        .json()
        .get("rows")
        .forEach(
            row -> values.append(values.isEmpty() ? "" : " ").append(row.get(column).asText()));
    return values.toString();
  }

  @Test
  void limitsAndOffsetsSnapToPages() throws IOException {
    Reply reply = site.get("/paged?limit=1&offset=3");
    assertEquals(2, reply.json().get("offset").asInt());
    assertEquals(2, reply.json().get("limit").asInt());
    assertEquals(5, reply.json().get("total_rows").asInt());
    assertEquals("2 3", values("/paged?limit=1&offset=3", "value"));
    assertEquals("<?offset=4&limit=2>; rel=\"next\"", next(reply));
    assertEquals("0 1 2 3 4", values("/paged", "value"));
    assertEquals("1 2 3 4", values("/flex?limit=4&offset=1", "value"));
    assertEquals("8", site.get("/flex.csv?limit=4&offset=1").header("x-total-rows"));
    assertEquals(2, queries());
    try (Stream<Path> files = Files.list(folder.resolve(".ducksite_data/cache/results"))) {
      assertEquals(2, files.filter(file -> file.toString().endsWith(".parquet")).count());
    }
  }

  private static String next(Reply reply) {
    List<String> parts = List.of(reply.header("link").split("[<>&?]"));
    assertTrue(parts.contains("offset=4") && parts.contains("limit=2"), parts.toString());
    return "<?offset=4&limit=2>"
        + reply.header("link").substring(reply.header("link").indexOf(';'));
  }

  @Test
  void theOrderIsTheSameKeptAndLive() throws IOException {
    assertEquals("3 2 1 0", values("/backwards", "n"));
    assertEquals("2 1", values("/backwards?limit=2&offset=1", "n"));
    assertEquals("-3 -2 -1 0", values("/passing", "value"));
    assertEquals("-3 -2 -1 0", values("/live", "value"));
    assertEquals(1, queries());
  }

  @Test
  void eachRouteSaysWhoMayKeepItsAnswer() throws IOException {
    assertEquals(
        "private, max-age=60, must-revalidate", site.get("/backwards").header("cache-control"));
    assertEquals("no-cache", site.get("/paged").header("cache-control"));
    assertEquals("no-store", site.get("/live").header("cache-control"));
    assertFalse(site.get("/live").has("etag"));
  }

  @Test
  void aHotAnswerComesFromMemoryAndAnUnchangedOneHasNoBody() throws IOException {
    Reply first = site.get("/paged");
    assertTrue(first.header("server-timing").contains("cache;desc=\"miss\""));
    Reply second = site.get("/paged");
    assertEquals("cache;desc=\"memory\"", second.header("server-timing"));
    assertEquals(first.text(), second.text());
    assertEquals(first.header("x-total-rows"), second.header("x-total-rows"));
    assertEquals(first.header("etag"), second.header("etag"));
    assertEquals(304, site.get("/paged", "If-None-Match", first.header("etag")).status());
    assertTrue(site.get("/paged.csv").header("server-timing").contains("desc=\"disk\""));
    assertEquals(1, queries());
  }

  @Test
  void aCodedAnswerIsARepresentationOfItsOwn() throws IOException {
    String path = "/flex";
    Reply plain = site.get(path);
    for (int round = 0; round < 2; round++) {
      Reply coded = site.get(path, "Accept-Encoding", "br, gzip;q=0.5");
      assertNotEquals(plain.header("etag"), coded.header("etag"));
      assertFalse(plain.has("content-encoding"));
      String text =
          coded.has("content-encoding")
              ? new String(
                  new GZIPInputStream(new ByteArrayInputStream(coded.body())).readAllBytes(),
                  StandardCharsets.UTF_8)
              : coded.text();
      assertEquals(plain.text(), text);
    }
    assertFalse(site.get(path, "Accept-Encoding", "gzip;q=0").has("content-encoding"));
  }

  @Test
  void aRouteThatPassesThroughKeepsNothing() throws IOException {
    double before = site.metric("ducksite_queries_total");
    for (int round = 0; round < 3; round++) {
      assertTrue(site.get("/passing?limit=2").json().get("total_rows").isNull());
    }
    assertEquals(before + 3, site.metric("ducksite_queries_total"));
    assertEquals(4, site.get("/passing?limit=2&count=exact").json().get("total_rows").asInt());
    assertEquals(400, site.get("/passing?count=some").status());
    assertFalse(Files.exists(folder.resolve(".ducksite_data/cache/results")));
  }

  @Test
  void aFilterIsAppliedToKeptRows() throws IOException {
    assertEquals("4 2 3", values("/inv", "quantity"));
    assertEquals("2", values("/inv?product_code=gadget", "quantity"));
    assertEquals(1, site.get("/inv?product_code=gadget").json().get("total_rows").asInt());
    assertEquals("4 2 3", values("/inv?product_code=", "quantity"));
    assertEquals(1, queries());
  }

  @Test
  void shardsArePutTogetherInOrder() throws IOException {
    assertEquals("4 3", values("/inv?product_code=widget", "quantity"));
    assertEquals("4 2 3", values("/inv?product_code=widget,gadget", "quantity"));
    assertEquals(2, queries());
    assertEquals("2", values("/inv?product_code=gadget", "quantity"));
    assertEquals(3, queries());
    assertEquals(
        "2 3",
        values("/inv?product_code=gadget&product_code=widget&offset=1", "quantity").substring(2));
    assertEquals(3, queries());
  }

  @Test
  void shardsThatCoverASelectionAnswerIt() throws IOException {
    assertEquals("4 3", values("/inv?product_code=widget", "quantity"));
    assertEquals("2", values("/inv?product_code=gadget", "quantity"));
    Reply both = site.get("/inv?product_code=gadget&product_code=widget");
    assertTrue(both.header("server-timing").contains("shards"));
    assertEquals("4 2 3", values("/inv?product_code=gadget,widget", "quantity"));
    assertEquals(2, queries());
  }

  @Test
  void letterCaseDoesNotCountWarmOrCold() throws IOException {
    assertEquals("Widget widget", values("/nocase?product_code=WiDgEt", "product_code"));
    values("/nocase", "seq");
    assertEquals("gadget", values("/nocase?product_code=GADGET", "product_code"));
    assertEquals(2, queries());
  }

  @Test
  void valuesAreReadAsTheColumnsType() throws IOException {
    assertEquals("10", values("/typed?code=10", "code"));
    assertEquals("10", values("/typed?code=%2B010", "code"));
    assertEquals("0", values("/typed?code=0", "code"));
    assertEquals("", values("/typed?code=1.5", "seq"));
    assertEquals("3", values("/typed?code=__null__", "seq"));
    assertEquals("2 3", values("/typed?code=__null__&code=0", "seq"));
    assertEquals("1", values("/typed?day=2024-01-02", "seq"));
    assertEquals("1", values("/typed?moment=2024-01-02T03:04:05%2B02:00", "seq"));
    assertEquals("1", values("/typed?n=10", "seq"));
    assertEquals(400, site.get("/typed?n=abc").status());
  }

  @Test
  void aRouteThatKeepsNothingFiltersAllTheSame() throws IOException {
    assertEquals("2", values("/never?product_code=gadget", "quantity"));
    assertEquals("", values("/never?product_code=none", "quantity"));
    assertEquals(0, queries());
  }

  @Test
  void aDamagedEntryIsRemovedAndMadeAgain() throws Exception {
    assertEquals("0 1 2 3 4", values("/paged", "value"));
    Path results = folder.resolve(".ducksite_data/cache/results");
    // The entry is published after its answer; the description comes last.
    while (!hasFile(results, ".json")) {
      Thread.sleep(5);
    }
    Path file;
    try (Stream<Path> files = Files.list(results)) {
      file = files.filter(each -> each.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertEquals(
        "0,1,2,3,4", String.join(",", site.get("/paged.csv").text().lines().skip(1).toList()));
    assertEquals(2, queries());
    assertEquals(1, site.metric("ducksite_cache_damaged_total"));
  }

  private static boolean hasFile(Path folder, String suffix) throws IOException {
    if (!Files.exists(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(
          each ->
              each.toString().endsWith(suffix) && each.getFileName().toString().charAt(0) != '.');
    }
  }

  @Test
  void parquetIsTheEntryItself() throws IOException {
    Reply whole = site.get("/flex.parquet");
    assertEquals(8, TestData.rows(whole.body(), "true"));
    assertEquals("8", whole.header("x-total-rows"));
    assertEquals(3, TestData.rows(site.get("/flex.parquet?limit=3").body(), "true"));
    assertEquals(1, queries());
  }
}
