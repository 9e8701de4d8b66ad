package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.RejectedChange;
import ducksite.engine.project.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages tell the author of a change that is not served. */
final class NoticeTest {

  private static final String NOTICE = "<aside class=\"ds-notice\" role=\"alert\">";
  private static final List<String> PAGES =
      List.of("/", "/one.html", "/kept.html", "/kept?format=html_c", "/-/cache", "/nothing");
  private static final String EVIL = "AUTHOR_SECRET <script>alert(1)</script> 100%s %d";

  @TempDir private Path folder;

  private static TestSite site(TestSite site) throws IOException {
    return site.file("content/index.md", "# Start\n")
        .route("one", "", "SELECT 1 AS one")
        .route("kept", "[cache]\norder_by = \"one\"\nclient_ttl_seconds = 60\n", "SELECT 1 AS one");
  }

  private static RejectedChange change(int errors) {
    Problem error = Problem.error("route/cycle", EVIL);
    return new RejectedChange(java.util.Collections.nCopies(errors, error), List.of());
  }

  private static Reply page(TestSite site, String path, String... headers) throws IOException {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Accept";
    all[headers.length + 1] = "text/html";
    return site.get(path, all);
  }

  @Test
  void itComesWithTheChangeAndGoesWithTheNext() throws IOException {
    try (TestSite site = site(new TestSite(folder)).start()) {
      for (String path : PAGES) {
        String before = page(site, path).header("etag");
        site.current.reject(change(2));
        Reply told = page(site, path, "If-None-Match", before.isEmpty() ? "\"x\"" : before);
        assertTrue(told.text().contains(NOTICE), path);
        assertTrue(told.text().contains("The latest change is not served: it has 2 errors."), path);
        assertTrue(told.text().contains("<a href=\"/-/problems\">"), path);
        assertTrue(told.text().contains("&lt;script&gt;alert(1)&lt;/script&gt; 100%s %d"), path);
        assertFalse(told.text().contains("<script>alert"), path);
        assertFalse(told.header("cache-control").contains("max-age"), path);
        String tag = told.header("etag");
        site.load();
        Reply after = page(site, path, "If-None-Match", tag.isEmpty() ? "\"x\"" : tag);
        assertNotEquals(304, after.status(), path);
        assertFalse(after.text().contains("ds-notice"), path);
      }
      assertTrue(page(site, "/kept.html").header("cache-control").contains("max-age=60"));
    }
  }

  @Test
  void oneErrorIsOneAndOfManySomeAreShown() throws IOException {
    try (TestSite site = site(new TestSite(folder)).start()) {
      site.current.reject(change(1));
      assertTrue(page(site, "/").text().contains("it has an error."));
      site.current.reject(change(50));
      assertEquals(4, page(site, "/").text().split("AUTHOR_SECRET", -1).length);
      site.current.reject(change(0));
      assertTrue(page(site, "/").text().contains("the log says why."));
    }
  }

  @Test
  void whatProgramsReadStaysAsItIs() throws IOException {
    try (TestSite site = site(new TestSite(folder)).start()) {
      for (String path : List.of("/kept.json", "/kept.csv", "/kept.ndjson", "/openapi.json")) {
        String before = site.get(path).text();
        site.current.reject(change(1));
        Reply told = site.get(path);
        assertEquals(200, told.status());
        assertEquals(before, told.text(), path);
        site.load();
      }
      site.current.reject(change(1));
      assertTrue(site.get("/-/problems").text().contains("AUTHOR_SECRET"));
    }
  }

  @Test
  void nobodyElseIsTold() throws IOException {
    try (TestSite site = GatedSite.of(folder).listen(true, List.of()).load()) {
      site.current.reject(change(1));
      for (String path : List.of("/", "/one.html", "/about", "/nothing")) {
        for (String user : List.of(GatedSite.ADA, GatedSite.BOB, "Bearer stranger")) {
          String text = page(site, path, "Authorization", user).text();
          assertFalse(text.contains("ds-notice") || text.contains("AUTHOR_SECRET"), path);
        }
        assertTrue(
            page(site, path, "Authorization", GatedSite.OPERATOR).text().contains("AUTHOR_SECRET"),
            path);
        assertFalse(
            page(site, path, "Authorization", GatedSite.BOB).text().contains("AUTHOR_SECRET"),
            path + " from memory");
      }
    }
  }

  @Test
  void whomAProxyAsksForIsNotTold() throws IOException {
    try (TestSite site = site(new TestSite(folder)).start()) {
      site.current.reject(change(1));
      for (String path : PAGES) {
        assertFalse(
            page(site, path, "X-Forwarded-For", "203.0.113.7").text().contains("AUTHOR_SECRET"),
            path);
      }
    }
  }
}
