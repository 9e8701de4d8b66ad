package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a format is asked for, and what the formats for programs answer. */
final class RouteFormatsTest {

  private static final String ARROW = "application/vnd.apache.arrow.stream";
  private static final String NDJSON = "application/x-ndjson";
  private static final String VALUES = "SELECT range AS value FROM range(8)";

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .file("ducksite.toml", "[sql]\nmax_rows = 5\n")
            .route("live", "", VALUES)
            .route("kept", "[cache]\norder_by = \"value\"\nenforce_page_size = false\n", VALUES)
            .route("paged", "[cache]\norder_by = \"value\"\nrows_per_page = 3\n", VALUES)
            .route("passing", "cache_mode = \"passthrough\"\n", VALUES)
            .route("none", "", "SELECT 1 AS value WHERE false")
            .route("lines", "default_format = \"NDJSON\"\n", "SELECT 'a\nb' AS t, 7 AS n")
            .route("narrow", "allowed_formats = \"json, ndjson\"\n", VALUES)
            .route("tables", "default_format = \"table\"\nallowed_formats = [\"table\"]\n", VALUES)
            .start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/live?format=ndjson, " + NDJSON,
    "/live?format=NdJson, " + NDJSON,
    "/live.ndjson, " + NDJSON,
    "/live?format=arrow_rpc, " + ARROW,
    "/live?format=ARROW_RPC, " + ARROW,
    "/lines, " + NDJSON,
    "/tables, application/json",
    "/tables.json, application/json",
  })
  void theFormatIsChosenByNameOrSuffix(String path, String mediaType) throws IOException {
    Reply reply = site.get(path);
    assertEquals(200, reply.status(), reply.text());
    assertEquals(mediaType, reply.header("content-type"));
  }

  @ParameterizedTest
  @CsvSource({
    NDJSON + ", " + NDJSON,
    "'text/*;q=0.2, application/x-ndjson;q=0.1', text/html",
    "'application/json;q=0.5, text/csv;q=0.6, */*;q=0.1', text/csv",
    "'*/*, application/json;q=0', text/html",
    "'application/*', application/json",
    "'nonsense', application/json",
  })
  void theTypeThatTheClientWantsMostIsSent(String accept, String mediaType) throws IOException {
    Reply reply = site.get("/live", "Accept", accept);
    assertEquals(200, reply.status());
    assertTrue(reply.header("content-type").startsWith(mediaType), reply.header("content-type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "*/*;q=0", "text/csv", "application/json;q=0.0, text/*"})
  void aClientThatAcceptsNothingOfARouteGetsItsList(String accept) throws IOException {
    Reply reply = site.get("/narrow", "Accept", accept);
    assertEquals(406, reply.status());
    assertEquals("not_acceptable", reply.code());
    assertEquals("It answers json, ndjson", reply.json().get("hint").asText());
    assertEquals("Accept", reply.header("vary"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/narrow.csv", "/narrow?format=csv", "/narrow?format=HTML_T", "/narrow.html"})
  void aFormatThatARouteDoesNotAllowIsRefusedByName(String path) throws IOException {
    Reply reply = site.get(path);
    assertEquals(400, reply.status());
    assertEquals("invalid_parameter", reply.code());
    assertTrue(reply.json().get("detail").asText().endsWith("not enabled for route 'narrow'"));
    assertEquals("It answers json, ndjson.", reply.json().get("hint").asText());
    assertEquals("format", reply.json().at("/errors/0/parameter").asText());
  }

  @Test
  void anUnknownFormatIsNotEchoedAtLength() throws IOException {
    Reply reply = site.get("/live?format=" + "x".repeat(30_000));
    assertEquals(400, reply.status());
    assertTrue(reply.body().length < 1_000, reply.text());
  }

  @Test
  void tableIsJsonByAnotherName() throws IOException {
    Reply table = site.get("/kept?format=table&limit=2");
    assertArrayEquals(site.get("/kept?format=json&limit=2").body(), table.body());
    assertEquals(5, site.get("/tables").rows().size());
  }

  @Test
  void ndjsonIsOneObjectALineAndNotCut() throws IOException {
    Reply reply = site.get("/live.ndjson");
    assertEquals(
        "{\"value\":0}\n{\"value\":1}\n{\"value\":2}\n{\"value\":3}\n{\"value\":4}\n"
            + "{\"value\":5}\n{\"value\":6}\n{\"value\":7}\n",
        reply.text());
    assertEquals("attachment; filename=\"live.ndjson\"", reply.header("content-disposition"));
    assertFalse(reply.has("x-truncated"));
    assertTrue(reply.header("etag").startsWith("\""));
    assertEquals("{\"t\":\"a\\nb\",\"n\":7}\n", site.get("/lines").text());
    assertEquals("", site.get("/none.ndjson").text());
    assertEquals("{\"value\":\"7\"}\n", site.get("/live.ndjson?offset=7&int64=string").text());
    assertEquals("{\"value\":2}\n", site.get("/kept.ndjson?offset=2&limit=1").text());
  }

  @ParameterizedTest
  @CsvSource({
    "/live?limit=3, 8, 0, 3",
    "/live?limit=3&offset=6, 8, 6, 2",
    "/live?offset=6, 8, 6, 8",
    "/live, 8, 0, 8",
    "/kept?limit=1, 8, 0, 1",
    "/kept, 8, 0, 8",
    "/paged?limit=1&offset=4, 8, 3, 3",
    "/none, 0, 0, 0",
    "/passing?limit=3, '', 0, 3",
    "/passing?limit=3&count=exact, 8, 0, 3",
    "/live?limit=3&count=none, '', 0, 3",
  })
  void arrowForPagesTellsWhereItsRowsLie(String path, String total, String offset, String limit)
      throws IOException {
    String separator = path.contains("?") ? "&" : "?";
    Reply reply = site.get(path + separator + "format=arrow_rpc");
    assertEquals(200, reply.status(), reply.text());
    assertEquals(total, reply.header("x-total-rows"));
    assertEquals(offset, reply.header("x-offset"));
    assertEquals(limit, reply.header("x-limit"));
    Reply plain = site.get(path + separator + "format=arrow");
    assertArrayEquals(plain.body(), reply.body());
  }

  @Test
  void aPageForPeopleTellsTheSameOfItsRows() throws IOException {
    for (String path : List.of("/kept?limit=2", "/live?limit=2&offset=1", "/none")) {
      String format = path.contains("?") ? "&format=" : "?format=";
      Reply page = site.get(path + format + "html_t");
      Reply arrow = site.get(path + format + "arrow_rpc");
      for (String name : List.of("x-total-rows", "x-offset", "x-limit")) {
        assertEquals(arrow.header(name), page.header(name), path + " " + name);
      }
    }
  }

  /** The rows of an answer and of all that its links lead to. */
  private static List<String> walked(String path) throws IOException {
    List<String> rows = new ArrayList<>();
    String at = path;
    for (int page = 0; page < 20; page++) {
      Reply reply = site.get(at);
      assertEquals(200, reply.status());
      if (reply.header("content-type").equals(NDJSON)) {
        rows.addAll(reply.text().lines().toList());
      } else {
        rows.addAll(reply.rows());
      }
      String link = reply.header("link");
      if (link.isEmpty()) {
        return rows;
      }
      assertTrue(link.startsWith("<?") && link.endsWith(">; rel=\"next\""), link);
      at = path.split("\\?")[0] + link.substring(1, link.indexOf('>'));
    }
    throw new AssertionError("the pages never end: " + at);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/live?limit=3",
        "/live?limit=4",
        "/live?limit=7",
        "/live",
        "/live?limit=100",
        "/kept?limit=2",
        "/kept?limit=6",
        "/kept",
        "/paged?limit=1",
        "/passing?limit=3",
        "/passing?limit=4",
        "/passing?limit=3&count=exact",
        "/passing",
        "/live?count=none&limit=2",
        "/kept.ndjson?limit=3",
        "/paged.ndjson?limit=1",
      })
  void theLinksOfPagesLeadThroughTheWholeResult(String path) throws IOException {
    assertEquals(site.get("/live.ndjson").text().lines().toList(), walked(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/live.csv", "/live.json"})
  void aShortLiveAnswerTellsHowLongItsQueryRan(String path) throws IOException {
    String timing = site.get(path).header("server-timing");
    assertTrue(timing.matches("queue;dur=[\\d.]+, cache;desc=\"live\".*"), timing);
    assertTrue(timing.matches(".*, query;dur=\\d*\\.\\d+.*"), timing);
    assertFalse(timing.contains("query;dur=0.00"), timing);
  }

  @Test
  void aKeptAnswerHoldsNothingOfWhatSomebodyElseAsked() throws IOException {
    String path = "/kept?offset=2&limit=2&";
    assertTrue(site.get(path + "token=MINE").header("link").contains("token=MINE"));
    Reply other = site.get(path + "a=%3E%22%0D%0AX-Y:1");
    assertEquals("cache;desc=\"memory\"", other.header("server-timing"));
    assertTrue(other.header("link").contains("a=%3E%22%0D%0AX-Y%3A1"), other.header("link"));
    assertTrue(other.header("link").contains("offset=4"), other.header("link"));
    assertFalse(other.header("link").contains("MINE"));
    assertFalse(other.has("x-y"));
  }

  @Test
  void whatIsCountedIsTold() throws IOException {
    JsonNode counted = site.get("/passing?limit=2&count=exact").json();
    assertEquals(8, counted.get("total_rows").asInt());
    assertTrue(site.get("/passing?limit=2&count=none").json().get("total_rows").isNull());
    assertTrue(site.get("/passing?limit=2").json().get("total_rows").isNull());
    assertEquals("8", site.get("/passing.csv?limit=2&count=exact").header("x-total-rows"));
    assertEquals("8", site.get("/passing.ndjson?count=exact").header("x-total-rows"));
    assertFalse(site.get("/passing.csv?limit=2").has("x-total-rows"));
    assertEquals("8", site.get("/kept.csv").header("x-total-rows"));
  }
}
