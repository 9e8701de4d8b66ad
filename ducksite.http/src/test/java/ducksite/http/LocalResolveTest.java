package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes asked by reference. */
final class LocalResolveTest {

  private static final String PATH = "/local/resolve";

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .route(
                "hello",
                "[params.name]\ntype = \"str\"\ndefault = \"world\"\n[cache]\norder_by ="
                    + " [\"greeting\"]\n",
                "SELECT 'Hello, ' || $name || '!' AS greeting")
            .route("three", "", "SELECT range AS a, range * 2 AS b, 'secret' AS c FROM range(4)")
            .route(
                "tags", "[params.tags]\ntype = \"str\"\n", "SELECT unnest($tags::VARCHAR[]) AS tag")
            .route("slow", "", "SELECT sum(hash(range) % 7) AS s FROM range(40000000)")
            .route("only_json", "allowed_formats = [\"json\"]\n", "SELECT 1 AS a")
            .route(
                "order",
                "path = \"/orders/{id}\"\n[params.id]\ntype = \"int\"\n",
                "SELECT $id AS id")
            .start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static Reply resolve(String body) throws IOException {
    return site.post(PATH, body.replace('\'', '"'));
  }

  private static List<String> rows(String body) throws IOException {
    Reply reply = resolve(body);
    assertEquals(200, reply.status(), reply.text());
    return reply.rows();
  }

  @Test
  void aReferenceIsAnsweredAsTheRouteWouldBe() throws IOException {
    Reply reply = resolve("{'reference':'local:hello?name=Duck'}");
    assertEquals(List.of("{\"greeting\":\"Hello, Duck!\"}"), reply.rows());
    assertEquals("hello", reply.json().get("route_id").asText());
    assertEquals("no-store", reply.header("cache-control"));
    assertFalse(reply.has("etag"));
    JsonNode direct = site.get("/hello?name=Duck").json();
    assertEquals(direct.get("columns"), reply.json().get("columns"));
    assertEquals(direct.get("total_rows"), reply.json().get("total_rows"));
  }

  @Test
  void theBodyOutranksTheReference() throws IOException {
    assertEquals(
        List.of("{\"greeting\":\"Hello, Swan!\"}"),
        rows(
            "{'reference':'local:hello?name=Duck','params':{'name':'Swan'},'format':'table',"
                + "'columns':['greeting']}"));
    assertEquals(
        List.of("{\"a\":1}", "{\"a\":2}"),
        rows("{'ref':'local:three?column=b&limit=1','columns':'a','limit':2,'offset':1}"));
    assertEquals(
        List.of("{\"greeting\":\"Hello, world!\"}"),
        rows("{'reference':'local:hello?name=Duck','params':{'name':null},'format':null}"));
  }

  @Test
  void aReferenceSaysWhatAQueryStringWould() throws IOException {
    assertEquals(
        List.of("{\"b\":2,\"a\":1}"),
        rows("{'target':' local:three?columns=b, a&limit=1&offset=1 '}"));
    assertEquals(
        List.of("{\"greeting\":\"Hello, a&b+c d!\"}"),
        rows("{'route':'local:hello?name=a%26b%2Bc+d'}"));
    assertEquals(
        List.of("{\"tag\":\"x\"}", "{\"tag\":\"y\"}"),
        rows("{'reference':'local:tags?tags=x&tags=y'}"));
    assertEquals(
        List.of("{\"tag\":\"1\"}", "{\"tag\":\"true\"}"),
        rows("{'reference':'local:tags','params':{'tags':[1,true]}}"));
    assertEquals(List.of("{\"id\":7}"), rows("{'reference':'local:order','params':{'id':7}}"));
  }

  @Test
  void theFirstNameThatIsGivenIsTheReference() throws IOException {
    assertEquals(
        List.of("{\"greeting\":\"Hello, world!\"}"),
        rows("{'route':'local:three','reference':null,'ref':'local:hello'}"));
  }

  @Test
  void redactedColumnsAreNotThere() throws IOException {
    assertEquals(
        "[\"a\",\"b\"]",
        resolve("{'reference':'local:three','redact_columns':['C']}")
            .json()
            .get("columns")
            .toString());
    Reply all = resolve("{'reference':'local:three','columns':['c'],'redact_columns':'c'}");
    assertEquals(400, all.status());
    assertEquals("invalid_parameter", all.code());
    // Asking for columns that do not exist means all of them, which redaction still applies to.
    Reply unknown = resolve("{'reference':'local:three','columns':['x'],'redact_columns':['c']}");
    assertFalse(unknown.text().contains("secret"), unknown.text());
    Reply csv =
        resolve("{'reference':'local:three','format':'csv','limit':1,'redact_columns':['c']}");
    assertEquals("a,b\r\n0,0\r\n", csv.text());
    assertTrue(csv.header("content-type").startsWith("text/csv"));
  }

  @Test
  void visitsAreCountedOnDemand() throws IOException {
    double before = hits();
    resolve("{'reference':'local:only_json'}");
    assertEquals(before, hits());
    resolve("{'reference':'local:only_json','record_analytics':true}");
    assertEquals(before + 1, hits());
  }

  private static double hits() throws IOException {
    return site.get("/routes")
        .json()
        .get("routes")
        .valueStream()
        .filter(each -> each.get("id").asText().equals("only_json"))
        .mapToDouble(each -> each.at("/metrics/hits").asDouble())
        .sum();
  }

  @Test
  void aPageOfARouteLinksToTheRoute() throws IOException {
    Reply reply = resolve("{'reference':'local:three?limit=1','format':'html_t'}");
    assertEquals(200, reply.status());
    assertTrue(reply.header("content-type").startsWith("text/html"));
    assertFalse(reply.text().contains("/local/resolve"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{'reference':'hello'}",
        "{'reference':' '}",
        "{'reference':''}",
        "{'reference':7}",
        "{'reference':['local:hello']}",
        "{'reference':'LOCAL:hello'}",
        "{'reference':'local:'}",
        "{'reference':'local:?name=x'}",
        "{'reference':'http://elsewhere.invalid/'}",
        "{'reference':'file:///etc/passwd'}",
        "{'reference':'local:hello?name=%zz'}",
        "{'reference':'local:hello','params':'name=Duck'}",
        "{'reference':'local:hello','params':[1]}",
        "{'reference':'local:hello','params':{'name':{'a':1}}}",
        "{'reference':'local:hello','params':{'name':[[1]]}}",
        "{'reference':'local:hello','params':{'name':['a',null]}}",
        "{'reference':'local:hello?limit=not-a-number'}",
        "{'reference':'local:hello','limit':'x'}",
        "{'reference':'local:hello','limit':1.5}",
        "{'reference':'local:hello','offset':{}}",
        "{'reference':'local:hello','format':'xml'}",
        "{'reference':'local:hello','format':['json']x}",
        "{'reference':'local:only_json','format':'csv'}",
        "{'reference':'local:hello','columns':[1]}",
        "{'reference':'local:hello','redact_columns':{'a':1}}",
        "{'reference':'local:hello','redact_columns':['greeting']}",
        "{'reference':'local:hello','record_analytics':'yes'}",
        "{'reference':'local:hello','reference':'local:three'}",
        "{'reference':'local:hello'} {}",
        "[{'reference':'local:hello'}]",
        "null",
        "'local:hello'",
        "7",
        "",
        "{",
        "{'reference':NaN}",
      })
  void whatIsNoReferenceIsRefused(String body) throws IOException {
    Reply reply = resolve(body);
    assertEquals(400, reply.status(), body + " " + reply.text());
    assertEquals("invalid_parameter", reply.code(), body);
    assertTrue(reply.header("content-type").startsWith("application/problem+json"));
  }

  @Test
  void theWordsAreTheDocumentedOnes() throws IOException {
    Reply missing = resolve("{}");
    assertEquals(400, missing.status());
    assertEquals("missing_parameter", missing.code());
    assertEquals("reference is required", missing.json().get("detail").asText());
    assertEquals(
        "Request body must be a JSON object", resolve("[1]").json().get("detail").asText());
    assertEquals(404, resolve("{'reference':'local:nothing'}").status());
    assertEquals("not_found", resolve("{'reference':'local:../hello'}").code());
  }

  @Test
  void depthAndSizeAreLimited() throws IOException {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    assertEquals(
        400, resolve("{'reference':'local:hello','params':{'name':" + deep + "}}").status());
    StringBuilder many = new StringBuilder("{'reference':'local:hello','params':{'name':'x'");
    for (int index = 0; index < 2_000; index++) {
      many.append(",'nam").append(index).append("':1");
    }
    assertEquals(400, resolve(many + "}}").status());
    String large = "{'reference':'local:hello','params':{'name':'" + "x".repeat(1 << 20) + "'}}";
    try {
      Reply reply = resolve(large);
      assertEquals(413, reply.status());
      assertEquals("payload_too_large", reply.code());
    } catch (EOFException | java.net.SocketException e) {
      // Hung up on while it was still sending, which a server may do.
      assertEquals(200, site.get("/hello").status());
    }
    String chunk = "x".repeat(1 << 16);
    try (RawConnection connection = site.connect()) {
      connection.write(
          "POST /local/resolve HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n");
      int status = 413;
      try {
        for (int index = 0; index < 40; index++) {
          connection.write("10000\r\n" + chunk + "\r\n");
        }
        status = connection.read(false).status();
      } catch (IOException e) {
        // The same.
      }
      assertEquals(413, status);
    }
  }

  @Test
  void valuesAreNeverSql() throws IOException {
    for (String value :
        List.of("'; DROP TABLE x; --", "$name", "{{ name }}", "\\u0000 x", "__tmpl_1__")) {
      Reply reply =
          site.post(
              PATH, "{\"reference\":\"local:hello\",\"params\":{\"name\":\"" + value + "\"}}");
      assertTrue(List.of(200, 400).contains(reply.status()), value + ": " + reply.status());
      if (reply.status() == 200) {
        assertTrue(reply.json().at("/rows/0/greeting").asText().startsWith("Hello, "), value);
      }
    }
  }

  @Test
  void onlyJsonIsTaken() throws IOException {
    String body = "{\"reference\":\"local:hello\"}";
    for (String type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/jsonx",
            "text/json")) {
      try (RawConnection connection = site.connect()) {
        connection.write(
            "POST /local/resolve HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
        assertEquals(415, connection.read(false).status(), type);
      }
    }
    assertEquals(415, site.post(PATH, body, "Content-Encoding: gzip").status());
    assertEquals(415, site.send("POST", PATH, "Content-Length", "0").status());
    Reply get = site.get(PATH);
    assertEquals(405, get.status());
    assertEquals("POST", get.header("allow"));
    assertEquals("GET, HEAD", site.send("POST", "/hello", "Content-Length", "0").header("allow"));
    assertEquals(405, site.send("PUT", PATH, "Content-Length", "0").status());
    assertEquals(404, site.get("/local/other").status());
  }

  @Test
  void aSlowAnswerToABodyIsWaitedFor() throws IOException {
    Reply reply = resolve("{'reference':'local:slow'}");
    assertEquals(200, reply.status());
    assertEquals(1, reply.rows().size());
  }

  @Test
  void rolesHoldHereToo(@TempDir Path other) throws IOException {
    try (TestSite gated =
        GatedSite.of(other).route("closed", "roles = [\"finance\"]\n", "SELECT 1 AS a").start()) {
      String body = "{\"reference\":\"local:closed\"}";
      assertEquals(401, gated.post(PATH, body).status());
      assertEquals(403, gated.post(PATH, body, "Authorization: " + GatedSite.BOB).status());
      Reply reply = gated.post(PATH, body, "Authorization: " + GatedSite.ADA);
      assertEquals(List.of("{\"a\":1}"), reply.rows());
      assertEquals("no-store", reply.header("cache-control"));
    }
  }
}
