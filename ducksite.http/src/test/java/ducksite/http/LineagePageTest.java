package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /-/lineage}. */
final class LineagePageTest {

  @TempDir private Path folder;

  private TestSite site() throws IOException {
    return new TestSite(folder)
        .data("data/sales.parquet", "SELECT i, i * 2 AS twice FROM range(10) t(i)")
        .file("data/list.csv", "a\n1\n")
        .file(
            "ducksite.toml",
            """
            [[file_sources]]
            name = "sales"
            upstream_glob = "data/sales.parquet"
            row_filter = "i < 5"
            template_name = "sales_[i]"
            """)
        .file(
            "sources_sql/m.sql",
            """
            -- name: totals
            SELECT sum(twice) AS total FROM sales
            -- name: listed
            SELECT a, total FROM read_csv('data/list.csv'), totals
            """)
        .file("content/index.md", "# Start\n\n```sql one\nSELECT * FROM totals\n```\n")
        .route("all", "", "SELECT * FROM listed")
        .route("raw", "", "SELECT * FROM read_parquet('data/sales/sales.parquet')")
        .route("third", "", "SELECT * FROM sales_3")
        .route("alone", "", "SELECT 1 AS one")
        .start();
  }

  private static Set<String> edges(JsonNode lineage) {
    Set<String> edges = new TreeSet<>();
    lineage
        .get("edges")
        .forEach(each -> edges.add(each.get("from").asText() + " > " + each.get("to").asText()));
    return edges;
  }

  @Test
  void everyEdgeIsThereOnce() throws IOException {
    try (TestSite site = site()) {
      JsonNode lineage = site.get("/-/lineage").json();
      assertEquals(
          new TreeSet<>(
              Set.of(
                  "files:sales > source:sales",
                  "source:sales > model:totals",
                  "source:sales > route:raw",
                  "source:sales > route:third",
                  "model:totals > model:listed",
                  "files:data/list.csv > model:listed",
                  "model:listed > route:all",
                  "model:totals > page:/")),
          edges(lineage));
      assertTrue(lineage.get("nodes").toString().contains("\"route:alone\""));
      assertEquals(8, lineage.get("edges").size());
    }
  }

  @Test
  void oneNameShowsWhatItComesFromAndWhatComesFromIt() throws IOException {
    try (TestSite site = site()) {
      assertEquals(
          Set.of(
              "files:sales > source:sales",
              "source:sales > model:totals",
              "model:totals > model:listed",
              "model:listed > route:all",
              "model:totals > page:/"),
          edges(site.get("/-/lineage?name=TOTALS").json()));
      assertEquals(Set.of(), edges(site.get("/-/lineage?name=route%3Aalone").json()));
    }
  }

  @Test
  void thePictureHasABoxForEachAndALineForEachEdge() throws IOException {
    try (TestSite site = site()) {
      String html = site.get("/-/lineage", "Accept", "text/html").text();
      JsonNode lineage = site.get("/-/lineage").json();
      assertEquals(lineage.get("nodes").size(), html.split("<rect ", -1).length - 1);
      assertEquals(lineage.get("edges").size(), html.split("<path ", -1).length - 1);
      assertFalse(html.contains("style="), "the policy allows no inline style");
      assertTrue(html.contains("WHERE i &lt; 5"), html);
    }
  }

  @Test
  void anUnknownOrHostileNameIsNotFound() throws IOException {
    try (TestSite site = site()) {
      for (String name : new String[] {"nothing", "%3Cscript%3E1", "..%2f..%2fetc", "%00", "a:b"}) {
        Reply reply = site.get("/-/lineage?name=" + name, "Accept", "text/html");
        assertEquals(404, reply.status(), name);
        assertFalse(reply.text().contains("<script>1"), name);
      }
    }
  }
}
