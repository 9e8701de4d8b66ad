package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** What every request passes before anything of the site is asked. */
final class ProtectionTest {

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .file("content/index.md", "# Start\n")
            .route("one", "[params.n]\ntype = \"int\"\n", "SELECT $n AS n")
            .listen("data.example")
            .load();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static void isProtected(Reply reply) {
    String policy = reply.header("content-security-policy");
    assertTrue(policy.contains("default-src 'none'"), policy);
    assertFalse(policy.contains("unsafe-inline"), policy);
    assertFalse(policy.contains("'unsafe-eval'"), policy);
    assertEquals("nosniff", reply.header("x-content-type-options"));
    assertEquals("same-origin", reply.header("cross-origin-opener-policy"));
    assertEquals("same-origin", reply.header("cross-origin-resource-policy"));
    assertTrue(reply.has("referrer-policy"));
    assertTrue(reply.has("permissions-policy"));
    assertFalse(reply.has("server"));
    assertFalse(reply.has("access-control-allow-origin"));
  }

  @Test
  void everyAnswerIsProtected() throws IOException {
    for (String path : List.of("/", "/one", "/one.csv", "/healthz", "/metrics", "/-/problems")) {
      Reply reply = site.get(path);
      assertEquals(200, reply.status(), path);
      isProtected(reply);
    }
    isProtected(site.get("/nothing"));
    isProtected(site.get("/one?n=x"));
    isProtected(site.send("POST", "/one"));
    isProtected(site.get("/", "If-None-Match", "*"));
  }

  @Test
  void aServerWithoutASiteIsProtectedToo(@TempDir Path empty) throws IOException {
    try (TestSite starting = new TestSite(empty).listen()) {
      Reply reply = starting.get("/one");
      assertEquals(503, reply.status());
      assertEquals("not_ready", reply.code());
      assertTrue(reply.has("retry-after"));
      isProtected(reply);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        ""
      })
  void aRequestForAnotherHostIsRefused(String host) throws IOException {
    try (RawConnection connection = site.connect()) {
      for (String path : List.of("/", "/one", "/-/problems", "/metrics", "/healthz")) {
        connection.write("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        Reply reply = connection.read(false);
        assertEquals(421, reply.status());
        assertEquals("unknown_host", reply.code());
        isProtected(reply);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "127.0.0.1:80", "[::1]:80", "data.example", "DATA.example:1"})
  void aRequestForANameOfOursIsAnswered(String host) throws IOException {
    try (RawConnection connection = site.connect()) {
      connection.write("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
      assertEquals(200, connection.read(false).status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"})
  void whatMayWriteIsRefused(String method) throws IOException {
    try (RawConnection connection = site.connect()) {
      connection.send(method, "/one", "Content-Length: 2");
      connection.write("{}");
      Reply reply = connection.read(false);
      assertEquals(405, reply.status());
      assertEquals("GET, HEAD", reply.header("allow"));
      assertEquals("method_not_allowed", reply.code());
      isProtected(reply);
    }
  }

  @Test
  void aHeadThatIsTooLargeIsRefused() throws IOException {
    try (RawConnection connection = site.connect()) {
      StringBuilder cookies = new StringBuilder("GET / HTTP/1.1\r\nHost: localhost\r\n");
      for (int index = 0; index < 100; index++) {
        cookies
            .append("X-Filling-")
            .append(index)
            .append(": ")
            .append("x".repeat(1000))
            .append("\r\n");
      }
      int status;
      try {
        connection.write(cookies + "\r\n");
        status = connection.readHead().status();
      } catch (IOException e) {
        status = 0;
      }
      assertTrue(status == 0 || status >= 400, "status " + status);
    }
    assertEquals(200, site.get("/").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%zz",
        "/%",
        "/one?n=%zz",
        "/%ff",
        "/one?n=%ff",
        "/one?%00=%00",
        "/one?n=1&&=&",
        "*"
      })
  void aTargetThatIsNoneIsTheClientsError(String target) throws IOException {
    try (RawConnection connection = site.connect()) {
      Reply reply = connection.get(target);
      assertTrue(reply.status() == 200 || reply.status() / 100 == 4, "status " + reply.status());
      assertFalse(reply.text().contains("Exception"), reply.text());
    }
    assertEquals(200, site.get("/").status());
  }

  @Test
  void theAuthorsFacesAnswerOnTheMachineItself() throws IOException {
    for (String path : List.of("/-/problems", "/-/plugins", "/-/routes", "/sql/_manifest.json")) {
      assertEquals(200, site.get(path).status(), path);
      assertEquals("application/json", site.get(path).header("content-type"));
      assertEquals(200, site.get(path, "Accept", "text/html").status(), path);
    }
    assertEquals(404, site.get("/-/nothing").status());
    assertEquals(404, site.get("/sql/nothing.sql").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/routes/x", "/shares/x", "/auth/x", "/local/x", "/api/x"})
  void reservedAddressesAreNobodys(String path) throws IOException {
    assertEquals(404, site.get(path).status());
  }
}
