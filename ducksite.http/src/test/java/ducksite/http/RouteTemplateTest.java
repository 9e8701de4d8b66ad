package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Slots and secrets over HTTP. */
final class RouteTemplateTest {

  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("ducksite");
  private static final String SENTINEL = "S3NT1NEL-over-http";
  private static final List<String> HOSTILE =
      List.of(
          "'",
          "''",
          "\\'",
          "\"",
          "';DROP TABLE m;--",
          "' OR '1'='1",
          "1 OR 1=1",
          "1; SELECT 2",
          "1 -- x",
          "/* x */",
          "__tmpl_1__",
          "$x",
          "$const_pin",
          "{{ x }}",
          "{{secrets.key}}",
          "{{ {{ x }} }}",
          "\u2019 OR 1=1",
          "\uFF07",
          "\uFF1B",
          "\uFF5B\uFF5Bx\uFF5D\uFF5D",
          "\u0000",
          "\u202E",
          "a\r\nSet-Cookie: x=1",
          "../../etc/passwd",
          "%2e%2e%2f",
          "x".repeat(30_000));

  /** Of these, what is one expression of constants. */
  private static final List<String> EXPRESSIONS = List.of("''", "1 OR 1=1");

  @TempDir private static Path folder;
  private static TestSite site;
  private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();
  private static final AppenderBase<ILoggingEvent> APPENDER =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          LOG.add(
              event.getFormattedMessage()
                  + (event.getThrowableProxy() == null
                      ? ""
                      : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
      };

  @BeforeAll
  static void start() throws IOException {
    APPENDER.start();
    LOGGER.setLevel(Level.DEBUG);
    LOGGER.addAppender(APPENDER);
    site =
        new TestSite(folder)
            .file(
                "ducksite.toml",
                """
                [const]
                pin = "PIN"
                [secrets]
                dir = "keys"
                [secrets.key]
                service = "a"
                username = "b"
                [secrets.absent]
                service = "a"
                username = "b"
                """)
            .file("keys/key", SENTINEL)
            .route(
                "text",
                """
                [params.x]
                template_only = true
                default = "a"
                description = "Any text."
                """,
                "SELECT '<{{ x }}>' AS quoted, {{ x }} AS plain, {{const.pin}} AS pin")
            .route(
                "expression",
                """
                [params.x]
                template_only = true
                default = "1"
                template.policy = "raw"
                """,
                "SELECT {{ x }} AS v FROM range(1)")
            .route(
                "sorted",
                """
                [params.by]
                template_only = true
                template.policy = "identifier"
                guard = { mode = "choices", values = ["a", "b"] }
                """,
                "SELECT 1 AS a, 2 AS b ORDER BY {{ by }}")
            .route("guarded", "", "SELECT md5({{secrets.key}}) = 'x' AS same")
            .route("broken", "", "SELECT CAST({{secrets.key}} AS INTEGER) AS n")
            .route(
                "kept", "[cache]\norder_by = [\"n\"]\n", "SELECT CAST({{secrets.key}} AS INT) AS n")
            .route("absent", "", "SELECT {{secrets.absent}} AS v")
            .start();
  }

  @AfterAll
  static void stop() {
    LOGGER.detachAppender(APPENDER);
    LOGGER.setLevel(null);
    site.close();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Test
  void aHostileValueIsDataOrRefused() throws Exception {
    for (String value : HOSTILE) {
      Reply text = site.get("/text?x=" + encoded(value));
      if (text.status() == 200) {
        assertEquals("<" + value + ">", text.json().at("/rows/0/quoted").asText());
        assertEquals(value, text.json().at("/rows/0/plain").asText());
      } else {
        assertEquals("invalid_template", text.code(), value);
        assertEquals("\u0000", value);
      }
      Reply expression = site.get("/expression?x=" + encoded(value));
      if (EXPRESSIONS.contains(value)) {
        assertEquals(1, expression.rows().size(), value);
        continue;
      }
      assertEquals(400, expression.status(), value + expression.text());
      assertEquals("invalid_template", expression.code());
      assertEquals("x", expression.json().at("/errors/0/parameter").asText());
      for (String inside : List.of("SELECT", "range(", "routes_src", "Exception", "PIN")) {
        assertFalse(expression.text().contains(inside), expression.text());
      }
      assertFalse(expression.has("set-cookie"));
    }
    assertEquals("7", site.get("/expression?x=3%2B4").json().at("/rows/0/v").asText());
  }

  @Test
  void veryMuchIsRefused() throws Exception {
    assertRefused("/text?x=" + "a".repeat(1 << 20));
    assertRefused(
        "/text?"
            + IntStream.range(0, 10_000)
                .mapToObj(n -> "p" + n + "=")
                .collect(Collectors.joining("&")));
    assertEquals(200, site.get("/text").status());
  }

  /** The server may answer, or close before it has read all. */
  private static void assertRefused(String path) throws IOException {
    try {
      int status = site.get(path).status();
      assertTrue(status >= 400 && status < 500, "status " + status);
    } catch (IOException e) {
      assertTrue(e.getMessage() != null, "closed");
    }
  }

  @Test
  void aValueOfTheTextIsPartOfTheTag() throws Exception {
    Reply first = site.get("/text?x=b");
    String tag = first.header("etag");
    assertEquals(304, site.get("/text?x=b", "If-None-Match", tag).status());
    assertEquals(200, site.get("/text?x=c", "If-None-Match", tag).status());
  }

  @Test
  void aChoiceIsAParameterOfTheDescription() throws Exception {
    JsonNode paths = site.get("/openapi.json").json().get("paths");
    JsonNode by = paths.at("/~1sorted/get/parameters/0");
    assertEquals("by", by.get("name").asText());
    assertEquals("query", by.get("in").asText());
    assertEquals("[\"a\",\"b\"]", by.at("/schema/enum").toString());
    JsonNode x = paths.at("/~1text/get/parameters/0");
    assertEquals("Any text.", x.get("description").asText());
    assertEquals("a", x.at("/schema/default").asText());
    assertFalse(paths.toString().contains("const_pin"));
    assertEquals(200, site.get("/sorted?by=b").status());
    Reply other = site.get("/sorted?by=c");
    assertEquals("invalid_parameter", other.code());
    assertEquals("by", other.json().at("/errors/0/parameter").asText());
  }

  @Test
  void aSecretIsInNoAnswerNorLog() throws Exception {
    assertEquals("false", site.get("/guarded").json().at("/rows/0/same").asText());
    for (String path : List.of("/broken", "/kept", "/absent")) {
      Reply failed = site.get(path);
      assertEquals(500, failed.status(), path);
      assertEquals("route_execution_error", failed.code());
      assertFalse(failed.text().contains(SENTINEL), failed.text());
      assertFalse(failed.text().contains("secrets."), failed.text());
    }
    for (String face :
        List.of("/-/problems", "/-/routes", "/-/cache", "/routes", "/openapi.json", "/metrics")) {
      assertFalse(site.get(face).text().contains(SENTINEL), face);
    }
    String log = String.join("\n", LOG);
    assertTrue(log.contains("the secret 'absent' has no value"), log);
    assertTrue(log.contains("withheld"), log);
    assertFalse(log.contains(SENTINEL), log);
    assertEquals(404, site.get("/keys/key").status());
  }
}
