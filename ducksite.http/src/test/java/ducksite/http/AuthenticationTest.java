package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of a site with authentication get, each by their roles. */
final class AuthenticationTest {

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site = GatedSite.of(folder).listen(true, List.of()).load();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static Reply as(String user, String path, String... headers) throws IOException {
    String[] all = new String[headers.length + 2];
    all[0] = "Authorization";
    all[1] = user;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return site.get(path, all);
  }

  @Test
  void whoIsNotKnownIsToldHowToSayWhoTheyAre() throws IOException {
    Reply reply = site.get("/one");
    assertEquals(401, reply.status());
    assertEquals("not_authenticated", reply.code());
    assertEquals("Bearer", reply.header("www-authenticate"));
    assertEquals("no-store", reply.header("cache-control"));
    assertTrue(reply.header("vary").contains("Authorization, Cookie"), reply.header("vary"));
    Reply page = site.get("/one", "Accept", "text/html");
    assertEquals(401, page.status());
    assertTrue(page.header("content-type").startsWith("text/html"));
    assertFalse(page.text().contains("Gated"), "a stranger learns the site's name");
    assertFalse(page.text().contains("About"), "a stranger learns the names of pages");
  }

  @Test
  void aUserGetsWhatTheSiteHas() throws IOException {
    for (String path :
        List.of(
            "/", "/one", "/one.csv", "/orders/7", "/own/file.txt", "/metrics", "/openapi.json")) {
      Reply reply = as(GatedSite.BOB, path);
      assertEquals(200, reply.status(), path);
      assertTrue(reply.header("vary").contains("Authorization, Cookie"), path);
      assertFalse(reply.header("cache-control").contains("public"), path);
      assertTrue(
          reply.header("cache-control").matches("private.*|no-store"),
          path + ": " + reply.header("cache-control"));
    }
    assertEquals(404, as(GatedSite.BOB, "/nothing").status());
    assertEquals(405, post(GatedSite.BOB).status());
    assertEquals(401, post("Bearer stranger").status());
  }

  private static Reply post(String user) throws IOException {
    return site.send("POST", "/one", "Authorization", user, "Content-Length", "0");
  }

  @Test
  void assetsAreKeptByTheUsersBrowserAlone() throws IOException {
    String html = as(GatedSite.BOB, "/").text();
    int start = html.indexOf("href=\"/assets/") + 6;
    String address = html.substring(start, html.indexOf('"', start));
    assertEquals(
        "private, max-age=31536000, immutable", as(GatedSite.BOB, address).header("cache-control"));
    assertEquals(401, site.get(address).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/salary",
        "/salary.csv",
        "/finance/",
        "/finance/index.html",
        "/data/secret/s.parquet"
      })
  void whatIsForARoleIsForbiddenWithoutIt(String path) throws IOException {
    Reply refused = as(GatedSite.BOB, path);
    assertEquals(403, refused.status());
    assertEquals("forbidden", refused.code());
    Reply given = as(GatedSite.ADA, path);
    assertEquals(200, given.status());
    Reply conditional = as(GatedSite.BOB, path, "If-None-Match", given.header("etag"));
    assertEquals(403, conditional.status(), "a known tag opens what is closed");
    assertEquals(403, as(GatedSite.BOB, path, "If-None-Match", "*").status());
    assertEquals(403, as(GatedSite.BOB, path, "Range", "bytes=0-3").status());
    assertEquals(304, as(GatedSite.ADA, path, "If-None-Match", given.header("etag")).status());
    assertEquals(403, as(GatedSite.OPERATOR, path).status());
  }

  @Test
  void namesOfWhatIsClosedAreNotTold() throws IOException {
    assertTrue(as(GatedSite.ADA, "/openapi.json").text().contains("/salary"));
    assertFalse(as(GatedSite.BOB, "/openapi.json").text().contains("/salary"));
    assertTrue(as(GatedSite.ADA, "/sitemap.json").text().contains("/finance/"));
    assertFalse(as(GatedSite.BOB, "/sitemap.json").text().contains("/finance/"));
    assertFalse(as(GatedSite.OPERATOR, "/-/routes").text().contains("salary"));
    assertTrue(as(GatedSite.OPERATOR, "/-/routes").text().contains("\"one\""));
    Reply ada = as(GatedSite.ADA, "/");
    Reply bob = as(GatedSite.BOB, "/");
    assertTrue(ada.text().contains("Closed books"));
    assertFalse(bob.text().contains("Closed books"));
    assertNotEquals(ada.header("etag"), bob.header("etag"));
    assertEquals(200, as(GatedSite.BOB, "/", "If-None-Match", ada.header("etag")).status());
    for (String path : List.of("/one?format=html", "/about", "/nothing", "/salary")) {
      Reply page = as(GatedSite.BOB, path, "Accept", "text/html");
      assertFalse(page.text().contains("Closed books"), path);
    }
  }

  @Test
  void onlyOperatorsSeeTheAuthorsFacesEvenOnTheMachineItself() throws IOException {
    for (String face : List.of("/-/problems", "/-/plugins", "/-/routes", "/sql/_manifest.json")) {
      assertEquals(401, site.get(face).status(), face);
      assertEquals(403, as(GatedSite.ADA, face).status(), face);
      assertEquals(200, as(GatedSite.OPERATOR, face).status(), face);
    }
  }

  @Test
  void stepsSeeTheUserAndNobodyGetsTheAnswerOfAnother() throws IOException {
    Reply ada = as(GatedSite.ADA, "/mine");
    Reply bob = as(GatedSite.BOB, "/mine");
    assertEquals(List.of("{\"who\":\"ada[finance]{}\"}"), ada.rows());
    assertEquals(List.of("{\"who\":\"bob[]{}\"}"), bob.rows());
    assertNotEquals(ada.header("etag"), bob.header("etag"));
    Reply conditional = as(GatedSite.BOB, "/mine", "If-None-Match", ada.header("etag"));
    assertEquals(200, conditional.status());
    assertEquals(bob.rows(), conditional.rows());
    assertEquals(304, as(GatedSite.BOB, "/mine", "If-None-Match", bob.header("etag")).status());
    assertEquals(
        as(GatedSite.ADA, "/one").header("etag"),
        as(GatedSite.BOB, "/one").header("etag"),
        "a route that cannot see the user has one answer for all");
  }

  @Test
  void aParameterForARoleIsForbiddenWithoutIt() throws IOException {
    assertEquals(200, as(GatedSite.ADA, "/guarded?region=north").status());
    assertEquals(200, as(GatedSite.BOB, "/guarded").status());
    Reply refused = as(GatedSite.BOB, "/guarded?region=north");
    assertEquals(403, refused.status());
    assertEquals("forbidden", refused.code());
  }

  @Test
  void anAdapterSeesTheHeadOfTheRequest() throws IOException {
    String row =
        as(
                "Bearer facts",
                "/mine?a=1&a=2",
                "Cookie",
                "x=y; session=s=1; session=other",
                "X-Forwarded-For",
                "6.6.6.6, 203.0.113.9, 127.0.0.1",
                "X-Forwarded-Proto",
                "https")
            .rows()
            .getFirst();
    for (String fact :
        List.of(
            "address=203.0.113.9",
            "secure=true",
            "cookie=s=1",
            "query={a=[1, 2]}",
            "path=/mine",
            "method=GET",
            "hosts=[localhost]")) {
      assertTrue(row.contains(fact), row);
    }
  }

  @Test
  void whatAnAdapterDecidesIsCounted() throws IOException {
    double known = figure("known");
    double unknown = figure("unknown");
    as(GatedSite.BOB, "/one");
    site.get("/one");
    // Asking for the figures, three times, is a request of a known user too.
    assertEquals(known + 3, figure("known"));
    assertEquals(unknown + 1, figure("unknown"));
  }

  private static double figure(String outcome) throws IOException {
    return as(GatedSite.BOB, "/metrics")
        .text()
        .lines()
        .filter(
            line -> line.startsWith("ducksite_authentications_total{outcome=\"" + outcome + "\"}"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
