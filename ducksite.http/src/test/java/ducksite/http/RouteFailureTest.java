package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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

final class RouteFailureTest {

  private static final String STEPS =
      """
      import ducksite.api.route.RouteContext;
      import java.util.Map;

      public final class Steps {
        public static Map<String, Object> shout(Map<String, Object> parameters, RouteContext context)
            throws Exception {
          switch (String.valueOf(parameters.get("word"))) {
            case "refused" -> throw new IllegalArgumentException("that word is refused");
            case "broken" -> throw new java.io.IOException("AUTHOR_SECRET in /etc/shadow");
            case "slow" -> Thread.sleep(60_000);
            default -> {}
          }
          parameters.put("word", parameters.get("word") + context.options().string("mark").orElse("?"));
          return parameters;
        }
      }
      """;

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .file(
                "ducksite.toml",
                """
                [sql]
                timeout = "3s"
                [plugins.limits]
                preprocess_timeout = "500ms"
                """)
            .file("plugins/Steps.java", STEPS)
            .route(
                "cast",
                "[params.value]\ntype = \"str\"\n",
                "SELECT CAST(CASE WHEN $value = 'abc' THEN 'AUTHOR_SECRET' END AS INTEGER) AS"
                    + " author_secret, 'AUTHOR_SECRET' AS text")
            .route(
                "late",
                "",
                "SELECT CASE WHEN range < 5000000 THEN range"
                    + " ELSE CAST('AUTHOR_SECRET' || range AS BIGINT) END AS value"
                    + " FROM range(6000000)")
            .route(
                "endless",
                "",
                "SELECT sum(a.range * b.range % 7) AS n FROM range(10000000) a, range(10000000) b")
            .route(
                "shout",
                """
                [params.word]
                type = "str"
                [[preprocess]]
                callable_path = "plugins/Steps.java"
                callable_name = "shout"
                [preprocess.kwargs]
                mark = "!"
                """,
                "SELECT $word AS word")
            .route(
                "day",
                "[params.day]\n[params.many]\ntype = \"int\"\n",
                "SELECT DATE '2024-01-01' AS author_secret WHERE author_secret = $day OR $many > 2")
            .route("fine", "", "SELECT 1 AS one")
            .start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static void isPublic(Reply reply) {
    for (String word :
        List.of(
            "AUTHOR_SECRET",
            "author_secret",
            "CAST",
            "SELECT",
            "Conversion",
            "Exception",
            "java.",
            "duckdb",
            "/etc",
            "Steps",
            ".sql",
            folder.toString())) {
      assertFalse(reply.text().contains(word), word + " in " + reply.text());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/cast", "/cast.csv", "/cast.arrow", "/cast.parquet"})
  void aQueryThatFailsIsAProblemWithoutTheAuthorsWords(String path) throws IOException {
    Reply reply = site.get(path + "?value=abc");
    assertEquals(500, reply.status());
    assertEquals("application/problem+json", reply.header("content-type"));
    assertEquals("route_execution_error", reply.code());
    assertEquals("no-store", reply.header("cache-control"));
    assertFalse(reply.has("etag"));
    assertFalse(reply.has("content-disposition"));
    assertEquals(16, reply.json().get("request_id").asText().length());
    isPublic(reply);
  }

  @Test
  void aPersonGetsTheSameAsAPage() throws IOException {
    Reply reply = site.get("/cast?value=abc", "Accept", "text/html");
    assertEquals(500, reply.status());
    assertTrue(reply.header("content-type").startsWith("text/html"));
    assertTrue(reply.text().contains("route_execution_error"));
    assertFalse(reply.text().contains("AUTHOR_SECRET"));
    assertFalse(reply.text().contains(folder.toString()));
  }

  @Test
  void anErrorAfterTheFirstBytesBreaksTheConnection() throws IOException {
    try (RawConnection connection = site.connect()) {
      connection.send("GET", "/late.csv");
      IOException failure = assertThrows(IOException.class, () -> connection.read(false));
      assertFalse(failure instanceof java.net.SocketTimeoutException, failure.toString());
    }
    assertThrows(IOException.class, () -> site.get("/late.csv"));
    assertEquals(500, site.get("/late.parquet").status());
  }

  @Test
  void aClientThatReadsLateSeesTheBreakToo() throws Exception {
    String failed = "ducksite_queries_total{outcome=\"failed\"}";
    double before = site.metric(failed);
    try (RawConnection connection = site.connect()) {
      connection.send("GET", "/late.csv");
      while (site.metric(failed) == before) {
        Thread.sleep(20);
      }
      IOException failure = assertThrows(IOException.class, () -> connection.read(false));
      assertFalse(failure instanceof java.net.SocketTimeoutException, failure.toString());
    }
  }

  @Test
  void aQueryThatTakesTooLongIsStopped() throws IOException {
    Reply reply = site.get("/endless");
    assertEquals(504, reply.status());
    assertEquals("timeout", reply.code());
    assertTrue(reply.has("retry-after"));
    isPublic(reply);
  }

  @Test
  void aStepChangesTheValues() throws IOException {
    assertEquals(List.of("{\"word\":\"duck!\"}"), site.get("/shout?word=duck").rows());
  }

  @Test
  void aValueThatAStepRefusesIsTheClientsError() throws IOException {
    Reply reply = site.get("/shout?word=refused");
    assertEquals(400, reply.status());
    assertEquals("invalid_parameter", reply.code());
    assertEquals("that word is refused", reply.json().get("detail").asText());
  }

  @Test
  void aStepThatThrowsIsThePluginsError() throws IOException {
    Reply reply = site.get("/shout?word=broken");
    assertEquals(502, reply.status());
    assertEquals("plugin_failed", reply.code());
    isPublic(reply);
  }

  @Test
  void aStepThatSleepsIsNotWaitedFor() throws IOException {
    Reply reply = site.get("/shout?word=slow");
    assertEquals(504, reply.status());
    assertEquals("plugin_timeout", reply.code());
    isPublic(reply);
    assertEquals(200, site.get("/shout?word=quick").status());
  }

  @Test
  void failuresAreCounted() throws Exception {
    double before = site.metric("ducksite_queries_total{outcome=\"failed\"}");
    site.get("/cast?value=abc");
    site.awaitMetric("ducksite_queries_total{outcome=\"failed\"}", before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/day", "/day.csv", "/day.arrow", "/day.parquet"})
  void aValueThatTheQueryCannotUseIsTheClientsMistake(String path) throws IOException {
    Reply text = site.get(path + "?day=%27%3B--");
    assertEquals(400, text.status(), text.text());
    assertEquals("invalid_parameter", text.code());
    assertEquals("day", text.json().at("/errors/0/parameter").asText());
    isPublic(text);
    Reply several = site.get(path + "?many=1&many=2");
    assertEquals(400, several.status(), several.text());
    assertEquals("many", several.json().at("/errors/0/parameter").asText());
    assertEquals(200, site.get(path + "?day=2024-01-01").status());
  }
}
