package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that nobody sends by mistake, written byte by byte. Each is answered with correct data,
 * with an error of the client's, or not at all; and every byte of every answer is looked at.
 */
@Timeout(180)
final class AttackTest {

  private static final String CANARY = "AUTHOR_SECRET";

  /** What no answer holds: words of the site's SQL, of the engine and of the program. */
  private static final List<String> NEVER =
      List.of(
          CANARY,
          "author_secret",
          "coalesce(",
          "read_parquet",
          "parser error",
          "binder error",
          "catalog error",
          "conversion error",
          "syntax error",
          "duckdb",
          "exception",
          "ducksite.engine",
          "ducksite.http",
          "io.undertow",
          "\tat ",
          "java.",
          ".java:",
          "routes_src",
          ".sql\"",
          "root:x:",
          "\nx-injected:");

  private static final String LOOK_ALIKES = "ʼ ＇ ’ ‘ ′ ＂ ； － ﹣ 𝟏 ı ſ K";

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    String cached = "[cache]\norder_by = \"n\"\nrows_per_page = 50\n";
    site =
        new TestSite(folder)
            .data("data/free.parquet", "SELECT range AS id FROM range(7)")
            .data(
                "data/sales/a.parquet",
                "SELECT range AS id, 'r' || range % 3 AS region FROM range(9)")
            .file(
                "ducksite.toml",
                """
                [[file_sources]]
                name = "AUTHOR_SECRET_sales"
                upstream_glob = "data/sales/*.parquet"
                row_filter = "id < 7"
                """)
            .file("secret.txt", CANARY)
            .file("static/own.txt", "own")
            .file("content/index.md", "# Start\n")
            .route(
                "echo",
                "[params.q]\ntype = \"str\"\n",
                "SELECT $q AS q FROM (SELECT 1 AS AUTHOR_SECRET_column)")
            .route(
                "kept",
                cached + "[params.q]\ntype = \"str\"\n",
                "SELECT $q AS q, 1 AS n FROM (SELECT 1 AS AUTHOR_SECRET_column)")
            .route(
                "filtered",
                cached
                    + "invariant_filters = [{ param = \"region\", column = \"region\", separator ="
                    + " \",\" }]\n",
                "SELECT id AS n, region FROM AUTHOR_SECRET_sales")
            .route(
                "number",
                "[params.n]\ntype = \"int\"\n[params.day]\ntype = \"date\"\n",
                "SELECT $n AS n, $day AS day")
            .route(
                "order",
                "path = \"/orders/{order_id}\"\n[params.order_id]\n",
                "SELECT $order_id AS order_id")
            .route(
                "file",
                "[params.name]\n"
                    + "type = \"str\"\n"
                    + "default = \"data/free.parquet\"\n"
                    + "guard = { mode = \"path\" }\n",
                "SELECT id FROM read_parquet($name)")
            .listen("data.example")
            .load();
    assertEquals(7, site.get("/file").rows().size());
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** Nothing that was sent has hurt the server. */
  @AfterEach
  void others() throws IOException {
    assertEquals(List.of("{\"q\":\"still here\"}"), site.get("/echo?q=still%20here").rows());
  }

  /** All bytes that come back until the server ends the connection; empty when it just ends. */
  private static byte[] exchanged(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      socket.setSoTimeout(60_000);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      OutputStream out = socket.getOutputStream();
                      out.write(request);
                      out.flush();
                    } catch (IOException e) {
                      // The server has seen enough.
                    }
                  });
      InputStream in = socket.getInputStream();
      try {
        in.transferTo(answer);
      } catch (java.net.SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        // A connection that is reset is no answer.
      }
      writer.interrupt();
      return answer.toByteArray();
    }
  }

  private static byte[] request(String target, String... lines) {
    return ("GET "
            + target
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + String.join("", List.of(lines).stream().map(line -> line + "\r\n").toList())
            + "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The status of a clean answer; 0 for none. */
  private static int status(byte[] request) throws IOException {
    String answer = new String(exchanged(request), StandardCharsets.UTF_8);
    isClean(answer);
    if (answer.isEmpty()) {
      return 0;
    }
    assertTrue(answer.startsWith("HTTP/"), answer);
    int status = Integer.parseInt(answer.substring(9, 12));
    assertTrue(status < 500 || status == 501 || status == 505, answer);
    return status;
  }

  private static void isClean(String answer) {
    String lower = answer.toLowerCase(Locale.ROOT);
    for (String word : NEVER) {
      assertFalse(lower.contains(word.toLowerCase(Locale.ROOT)), word + " in " + answer);
    }
    assertFalse(answer.contains(folder.toString()), answer);
  }

  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      encoded.append('%').append(String.format("%02X", value & 0xFF));
    }
    return encoded.toString();
  }

  static List<String> values() {
    return List.of(
        "'",
        "''",
        "\"",
        "';",
        "'; DROP TABLE x; --",
        "' OR '1'='1",
        "1; ATTACH 'x.db'; --",
        "/* */ -- #",
        "$q",
        "$1",
        "$$x$$",
        "$tag$x$tag$",
        "?",
        ":q",
        "__tmpl_1__",
        "__tmpl_0__ {{ q }} {{const.x}} {{secrets.x}}",
        "{{ q | raw }}",
        "%s %d %n ${q} #{q}",
        "\\",
        "\\' OR 1=1",
        "\\u0027",
        "E'\\x27'",
        "<script>alert(1)</script>",
        "</title><img src=x>",
        "\r\nX-Injected: 1",
        "\u2028\u2029\u0085",
        "\u202Eabc\uFEFF\u200B",
        LOOK_ALIKES,
        "🦆 é ü 日本",
        "a\u0000b",
        "\u0001\u001F\u007F",
        "../../secret.txt",
        "..\\..\\secret.txt",
        "/etc/passwd",
        "file:///etc/passwd",
        "a.parquet' , '/etc/passwd",
        "*",
        "[1,2]",
        "NULL",
        "__null__",
        "true",
        "-0",
        "NaN",
        "1e999",
        "99999999999999999999999999",
        " ",
        "",
        "x".repeat(10_000),
        "'".repeat(10_000),
        "é".repeat(5_000));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsDataAndNothingElse(String value) throws IOException {
    String text = encoded(value);
    for (String path : List.of("/echo", "/kept", "/kept", "/echo.html", "/kept?column=q&x=1")) {
      String target = path + (path.contains("?") ? "&" : "?") + "q=" + text;
      Reply reply = site.get(target);
      assertTrue(reply.status() == 200 || reply.status() == 400, target + " " + reply.text());
      if (reply.status() == 200 && !path.endsWith("html")) {
        JsonNode row = new ObjectMapper().readTree(reply.body()).at("/rows/0");
        assertEquals(value, row.get("q").textValue(), path);
      }
      if (path.endsWith("html")) {
        assertTrue(reply.header("content-type").startsWith("text/html"));
        assertFalse(reply.text().contains("<script>alert"), reply.text());
        assertFalse(reply.text().contains("<img"), reply.text());
      } else {
        assertEquals("nosniff", reply.header("x-content-type-options"));
      }
    }
    for (String target :
        List.of(
            "/filtered?region=",
            "/number?n=",
            "/number?day=",
            "/file?name=",
            "/echo?format=",
            "/echo?limit=",
            "/echo?offset=",
            "/echo?count=",
            "/echo?int64=",
            "/echo?column=",
            "/echo?embed=",
            "/echo?" + "q&",
            "/orders/",
            "/",
            "/data/",
            "/assets/",
            "/sql/",
            "/-/")) {
      status(request(target + text));
    }
    status(request("/echo?" + text + "=1"));
    status(request("/echo", "Accept: " + value.replaceAll("[\\x00-\\x1F\\x7F-\\uFFFF]", "")));
    status(
        request(
            "/echo",
            "If-None-Match: " + value.replaceAll("[\\x00-\\x1F\\x7F-\\uFFFF]", ""),
            "Accept-Encoding: " + value.replaceAll("[\\x00-\\x1F\\x7F-\\uFFFF]", ""),
            "Cookie: " + value.replaceAll("[\\x00-\\x1F\\x7F-\\uFFFF]", "")));
  }

  @Test
  void aFilterAnswersItsValueOrNothing() throws IOException {
    assertEquals(7, site.get("/filtered").rows().size());
    for (String value : values()) {
      Reply reply = site.get("/filtered?region=" + encoded(value));
      assertEquals(200, reply.status());
      int rows = reply.rows().size();
      boolean all = value.isBlank();
      assertEquals(all ? 7 : 0, rows, value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/static/../secret.txt",
        "/data/../../secret.txt",
        "/data/sales/..%2f..%2fsecret.txt",
        "/data/sales/%2e%2e/%2e%2e/secret.txt",
        "/data/sales/..;/..;/secret.txt",
        "/..;/secret.txt",
        "/;/secret.txt",
        "/own.txt;jsessionid=1/../../secret.txt",
        "/assets/..%5c..%5csecret.txt",
        "/assets/%252e%252e/secret.txt",
        "/assets/....//secret.txt",
        "//secret.txt",
        "///etc/passwd",
        "/\\..\\secret.txt",
        "/%5c..%5csecret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/%e0%80%ae%e0%80%ae/secret.txt",
        "/..%c0%afsecret.txt",
        "/..%00/secret.txt",
        "/secret.txt%00.html",
        "/%u002e%u002e/secret.txt",
        "/ducksite.toml",
        "/.ducksite_data/current",
        "/.ducksite_data/data_map.sqlite",
        "/routes_src/echo.toml",
        "/plugins/",
        "/sql/../ducksite.toml",
        "/vendor/../../ducksite.toml",
        "/-/../secret.txt",
        "/orders/..%2f..%2fsecret.txt",
        "/orders/..;/",
        "/echo/..;/own.txt",
        "/echo;q=1",
        "/echo%3fq=1",
        "/echo%23",
        "/echo#q",
        "/ECHO",
        "/echo%20",
        "/echo.",
        "/echo.json/",
        "/echo.json.json",
        "/echo%2ejson",
        "/file?name=../../secret.txt",
        "/file?name=..%2f..%2fsecret.txt",
        "/file?name=%2fetc%2fpasswd",
        "/file?name=data/sales/a.parquet",
        "/file?name=data/./sales/a.parquet",
        "/file?name=data/free.parquet%00",
        "/file?name=AUTHOR",
        "/file?name=..;/a.parquet",
        "/file?name=....//a.parquet",
        "/file?name=a.parquet&name=../x",
        "/file?name=data:,x",
        "/file?name=*.parquet",
        "*",
        "echo",
        "?q=1",
        "http:",
        "http:/echo",
        "http:///echo",
        "https://localhost/../secret.txt",
      })
  void aTargetIsAnAddressOfTheSiteOrNothing(String target) throws IOException {
    byte[] answer = exchanged(request(target));
    String text = new String(answer, StandardCharsets.UTF_8);
    isClean(text);
    int status = text.isEmpty() ? 0 : Integer.parseInt(text.substring(9, 12));
    assertTrue(status < 500, text);
    if (status == 200) {
      boolean ours =
          text.contains("\"route_id\":\"echo\"")
              || text.contains("\"route_id\":\"order\"")
              || text.endsWith("own")
              || text.contains("<h1");
      assertTrue(ours, text);
    }
  }

  @Test
  void aDeepPathIsNotFound() throws IOException {
    assertEquals(404, status(request("/a".repeat(10_000))));
    assertEquals(404, status(request("/orders" + "/..".repeat(5_000))));
    int slashes = status(request("/".repeat(20_000)));
    assertTrue(slashes == 404 || slashes == 200, "status " + slashes);
    assertEquals(404, status(request("/orders/" + "x/".repeat(10_000))));
  }

  @Test
  void aValueOfAMegabyteIsRefused() throws IOException {
    for (String target :
        List.of(
            "/echo?q=" + "x".repeat(1 << 20),
            "/" + "x".repeat(1 << 20),
            "/echo?" + "x".repeat(1 << 20))) {
      int status = status(request(target));
      assertTrue(status == 0 || status / 100 == 4, "status " + status);
    }
    int header = status(request("/echo", "X-Filling: " + "x".repeat(1 << 20)));
    assertTrue(header == 0 || header / 100 == 4, "status " + header);
  }

  @Test
  void tenThousandParametersAreRefused() throws IOException {
    StringBuilder few = new StringBuilder("/echo?q=here");
    StringBuilder names = new StringBuilder("/echo?q=1");
    StringBuilder values = new StringBuilder("/echo?q=1");
    for (int index = 0; index < 10_000; index++) {
      if (index < 900) {
        few.append("&p").append(index).append("=1");
      }
      names.append("&a").append(index);
      values.append("&q=");
    }
    assertEquals(200, status(request(few.toString())));
    for (StringBuilder many : List.of(names, values)) {
      int status = status(request(many.toString()));
      assertTrue(status == 0 || status / 100 == 4, "status " + status);
    }
  }

  @Test
  void nineHundredValuesOfOneParameterAreAListOrRefused() throws IOException {
    String target = "/filtered?region=r1" + "&region=r1".repeat(900);
    assertEquals(200, status(request(target)));
    assertEquals(2, site.get(target).rows().size());
  }

  static List<String> heads() {
    String end = "Connection: close\r\n\r\n";
    List<String> heads =
        new ArrayList<>(
            List.of(
                "GET /echo HTTP/1.1\r\n" + end,
                "GET /echo HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n" + end,
                "GET /echo HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n" + end,
                "GET /echo HTTP/1.1\r\nHost: evil.example\r\n" + end,
                "GET /echo HTTP/1.1\r\nHost: localhost@evil.example\r\n" + end,
                "GET /echo HTTP/1.1\r\nHost: localhost, evil.example\r\n" + end,
                "GET /echo HTTP/1.1\r\nHost : localhost\r\n" + end,
                "GET /echo HTTP/1.1\r\n Host: localhost\r\n" + end,
                "GET http://evil.example/echo HTTP/1.1\r\nHost: localhost\r\n" + end,
                "GET http://evil.example:80/echo HTTP/1.1\r\nHost: localhost\r\n" + end,
                "GET http://localhost@evil.example/echo HTTP/1.1\r\nHost: localhost\r\n" + end,
                "GET http://evil.example?/echo HTTP/1.1\r\nHost: localhost\r\n" + end,
                "GET ftp://evil.example/echo HTTP/1.1\r\nHost: localhost\r\n" + end,
                "CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n" + end,
                "TRACE /echo HTTP/1.1\r\nHost: localhost\r\nCookie: x\r\n" + end,
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
                    + "Content-Length: 5\r\n"
                    + end
                    + "abc",
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n" + end,
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n"
                    + end,
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n" + end,
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                    + "Content-Length: 4\r\n"
                    + end
                    + "0\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n" + end,
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                    + end
                    + "zz\r\nabc\r\n",
                "GET /echo HTTP/1.1\r\nHost: localhost\r\nX-A: a\r\n\tX-Injected: 1\r\n" + end,
                "GET /echo HTTP/1.1\r\nHost: localhost\r\nX-\0A: a\r\n" + end,
                "GET /echo HTTP/1.1\r\nHost: localhost\r\nX-A: a\0b\r\n" + end,
                "GET /echo?q=a\0b HTTP/1.1\r\nHost: localhost\r\n" + end,
                "GET /echo?q=a b HTTP/1.1\r\nHost: localhost\r\n" + end,
                "GET /echo?q=\u00FF\u00FE HTTP/1.1\r\nHost: localhost\r\n" + end,
                "GET /echo HTTP/9.9\r\nHost: localhost\r\n" + end,
                "GET /echo HTTP/0.9\r\nHost: localhost\r\n" + end,
                "GET /echo\r\n\r\n",
                "get /echo HTTP/1.1\r\nHost: localhost\r\n" + end,
                "G\0T /echo HTTP/1.1\r\nHost: localhost\r\n" + end,
                "\r\n\r\n\r\nGET /echo HTTP/1.1\r\nHost: localhost\r\n" + end,
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00FC\u0003\u0003\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\n"
                    + "HTTP2-Settings: AAMAAABkAAQAAP__\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                    + "\r\nGET / HTTP/1.1\r\nHost: localhost\r\n"
                    + end,
                "GET /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 999-evil\r\n" + end,
                "GET /data/data/sales/a.parquet HTTP/1.1\r\nHost: localhost\r\nRange: bytes="
                    + "0-1,".repeat(5_000)
                    + "5-\r\n"
                    + end));
    for (String header :
        List.of("X-Forwarded-For", "X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL")) {
      heads.add(
          "GET /nothing HTTP/1.1\r\nHost: localhost\r\n" + header + ": /-/problems\r\n" + end);
    }
    return heads;
  }

  @ParameterizedTest
  @MethodSource("heads")
  void aHeadThatIsNoneIsNotActedUpon(String head) throws IOException {
    int status = status(head.getBytes(StandardCharsets.ISO_8859_1));
    if (head.contains("evil.example") || head.contains("/nothing")) {
      assertFalse(status == 200, "status " + status);
    }
  }

  @Test
  void whatIsWrittenBehindABodyIsNoRequestOfItsOwn() throws IOException {
    String smuggled = "GET /echo?q=SMUGGLED HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (String head :
        List.of(
            "POST /echo HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Length: 0\r\n"
                + "Content-Length: %d\r\n\r\n",
            "POST /echo HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Length: %d\r\n"
                + "Transfer-Encoding: chunked\r\n"
                + "Connection: close\r\n\r\n"
                + "0\r\n\r\n",
            "GET /echo HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Length: %d\r\n"
                + "Connection: close\r\n\r\n")) {
      byte[] answer =
          exchanged(
              (head.formatted(smuggled.length()) + smuggled).getBytes(StandardCharsets.ISO_8859_1));
      String text = new String(answer, StandardCharsets.UTF_8);
      isClean(text);
      assertFalse(text.contains("SMUGGLED"), text);
    }
  }
}
