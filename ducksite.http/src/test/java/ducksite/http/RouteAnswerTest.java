package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteAnswerTest {

  private static final String ARROW = "application/vnd.apache.arrow.stream";

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site = RouteSite.start(folder);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void thePayloadHasTheKeysOfTheContract() throws IOException {
    Reply reply = site.get("/hello?name=DuckDB");
    assertEquals(200, reply.status());
    assertEquals("application/json", reply.header("content-type"));
    JsonNode payload = reply.json();
    assertEquals(
        Set.of(
            "route_id",
            "title",
            "description",
            "columns",
            "rows",
            "row_count",
            "total_rows",
            "offset",
            "limit",
            "elapsed_ms",
            "truncated",
            "charts"),
        new TreeSet<>(payload.propertyStream().map(java.util.Map.Entry::getKey).toList()));
    assertEquals("hello", payload.get("route_id").asText());
    assertEquals("[\"greeting\"]", payload.get("columns").toString());
    assertEquals(List.of("{\"greeting\":\"Hello, DuckDB!\"}"), reply.rows());
    assertEquals(1, payload.get("row_count").asInt());
    assertEquals(1, payload.get("total_rows").asInt());
    assertEquals(0, payload.get("offset").asInt());
    assertTrue(payload.get("limit").isNull());
    assertFalse(payload.get("truncated").asBoolean());
  }

  @Test
  void aDefaultStandsInForAnAbsentValue() throws IOException {
    assertEquals(List.of("{\"greeting\":\"Hello, world!\"}"), site.get("/hello").rows());
  }

  @Test
  void valuesArriveAsTheyWereSent() throws IOException {
    assertEquals(
        List.of("{\"greeting\":\"Hello, O'Brian; ü & $name!\"}"),
        site.get("/hello?name=O%27Brian%3B+%C3%BC+%26+%24name").rows());
  }

  @ParameterizedTest
  @CsvSource({
    "/two?format=JSON, application/json",
    "/two?format=table, application/json",
    "/two.json, application/json",
    "/two?format=csv, text/csv; charset=utf-8",
    "/two.csv, text/csv; charset=utf-8",
    "/two?format=parquet, application/x-parquet",
    "/two.parquet, application/x-parquet",
    "/two?format=arrow, " + ARROW,
    "/two.arrow, " + ARROW,
    "/two.html, text/html; charset=utf-8",
    "/two?format=html_t, text/html; charset=utf-8",
    "/two?format=, application/json",
  })
  void theFormatIsChosenByNameOrSuffix(String path, String mediaType) throws IOException {
    Reply reply = site.get(path);
    assertEquals(200, reply.status());
    assertEquals(mediaType, reply.header("content-type").replace("UTF-8", "utf-8"));
    assertTrue(reply.body().length > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "text/csv, text/csv",
    ARROW + ", " + ARROW,
    "'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', text/html",
    "'image/png, application/json;q=0.5', application/json",
    "*/*, application/json",
    "'image/png, */*', application/json",
  })
  void theFormatIsChosenByWhatTheClientAccepts(String accept, String mediaType) throws IOException {
    Reply reply = site.get("/two", "Accept", accept);
    assertEquals(200, reply.status());
    assertTrue(reply.header("content-type").startsWith(mediaType), reply.header("content-type"));
    assertEquals("Accept, Accept-Encoding", reply.header("vary"));
  }

  @Test
  void aClientThatAcceptsNothingWeHaveIsTold() throws IOException {
    Reply reply = site.get("/two", "Accept", "image/png");
    assertEquals(406, reply.status());
    assertEquals("not_acceptable", reply.code());
    assertTrue(reply.json().get("hint").asText().contains("parquet"));
  }

  @Test
  void unknownAndDisabledFormatsAreRefusedByName() throws IOException {
    Reply unknown = site.get("/hello?format=xml");
    assertEquals(400, unknown.status());
    assertEquals("invalid_parameter", unknown.code());
    assertTrue(unknown.json().get("detail").asText().startsWith("Unsupported format 'xml'"));
    Reply disabled = site.get("/only_json?format=csv");
    assertEquals(400, disabled.status());
    assertEquals(
        "Format 'csv' not enabled for route 'only_json'", disabled.json().get("detail").asText());
  }

  @Test
  void csvIsAnAttachmentByRfc4180() throws IOException {
    Reply reply = site.get("/two.csv");
    assertEquals("a,b\r\n1,2\r\n", reply.text());
    assertEquals("attachment; filename=\"two.csv\"", reply.header("content-disposition"));
  }

  @Test
  void parquetHoldsTheRows() throws IOException {
    byte[] body = site.get("/numbers.parquet?limit=3&offset=2").body();
    assertEquals(3, TestData.rows(body, "value BETWEEN 2 AND 4"));
    assertEquals(3, TestData.rows(body, "true"));
  }

  @ParameterizedTest
  @CsvSource({
    "limit=2&offset=3, 2, 3, '3,4'",
    "limit=4, 4, 0, '0,1,2,3'",
    "offset=6, null, 6, '6,7'",
    "limit=5&offset=6, 2, 6, '6,7'",
    "offset=-5&limit=1, 1, 0, '0'",
    "limit=-3, 0, 0, ''",
    "limit=&offset=7, null, 7, '7'",
    "limit=3&offset=100, 0, 8, ''",
  })
  void aSliceIsTheRowsAskedForAndTellsOfAll(String query, String limit, int offset, String values)
      throws IOException {
    Reply reply = site.get("/numbers?" + query);
    JsonNode payload = reply.json();
    List<String> rows = reply.rows().stream().map(row -> row.replaceAll("[^0-9]", "")).toList();
    assertEquals(values, String.join(",", rows));
    assertEquals(limit, payload.get("limit").toString());
    assertEquals(offset, payload.get("offset").asInt());
    assertEquals(8, payload.get("total_rows").asInt());
    assertEquals(rows.size(), payload.get("row_count").asInt());
    assertEquals("8", reply.header("x-total-rows"));
    assertEquals(Integer.toString(offset), reply.header("x-offset"));
  }

  @Test
  void aSliceOfCsvIsTheSameRows() throws IOException {
    assertEquals("value\r\n3\r\n4\r\n", site.get("/numbers.csv?limit=2&offset=3").text());
  }

  @Test
  void aLimitThatIsNoNumberIsRefused() throws IOException {
    Reply reply = site.get("/numbers?limit=abc");
    assertEquals(400, reply.status());
    assertEquals("Expected an integer but received 'abc'", reply.json().get("detail").asText());
    assertEquals("limit", reply.json().at("/errors/0/parameter").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "column=a, '{\"a\":1}'",
    "column=a&column=zzz, '{\"a\":1}'",
    "column=zzz, '{\"a\":1,\"b\":2}'",
    "column=b&column=a, '{\"b\":2,\"a\":1}'",
    "column=a&column=a, '{\"a\":1}'",
  })
  void columnsAreKeptInTheOrderOfTheRequest(String query, String row) throws IOException {
    assertEquals(List.of(row), site.get("/two?" + query).rows());
  }

  @Test
  void valuesAreWrittenByTheirType() throws IOException {
    assertEquals(
        List.of(
            "{\"price\":\"12.34\",\"early\":\"08:15:00\",\"exact\":\"12:30:45.123456\","
                + "\"huge\":\"2\",\"long_number\":9007199254740993,\"nan\":null,"
                + "\"nothing\":null,\"quoted\":\"say \\\"<b>\\\"\",\"list\":[1,2]}"),
        site.get("/values").rows());
    assertTrue(site.get("/values?int64=string").rows().getFirst().contains("\"9007199254740993\""));
  }

  @Test
  void headTellsWhatGetTells() throws IOException {
    try (RawConnection connection = site.connect()) {
      for (String path : List.of("/two", "/two.csv", "/two.parquet", "/two.html")) {
        Reply get = connection.get(path);
        Reply head = connection.head(path);
        assertEquals(200, head.status());
        for (String name :
            List.of("content-type", "etag", "cache-control", "vary", "content-disposition")) {
          assertEquals(get.header(name), head.header(name), path + " " + name);
        }
        assertFalse(head.header("content-length").equals("0"), path);
      }
    }
  }

  @Test
  void everyFormatOfOneSliceHoldsTheSameRows() throws IOException {
    byte[] once = site.get("/numbers.arrow?limit=2").body();
    assertArrayEquals(once, site.get("/numbers?format=arrow&limit=2").body());
    assertEquals(2, site.get("/numbers.json?limit=2").rows().size());
    assertTrue(site.get("/numbers.html?limit=2").text().contains("Numbers"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/hello/", "/hello/x", "/hell", "/hello.xml", "/hello.csv.csv"})
  void otherPathsAreNotTheRoutes(String path) throws IOException {
    assertEquals(404, site.get(path).status());
  }
}
