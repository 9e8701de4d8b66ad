package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Routes as users of the older product wrote them, served as they are, and every format of their
 * answers opened by a reader that is not ours.
 */
final class SeedRoutesTest {

  private static final String DAY = "/ops/workstations?plant_day=2024-03-01";
  private static final String POPULATIONS = "ducksite_cache_populations_total";

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException, URISyntaxException {
    Path seed = Path.of(SeedRoutesTest.class.getResource("/seed").toURI());
    try (Stream<Path> files = Files.walk(seed.resolve("routes_src"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(seed.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    site =
        new TestSite(folder)
            .data(
                "data/production.parquet",
                """
                SELECT '2024-03-0' || (1 + d) AS plant_day, 'L' || l AS line, 'S' || s AS station,
                  (6 + h)::INTEGER AS hour, (100 * l + 10 * s + h)::INTEGER AS units_produced,
                  (s + d)::INTEGER AS scrap_units, 0.5 * (s + 1) AS labour_hours,
                  'Ada ' || l AS supervisor
                FROM range(2) a(d), range(3) b(l), range(2) c(s), range(4) e(h)
                """)
            .start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static final String EXPECTED =
      """
      SELECT '2024-03-01' AS plant_day, 'L' || l AS line, (6 + h)::INTEGER AS hour,
        (200 * l + 10 + 2 * h)::HUGEINT AS units, 1::HUGEINT AS scrap, 0.75::DOUBLE AS labour_hours,
        'Ada ' || l AS supervisor
      FROM range(3) b(l), range(4) e(h)
      """;

  /** Rows of an answer that a function of DuckDB reads and that are among those expected. */
  private static long asExpected(byte[] answer, String suffix, String function) throws IOException {
    return TestData.rowsOf(
        answer,
        suffix,
        function,
        "(plant_day::VARCHAR, line, hour::INTEGER, units::BIGINT, scrap::BIGINT,"
            + " labour_hours::DOUBLE, supervisor) IN (SELECT (plant_day, line, hour, units::BIGINT,"
            + " scrap::BIGINT, labour_hours, supervisor) FROM ("
            + EXPECTED
            + "))");
  }

  @Test
  void theFilesAreServedAsTheyAreWritten() throws IOException {
    Reply reply = site.get(DAY + "&format=json");
    assertEquals(200, reply.status(), reply.text());
    JsonNode payload = reply.json();
    assertEquals("workstation_line", payload.get("route_id").asText());
    assertEquals("Workstation production by line", payload.get("title").asText());
    assertEquals(
        "[\"plant_day\",\"line\",\"hour\",\"units\",\"scrap\",\"labour_hours\",\"supervisor\"]",
        payload.get("columns").toString());
    assertEquals(12, payload.get("total_rows").asInt());
    assertEquals(
        "{\"plant_day\":\"2024-03-01\",\"line\":\"L0\",\"hour\":6,\"units\":\"10\",\"scrap\":\"1\","
            + "\"labour_hours\":0.75,\"supervisor\":\"Ada 0\"}",
        reply.rows().getFirst());
    assertEquals(
        "{\"plant_day\":\"2024-03-01\",\"line\":\"L2\",\"hour\":9,\"units\":\"416\",\"scrap\":\"1\",\"labour_hours\":0.75,\"supervisor\":\"Ada"
            + " 2\"}",
        reply.rows().getLast());
  }

  @Test
  void aPersonGetsTheTableByDefault() throws IOException {
    Reply reply = site.get(DAY);
    assertEquals(200, reply.status());
    assertTrue(reply.header("content-type").startsWith("text/html"));
    assertTrue(reply.text().contains("Workstation production by line"));
    assertTrue(reply.text().contains("Ada 2"));
    assertEquals("12", reply.header("x-total-rows"));
  }

  @Test
  void theRulesOfTheContractHold() throws IOException {
    Reply missing = site.get("/ops/workstations?format=json");
    assertEquals(400, missing.status());
    assertEquals("missing_parameter", missing.code());
    assertEquals("Missing required parameter 'plant_day'", missing.json().get("detail").asText());
    Reply gated = site.get(DAY + "&format=arrow");
    assertEquals(400, gated.status());
    assertEquals(
        "Format 'arrow' not enabled for route 'workstation_line'",
        gated.json().get("detail").asText());
    Reply page = site.get(DAY + "&format=json&limit=5&offset=3");
    assertEquals(0, page.json().get("offset").asInt());
    assertEquals(12, page.json().get("limit").asInt());
  }

  @Test
  void aLineIsAnsweredFromTheWholeDayWithoutAQuery() throws IOException {
    String day = "/ops/workstations?plant_day=2024-03-02&format=json";
    assertEquals(12, site.get(day).rows().size());
    double before = site.metric(POPULATIONS);
    Reply line = site.get(day + "&line=L1");
    assertEquals(4, line.json().get("total_rows").asInt());
    assertTrue(line.rows().stream().allMatch(row -> row.contains("\"line\":\"L1\"")));
    assertEquals(before, site.metric(POPULATIONS));
    assertEquals(0, site.get(day + "&line=none").rows().size());
  }

  @Test
  void everyFormatOfTheTrioIsReadByDuckDb() throws IOException {
    assertEquals(
        12, asExpected(site.get(DAY + "&format=parquet").body(), ".parquet", "read_parquet"));
    assertEquals(12, asExpected(site.get(DAY + "&format=csv").body(), ".csv", "read_csv"));
    JsonNode rows = site.get(DAY + "&format=json").json().get("rows");
    assertEquals(
        12, asExpected(rows.toString().getBytes(StandardCharsets.UTF_8), ".json", "read_json"));
  }

  @Test
  void theBaseIsReadByDuckDbInEveryFormat() throws IOException {
    String base = "/ops/production?plant_day=2024-03-01&format=";
    String sum = "(SELECT sum(units_produced) = 2556 FROM received)";
    assertEquals(
        24, TestData.rowsOf(site.get(base + "parquet").body(), ".parquet", "read_parquet", sum));
    assertEquals(24, TestData.rowsOf(site.get(base + "csv").body(), ".csv", "read_csv", sum));
    assertEquals(24, TestData.rowsOf(site.get(base + "csv-excel").body(), ".csv", "read_csv", sum));
    assertEquals(
        24, TestData.rowsOf(site.get(base + "ndjson").body(), ".ndjson", "read_json", sum));
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrow", "arrow_rpc"})
  void arrowIsReadByAnotherProcess(String format) throws Exception {
    assertEquals(
        List.of("Hello, Grüße 🦆!"),
        arrowRows(site.get("/hello?name=Gr%C3%BC%C3%9Fe%20%F0%9F%A6%86&format=" + format).body()));
    List<String> rows =
        arrowRows(site.get("/ops/production?plant_day=2024-03-01&format=" + format).body());
    assertEquals(24, rows.size());
    assertEquals("2024-03-01|L0|S0|6|0|0|0.5|Ada 0", rows.getFirst());
  }

  /** What a Java program of its own, with Arrow's jars alone, reads in a stream. */
  private static List<String> arrowRows(byte[] stream) throws Exception {
    Path file = Files.write(Files.createTempFile(folder, "received", ".arrow"), stream);
    String jars =
        System.getProperty("jdk.module.path", "") + ":" + System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                Stream.of(jars.split(":"))
                    .filter(
                        jar ->
                            jar.matches(
                                ".*/(arrow|flatbuffers|jackson|slf4j-api|commons-codec)[^/]*\\.jar"))
                    .distinct()
                    .reduce((one, other) -> one + ":" + other)
                    .orElseThrow(),
                Path.of(SeedRoutesTest.class.getResource("/seed/ArrowRows.java").toURI())
                    .toString(),
                file.toString())
            .redirectError(folder.resolve("arrow.log").toFile())
            .start();
    List<String> rows =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor(), () -> log());
    return rows;
  }

  private static String log() {
    try {
      return Files.readString(folder.resolve("arrow.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "table", "ndjson", "csv", "parquet", "arrow", "html_t"})
  void helloGreetsInEveryFormat(String format) throws IOException {
    Reply reply = site.get("/hello?name=DuckDB&format=" + format);
    assertEquals(200, reply.status());
    assertFalse(reply.has("ducksite-warning"));
    if (!format.equals("parquet")) {
      assertTrue(reply.text().contains("Hello, DuckDB!"), format);
    } else {
      assertEquals(1, TestData.rows(reply.body(), "greeting = 'Hello, DuckDB!'"));
    }
    assertEquals("{\"greeting\":\"Hello, world!\"}\n", site.get("/hello.ndjson").text());
  }
}
