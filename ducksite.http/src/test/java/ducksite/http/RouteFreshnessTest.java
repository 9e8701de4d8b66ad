package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entity tags of routes: what they spare, and what makes them another. */
final class RouteFreshnessTest {

  private static final String QUERIES = "ducksite_queries_total";

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .file(
                "ducksite.toml",
                """
                [site]
                freshness = "20ms"
                [sql]
                max_rows = 10
                [[file_sources]]
                name = "sales"
                upstream_glob = "data/sales.parquet"
                """)
            .data("data/sales.parquet", "SELECT range AS id FROM range(3)")
            .route("sales", "", "SELECT sum(id) AS total FROM sales")
            .route("fixed", "[params.name]\ntype = \"str\"\n", "SELECT $name AS name, 2 AS b")
            .route("moment", "", "SELECT now() AS moment")
            .route("many", "", "SELECT range AS id FROM range(25)")
            .start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void anUnchangedAnswerCostsNoQuery() throws IOException {
    for (String path : List.of("/fixed", "/fixed.csv", "/fixed.parquet", "/fixed.html")) {
      Reply first = site.get(path);
      assertEquals("no-cache", first.header("cache-control"));
      double before = site.metric(QUERIES);
      Reply second = site.get(path, "If-None-Match", first.header("etag"));
      assertEquals(304, second.status(), path);
      assertEquals(0, second.body().length);
      assertEquals(first.header("etag"), second.header("etag"));
      assertEquals(before, site.metric(QUERIES));
      assertEquals(200, site.get(path, "If-None-Match", "\"other\"").status());
      assertEquals(before + 1, site.metric(QUERIES));
    }
  }

  @Test
  void eachRepresentationHasItsOwnTag() throws IOException {
    Set<String> tags = new HashSet<>();
    List<String> paths =
        List.of(
            "/fixed",
            "/fixed.csv",
            "/fixed.arrow",
            "/fixed?limit=1",
            "/fixed?offset=1",
            "/fixed?column=b",
            "/fixed?name=a",
            "/fixed?name=b",
            "/fixed?name=",
            "/fixed?name=a&name=b",
            "/fixed?int64=string");
    for (String path : paths) {
      tags.add(site.get(path).header("etag").replace("W/", ""));
    }
    assertEquals(paths.size(), tags.size());
  }

  @Test
  void tagsOfTextsForPeopleAreWeak() throws IOException {
    assertTrue(site.get("/fixed").header("etag").startsWith("W/\""));
    assertTrue(site.get("/fixed.csv").header("etag").startsWith("\""));
  }

  @Test
  void anotherInputFileIsAnotherTag() throws Exception {
    Reply before = site.get("/sales");
    assertEquals(List.of("{\"total\":\"3\"}"), before.rows());
    Path replacement = folder.resolve("replacement.parquet");
    TestData.write(replacement, "SELECT range AS id FROM range(4)");
    Files.move(
        replacement, folder.resolve("data/sales.parquet"), StandardCopyOption.REPLACE_EXISTING);
    Reply after = site.get("/sales", "If-None-Match", before.header("etag"));
    for (int attempt = 0; after.status() == 304 && attempt < 500; attempt++) {
      Thread.sleep(10);
      after = site.get("/sales", "If-None-Match", before.header("etag"));
    }
    assertEquals(200, after.status());
    assertEquals(List.of("{\"total\":\"6\"}"), after.rows());
    Reply again = site.get("/sales");
    assertNotEquals(before.header("etag"), again.header("etag"));
  }

  @Test
  void whatChangesByItselfIsNotKept() throws IOException {
    Reply reply = site.get("/moment", "If-None-Match", "*");
    assertEquals(200, reply.status());
    assertEquals("no-store", reply.header("cache-control"));
    assertFalse(reply.has("etag"));
  }

  @Test
  void anAnswerThatIsCutSaysSo() throws IOException {
    Reply json = site.get("/many");
    assertEquals(10, json.rows().size());
    assertEquals("true", json.header("x-truncated"));
    assertTrue(json.json().get("truncated").asBoolean());
    assertTrue(json.json().get("total_rows").isNull());
    assertEquals("true", site.get("/many.html").header("x-truncated"));
  }

  @Test
  void anAnswerThatFitsDoesNot() throws IOException {
    Reply reply = site.get("/many?limit=10&offset=15");
    assertEquals(10, reply.rows().size());
    assertFalse(reply.has("x-truncated"));
    assertFalse(reply.json().get("truncated").asBoolean());
    assertEquals(25, reply.json().get("total_rows").asInt());
  }

  @Test
  void filesAreNotCut() throws IOException {
    assertEquals(26, site.get("/many.csv").text().lines().count());
    assertEquals(25, TestData.rows(site.get("/many.parquet").body(), "true"));
  }
}
