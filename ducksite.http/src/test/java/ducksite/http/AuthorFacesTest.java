package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.CurrentSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the author's faces answer, on a site that asks nobody who they are. */
final class AuthorFacesTest {

  /** What the router has below {@code /-/}, and the artefacts. */
  private static List<String> faces() {
    List<String> faces = new ArrayList<>(site.server().addresses().keySet());
    try (CurrentSite.Lease lease = site.current.lease().orElseThrow()) {
      lease.site().artefacts().keySet().forEach(artefact -> faces.add("/" + artefact));
    }
    faces.removeIf(
        face -> !face.startsWith("/-/") && !face.startsWith("/sql/") || face.endsWith("…"));
    assertTrue(faces.contains("/-/cache") && faces.contains("/-/problems"), faces.toString());
    assertTrue(faces.stream().anyMatch(face -> face.endsWith(".sql")), faces.toString());
    return faces;
  }

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .file(
                "sources_sql/models.sql",
                "-- name: AUTHOR_SECRET\nSELECT 'AUTHOR_SECRET' AS secret\n")
            .route("one", "[cache]\norder_by = \"n\"\n", "SELECT 'AUTHOR_SECRET' AS s, 1 AS n")
            .listen("data.example");
    site.loadAnyway();
    site.get("/one");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static void isClosed(Reply reply, String face) throws IOException {
    assertEquals(403, reply.status(), face);
    assertEquals("forbidden", reply.code(), face);
    assertEquals("no-store", reply.header("cache-control"), face);
    assertFalse(reply.text().contains("AUTHOR_SECRET"), face);
    assertFalse(reply.text().contains(folder.toString()), face);
  }

  @Test
  void theyAnswerSomebodyOnTheMachineItself() throws IOException {
    for (String face : faces()) {
      Reply reply = site.get(face);
      assertEquals(200, reply.status(), face + ": " + reply.text());
      assertTrue(reply.header("cache-control").matches("no-store|no-cache"), face);
      assertEquals(200, site.get(face, "X-Forwarded-For", "127.0.0.1, ::1").status(), face);
    }
  }

  @Test
  void theIndexLeadsToEveryOther() throws IOException {
    String index = site.get("/-/", "Accept", "text/html").text();
    for (AuthorFrame.Face face : AuthorFrame.FACES) {
      assertTrue(index.contains("<dt><a href=\"" + face.path() + "\">" + face.title()), index);
      String page = site.get(face.path(), "Accept", "text/html").text();
      assertTrue(page.contains("aria-current=\"page\">" + face.title() + "</a>"), page);
    }
    assertTrue(site.get("/-/").text().contains("\"path\":\"/-/cache\""));
  }

  @Test
  void sizesAreWrittenForPeopleAndAsBytesForPrograms() throws IOException {
    assertTrue(site.get("/-/cache").text().contains("\"max_bytes\":2000000000,"));
    String page = site.get("/-/cache", "Accept", "text/html").text();
    assertTrue(page.contains("<dt>Max size</dt><dd>2.0 GB</dd>"), page);
  }

  @Test
  void aSiteWithoutAStartPageSaysWhereItsRoutesAre() throws IOException {
    Reply reply = site.get("/");
    assertEquals(404, reply.status());
    assertTrue(reply.text().contains("/routes"), reply.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 203.0.113.7",
        "X-Forwarded-For: 127.0.0.1, 203.0.113.7",
        "X-Forwarded-For: 203.0.113.7, 127.0.0.1",
        "X-Forwarded-For: unknown",
        "X-Forwarded-For: ",
        "X-Forwarded-For: ,",
        "X-Forwarded-For: localhost",
        "x-FORWARDED-for: fe80::1",
        "Forwarded: for=203.0.113.7",
        "Forwarded: for=127.0.0.1",
      })
  void aRequestThatAProxyPassesOnIsNotTheAuthors(String header) throws IOException {
    String[] parts = header.split(": ?", 2);
    for (String face : faces()) {
      isClosed(site.get(face, parts[0], parts[1]), face);
    }
    assertEquals(200, site.get("/one", parts[0], parts[1]).status());
  }

  @Test
  void severalLinesOfAProxyAreOne() throws IOException {
    for (String face : faces()) {
      isClosed(
          site.get(face, "X-Forwarded-For", "127.0.0.1", "X-Forwarded-For", "203.0.113.7"), face);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", ""})
  void anotherHostIsRefused(String host) throws IOException {
    try (RawConnection connection = site.connect()) {
      for (String face : faces()) {
        connection.write("GET " + face + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        Reply reply = connection.read(false);
        assertEquals(421, reply.status(), face);
        assertFalse(reply.text().contains("AUTHOR_SECRET"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "PURGE"})
  void nothingCanBeDoneThere(String method) throws Exception {
    for (String face : faces()) {
      Reply reply = site.send(method, face, "Content-Length", "0");
      assertEquals(405, reply.status(), face);
      assertEquals("method_not_allowed", reply.code());
    }
    site.awaitMetric("ducksite_cache_entries", 1);
  }

  @Test
  void aPageOfAnotherSiteLearnsNothing() throws IOException {
    for (String face : faces()) {
      Reply reply =
          site.get(face, "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site");
      assertFalse(reply.has("access-control-allow-origin"), face);
      assertEquals("same-origin", reply.header("cross-origin-resource-policy"), face);
    }
  }

  @Test
  void whatIsShownToPeopleIsEscaped(@TempDir Path other) throws Exception {
    String evil = "<img src=x onerror=alert(1)>";
    try (TestSite odd =
        new TestSite(other)
            .route(
                "odd",
                "title = \"" + evil + "\"\n[cache]\norder_by = \"n\"\n[params.q]\n",
                "SELECT 1 AS n, $q AS q")
            .start()) {
      assertEquals(200, odd.get("/odd?q=" + "%3Cimg%20src=x%20onerror=alert(1)%3E").status());
      // The entry follows its answer.
      while (!odd.get("/-/cache", "Accept", "text/html").text().contains("&lt;img")) {
        Thread.sleep(10);
      }
      for (String face : List.of("/-/cache", "/-/problems", "/-/routes", "/-/plugins")) {
        Reply reply = odd.get(face, "Accept", "text/html");
        assertEquals(200, reply.status(), face);
        assertFalse(reply.text().contains("<img"), face);
      }
    }
  }
}
