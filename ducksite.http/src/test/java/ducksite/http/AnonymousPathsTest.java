package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.CurrentSite;
import ducksite.engine.Site;
import ducksite.engine.datamap.MappedFile;
import ducksite.engine.page.Page;
import ducksite.engine.route.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every address that the router and the site have, tried without credentials and with wrong ones.
 * The addresses come from the registrations themselves: a prefix that this test does not know fails
 * it.
 */
final class AnonymousPathsTest {

  private static final Set<String> HEALTH = Set.of("/healthz", "/readyz");
  private static final List<String> SUFFIXES =
      List.of("", ".json", ".csv", ".parquet", ".arrow", ".html", ".ndjson", ".nothing");
  private static final Pattern ASSET = Pattern.compile("\"(/(?:assets|vendor)/[^\"]+)\"");

  @TempDir private static Path folder;
  private static TestSite site;
  private static Set<String> paths;

  @BeforeAll
  static void start() throws IOException {
    site = GatedSite.of(folder).listen(true, List.of()).load();
    paths = paths();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** Addresses from the router's registrations, the site's parts, and what is nowhere. */
  private static Set<String> paths() throws IOException {
    Set<String> all =
        new TreeSet<>(List.of("/nothing", "/nothing/", "/favicon.ico", "/index.html"));
    try (CurrentSite.Lease lease = site.current.lease().orElseThrow()) {
      Site built = lease.site();
      for (String registered : site.server().addresses().keySet()) {
        all.addAll(registered.endsWith("…") ? below(registered, built) : List.of(registered));
      }
      for (Route route : built.routes()) {
        String path = route.source().path().replaceAll("\\{[^}]*}", "7");
        SUFFIXES.forEach(suffix -> all.add(path + suffix));
        built
            .route(route.id())
            .orElseThrow()
            .formats()
            .forEach(f -> all.add(path + "?format=" + f));
      }
      for (Page page : built.pages()) {
        all.add(page.url());
        all.add(page.url().endsWith("/") ? page.url() + "index.html" : page.url() + ".html");
      }
    }
    try (Stream<Path> files = Files.walk(folder.resolve("static"))) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> all.add("/" + folder.resolve("static").relativize(file)));
    }
    assertTrue(all.size() > 70, all.toString());
    return all;
  }

  private static List<String> below(String registered, Site built) throws IOException {
    String prefix = registered.substring(0, registered.length() - 1);
    List<String> found = new ArrayList<>(List.of(prefix, prefix + "nothing"));
    switch (prefix) {
      case "/data/" ->
          built.dataMap().files().stream()
              .map(MappedFile::httpPath)
              .forEach(path -> found.add("/" + path));
      case "/sql/" -> built.artefacts().keySet().forEach(path -> found.add("/" + path));
      case "/assets/", "/vendor/" -> {
        Matcher asset = ASSET.matcher(site.get("/", "Authorization", GatedSite.ADA).text());
        while (asset.find()) {
          found.add(asset.group(1));
        }
      }
      case "/-/docs/" -> built.routes().forEach(route -> found.add("/-/docs/routes/" + route.id()));
      case "/-/docs/problems/" -> found.add("/-/docs/problems/timeout");
      case "/routes/" ->
          built.routes().forEach(route -> found.add("/routes/" + route.id() + "/schema"));
      case "/-/", "/shares/", "/auth/", "/local/", "/api/" -> {}
      default ->
          throw new AssertionError(
              "the router has a new prefix, " + prefix + ": say here what lies below it");
    }
    return found;
  }

  @Test
  void theAddressesAreRealOnes() throws IOException {
    int found = 0;
    try (RawConnection connection = site.connect()) {
      for (String path : paths) {
        int status = connection.get(path, "Authorization: " + GatedSite.OPERATOR).status();
        found += status == 200 ? 1 : 0;
        assertTrue(
            Set.of(200, 308, 400, 403, 404, 405, 406).contains(status), path + ": " + status);
      }
    }
    assertTrue(found >= 40, "only " + found + " of " + paths.size() + " are there");
  }

  static List<List<String>> strangers() {
    return List.of(
        List.of(),
        List.of("Authorization: Bearer stranger"),
        List.of("Authorization:"),
        List.of("Authorization: " + GatedSite.ADA, "Authorization: " + GatedSite.OPERATOR),
        List.of("Authorization: Bearer", "X-User: operator", "X-Forwarded-User: operator"),
        List.of("If-None-Match: *", "Range: bytes=0-3"),
        List.of("Cookie: session=operator", "Accept: text/html"));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void nobodyGetsAnythingWithoutCredentials(List<String> headers) throws IOException {
    String[] lines = headers.toArray(String[]::new);
    try (RawConnection connection = site.connect()) {
      for (String path : paths) {
        Reply reply = connection.get(path, lines);
        assertEquals(HEALTH.contains(path) ? 200 : 401, reply.status(), path);
        Reply head = connection.head(path, lines);
        assertEquals(HEALTH.contains(path) ? 200 : 401, head.status(), "HEAD " + path);
      }
    }
  }

  @Test
  void noMethodIsAWayAround() throws IOException {
    try (RawConnection connection = site.connect()) {
      for (String path : paths) {
        for (String method :
            List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get")) {
          if (!HEALTH.contains(path)) {
            connection.send(method, path, "Content-Length: 0");
            assertEquals(401, connection.read(false).status(), method + " " + path);
          }
        }
      }
    }
  }

  @Test
  void aKnownTagIsNoKey() throws IOException {
    int tried = 0;
    try (RawConnection connection = site.connect()) {
      for (String path : paths) {
        String tag = connection.get(path, "Authorization: " + GatedSite.ADA).header("etag");
        if (!tag.isEmpty()) {
          tried++;
          assertEquals(401, connection.get(path, "If-None-Match: " + tag).status(), path);
          assertEquals(401, connection.head(path, "If-None-Match: " + tag).status(), path);
          assertEquals(
              401, connection.get(path, "If-Range: " + tag, "Range: bytes=0-0").status(), path);
        }
      }
    }
    assertTrue(tried >= 30, "only " + tried + " have tags");
  }

  @Test
  void noSpellingIsAWayAround() throws IOException {
    List<String> spellings =
        List.of(
            "//one",
            "///",
            "/./one",
            "/../one",
            "/%6fne",
            "/one%2ejson",
            "/one;a=b",
            "/one/;",
            "/ONE",
            "/one%00",
            "/one%20",
            "/%2fone",
            "/..%2fone",
            "/%2e%2e/one",
            "/\\one",
            "/healthz/../one",
            "/healthz%2f..%2fone",
            "/healthz/",
            "/healthz/one",
            "/healthz%2fone",
            "/healthz%00",
            "/healthz%20",
            "/healthz.json",
            "//healthz",
            "/HEALTHZ",
            "/Healthz",
            "/readyz/../metrics",
            "/readyz;/../one",
            "/healthz;x=y/one",
            "/healthz%3bx",
            "/healthz%3f",
            "/healthz%23",
            "/healthz\\..\\one",
            "/METRICS",
            "/metrics/",
            "/-/../one",
            "/own/../one",
            "/own/%2e%2e/one",
            "/data/%73ales/a.parquet",
            "/data//sales/a.parquet",
            "http://localhost/one",
            "http://localhost/healthz/../one",
            "http://localhost/metrics?x=/healthz",
            "/one?/healthz",
            "/one#/healthz");
    for (String spelling : spellings) {
      int status;
      try {
        status = site.get(spelling).status();
      } catch (java.io.EOFException e) {
        // Hung up on.
        status = 400;
      }
      assertTrue(status == 401 || status == 400, spelling + ": " + status);
    }
    // These are the health check itself.
    for (String spelling : List.of("/%68ealthz", "/healthz?x", "/healthz;x", "/healthz;x=y")) {
      Reply reply = site.get(spelling);
      assertTrue(
          reply.status() == 401 || reply.text().equals("ok\n"), spelling + ": " + reply.status());
    }
  }

  @Test
  void aHeadThatIsTooLargeIsRefused() throws IOException {
    for (String line :
        List.of(
            "Authorization: Bearer " + "x".repeat(70_000),
            "Cookie: " + "a=b; ".repeat(15_000),
            ("X-Many: 1\r\n").repeat(1_000) + "X-Last: 1")) {
      try (RawConnection connection = site.connect()) {
        int status;
        try {
          connection.send("GET", "/one", line);
          status = connection.readHead().status();
        } catch (IOException e) {
          status = 0;
        }
        assertTrue(status == 0 || status >= 400, "status " + status);
      }
    }
    assertEquals(401, site.get("/one", "Cookie", "a=b; ".repeat(5_000)).status());
  }

  @Test
  void aServerThatNeedsUsersServesNoSiteWithoutThem(@TempDir Path other) throws IOException {
    try (TestSite open =
        new TestSite(other).route("one", "", "SELECT 1 AS one").listen(true, List.of())) {
      for (String path : List.of("/one", "/metrics", "/", "/-/problems")) {
        assertEquals(503, open.get(path).status(), "before there is a site: " + path);
      }
      assertEquals(503, open.get("/readyz").status());
      open.load();
      for (String path : List.of("/one", "/metrics", "/", "/-/problems", "/openapi.json")) {
        Reply reply = open.get(path);
        assertEquals(503, reply.status(), path);
        assertEquals("authentication_unavailable", reply.code());
        assertTrue(reply.has("retry-after"));
      }
      assertEquals(200, open.get("/healthz").status());
    }
  }
}
