package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageTest {

  private static final String ATTACK = "</script><script>alert(1)</script>";
  private static final String DATA_START =
      "<script type=\"application/json\" id=\"ducksite-page\">";

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .file("ducksite.toml", "[site]\ntitle = \"A </title>" + ATTACK + "\"\n")
            .file(
                "content/index.md",
                """
                # Sales

                ```sql totals
                SELECT * FROM (VALUES ('north', 12345), ('south', 678)) AS t(region, total)
                ```

                ```table numbers
                query: totals
                title: Totals of regions
                ```

                ```echart bars
                type: bar
                data_query: totals
                x: region
                y: total
                title: Bars of regions
                ```

                ```grid cols=12 gap=md
                | numbers:6 | bars:6 |
                ```
                """)
            .file(
                "content/half.md",
                """
                # Half

                ```sql broken
                SELECT CAST('AUTHOR_SECRET' || range AS INTEGER) AS n FROM range(2)
                ```

                ```sql good
                SELECT 'still here' AS word
                ```

                ```table first
                query: broken
                ```

                ```table second
                query: good
                ```

                ```grid cols=12 gap=md
                | first:6 | second:6 |
                ```
                """)
            .file(
                "content/attack.md",
                """
                # Attack </title>%1$s

                ```sql rows
                SELECT '%1$s' AS word, '<img src=x onerror=alert(1)>' AS "<b onload=alert(2)>", 1 AS n
                ```

                ```table shown
                query: rows
                title: %1$s
                ```

                ```echart drawn
                type: bar
                data_query: rows
                x: word
                y: n
                title: "%1$s"
                ```

                ```grid cols=12 gap=md
                | shown:6 | drawn:6 |
                ```

                %1$s <img src=x onerror=alert(3)> [link](javascript:alert(4))
                """
                    .formatted(ATTACK))
            .file(
                "content/volatile.md",
                "# Now\n\n"
                    + "```sql moment\n"
                    + "SELECT now() AS moment\n"
                    + "```\n\n"
                    + "```table shown\n"
                    + "query: moment\n"
                    + "```\n\n"
                    + "```grid cols=12 gap=md\n"
                    + "| shown:12 |\n"
                    + "```\n")
            .file("content/folder/index.md", "# Folder\n\nText.\n")
            .file("content/folder/leaf.md", "# Leaf\n\nText.\n")
            .start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void aPageHoldsTheRowsOfItsTablesAndTheDataOfItsCharts() throws IOException {
    Reply reply = site.get("/");
    assertEquals(200, reply.status());
    assertEquals("text/html; charset=utf-8", reply.header("content-type"));
    String html = reply.text();
    for (String word :
        List.of("<table", "north", "south", "Totals of regions", "Bars of regions")) {
      assertTrue(html.contains(word), word);
    }
    JsonNode data = data(html);
    assertTrue(data.toString().contains("12345"), data.toString());
    assertTrue(data.toString().contains("bars"), data.toString());
  }

  private static JsonNode data(String html) throws IOException {
    int start = html.indexOf(DATA_START) + DATA_START.length();
    return new ObjectMapper().readTree(html.substring(start, html.indexOf("</script>", start)));
  }

  @Test
  void theSecondRequestCostsNoQuery() throws IOException {
    Reply first = site.get("/");
    double queries = site.metric("ducksite_queries_total");
    double hits = site.metric("ducksite_response_cache_hits");
    Reply second = site.get("/");
    assertArrayEquals(first.body(), second.body());
    assertEquals(queries, site.metric("ducksite_queries_total"));
    assertEquals(hits + 1, site.metric("ducksite_response_cache_hits"));
    Reply third = site.get("/", "If-None-Match", first.header("etag"));
    assertEquals(304, third.status());
    assertEquals(first.header("etag"), third.header("etag"));
    assertEquals(queries, site.metric("ducksite_queries_total"));
  }

  @Test
  void whatChangesByItselfIsAskedEachTime() throws IOException {
    Reply reply = site.get("/volatile");
    assertEquals(200, reply.status());
    assertEquals("no-store", reply.header("cache-control"));
    assertFalse(reply.has("etag"));
    double queries = site.metric("ducksite_queries_total");
    site.get("/volatile");
    assertEquals(queries + 1, site.metric("ducksite_queries_total"));
  }

  @Test
  void aFailingQueryCostsItsOwnPartOnly() throws IOException {
    Reply reply = site.get("/half");
    assertEquals(200, reply.status());
    assertTrue(reply.text().contains("still here"));
    assertTrue(reply.text().contains("cannot be computed at the moment"));
    assertFalse(reply.text().contains("AUTHOR_SECRET"));
    assertFalse(reply.text().contains(folder.toString()));
    assertEquals("no-store", reply.header("cache-control"));
    assertFalse(reply.has("etag"));
  }

  @Test
  void nothingOfDataTitlesOrProseBecomesMarkup() throws IOException {
    String html = site.get("/attack").text();
    assertFalse(html.contains("<script>alert"), html);
    assertFalse(html.contains("<img src=x"), html);
    assertFalse(html.contains("<b onload"), html);
    assertFalse(html.contains("href=\"javascript:"), html);
    assertTrue(html.contains("alert(1)"));
    assertTrue(data(html).toString().contains("<script>alert(1)"));
    assertFalse(site.get("/").text().contains("<script>alert"));
    assertFalse(site.get("/nothing", "Accept", "text/html").text().contains("<script>alert"));
    assertFalse(site.get("/-/routes", "Accept", "text/html").text().contains("<script>alert"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/half",
        "/half.html",
        "/folder/",
        "/folder/index.html",
        "/folder/leaf"
      })
  void everyAddressOfAPageAnswers(String path) throws IOException {
    Reply reply = site.get(path);
    assertEquals(200, reply.status());
    assertTrue(reply.text().contains("<!doctype html>"));
  }

  @Test
  void aFolderWithoutItsSlashIsSentThere() throws IOException {
    try (RawConnection connection = site.connect()) {
      Reply reply = connection.get("/folder");
      assertEquals(308, reply.status());
      assertEquals("/folder/", reply.header("location"));
    }
  }

  @Test
  void anUnknownPageIsAPageForPeopleAndAProblemForPrograms() throws IOException {
    Reply person = site.get("/nothing-here", "Accept", "text/html,*/*;q=0.8");
    assertEquals(404, person.status());
    assertTrue(person.header("content-type").startsWith("text/html"));
    assertTrue(person.text().contains("ds-error"));
    Reply program = site.get("/nothing-here");
    assertEquals(404, program.status());
    assertEquals("application/problem+json", program.header("content-type"));
    assertEquals("not_found", program.code());
    Reply probe = site.get("/%3Cscript%3Ealert(9)", "Accept", "text/html");
    assertEquals(404, probe.status());
    assertFalse(probe.text().contains("<script>alert(9)"));
  }

  @Test
  void headTellsWhatGetTells() throws IOException {
    try (RawConnection connection = site.connect()) {
      Reply get = connection.get("/");
      Reply head = connection.head("/");
      assertEquals(get.header("etag"), head.header("etag"));
      assertEquals(get.header("content-length"), head.header("content-length"));
      assertEquals(200, connection.get("/half").status());
    }
  }
}
