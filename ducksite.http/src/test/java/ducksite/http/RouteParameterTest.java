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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteParameterTest {

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site = RouteSite.start(folder);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void aRequiredValueMustBeThere() throws IOException {
    Reply reply = site.get("/needed");
    assertEquals(400, reply.status());
    assertEquals("missing_parameter", reply.code());
    assertEquals("Missing required parameter 'region'", reply.json().get("detail").asText());
    assertEquals("region", reply.json().at("/errors/0/parameter").asText());
    assertTrue(reply.json().has("hint"));
    assertEquals(reply.header("x-request-id"), reply.json().get("request_id").asText());
    assertEquals(200, site.get("/needed?region=").status());
  }

  @ParameterizedTest
  @CsvSource({
    "number=12, number, 12",
    "flag=+TRUE+, flag, true",
    "flag=0, flag, false",
    "day=2024-01-02, day, \"2024-01-02\"",
    "moment=2024-01-02T03:04:05Z, moment, \"2024-01-02T03:04:05\"",
    "moment=2024-01-02, moment, \"2024-01-02T00:00:00\"",
  })
  void textsBecomeValuesOfTheDeclaredType(String query, String column, String json)
      throws IOException {
    Reply reply = site.get("/typed?" + query);
    assertEquals(json, reply.json().at("/rows/0/" + column).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"number=abc", "number=1.5", "flag=definitely", "day=yesterday", "moment=12"})
  void aTextOfAnotherTypeIsRefused(String query) throws IOException {
    Reply reply = site.get("/typed?" + query);
    assertEquals(400, reply.status());
    assertEquals("invalid_parameter", reply.code());
    assertEquals(
        query.substring(0, query.indexOf('=')), reply.json().at("/errors/0/parameter").asText());
  }

  @Test
  void aValueIsBoundWhereverItIsNamed() throws IOException {
    assertEquals(3, site.get("/tags").rows().size());
    assertEquals(
        List.of("{\"tag\":\"a\"}", "{\"tag\":\"c\"}"), site.get("/tags?tags=a&tags=c").rows());
  }

  @Test
  void aPartOfThePathIsAValue() throws IOException {
    assertEquals(List.of("{\"order_id\":17}"), site.get("/orders/17").rows());
    assertEquals("order_id\r\n17\r\n", site.get("/orders/17.csv").text());
    assertEquals(400, site.get("/orders/x").status());
    assertEquals(404, site.get("/orders/1/2").status());
    assertEquals(404, site.get("/orders/").status());
  }

  @Test
  void thePathOutranksTheQuery() throws IOException {
    assertEquals(List.of("{\"order_id\":17}"), site.get("/orders/17?order_id=18").rows());
  }

  @Test
  void anUndeclaredArgumentIsIgnoredAndANearMissNamed() throws IOException {
    assertFalse(site.get("/hello?unrelated=1").has("ducksite-warning"));
    Reply near = site.get("/hello?nmae=Duck");
    assertEquals(200, near.status());
    assertTrue(near.header("ducksite-warning").contains("'name'"));
    assertFalse(site.get("/hello?name=x&limit=1&format=json").has("ducksite-warning"));
  }

  @Test
  void oneAnswerTellsEveryBadParameter() throws IOException {
    Reply reply =
        site.get(
            "/typed?number=abc&flag=maybe&day=2024-01-02&moment=soon&limit=x&offset=y&count=z");
    assertEquals(400, reply.status());
    assertEquals("invalid_parameter", reply.code());
    assertEquals(
        List.of("number", "flag", "moment", "limit", "offset", "count"),
        reply.json().get("errors").valueStream().map(e -> e.get("parameter").asText()).toList());
    reply
        .json()
        .get("errors")
        .forEach(each -> assertFalse(each.get("detail").asText().isBlank(), reply.text()));
    assertTrue(reply.json().get("detail").asText().contains("; "));
    String page = site.get("/typed?number=abc&flag=maybe", "Accept", "text/html").text();
    assertTrue(page.contains("&#39;number&#39;") || page.contains("'number'"), page);
    assertTrue(page.contains("flag"), page);
  }

  @Test
  void aMissingValueAndABadSliceAreToldTogether() throws IOException {
    Reply reply = site.get("/needed?limit=x");
    assertEquals(400, reply.status());
    assertEquals("missing_parameter", reply.code());
    assertEquals("region", reply.json().at("/errors/0/parameter").asText());
    assertEquals("limit", reply.json().at("/errors/1/parameter").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "/hello?nmae=x, name",
    "/hello?Name=x, name",
    "/hello?limti=1, limit",
    "/hello?ofset=1, offset",
    "/hello.csv?nam=1, name",
    "/typed?nubmer=1, number",
  })
  void aNearMissIsNamedAndIgnored(String target, String meant) throws IOException {
    Reply reply = site.get(target);
    assertEquals(200, reply.status());
    assertEquals(
        "unknown parameter, did you mean '" + meant + "'?", reply.header("ducksite-warning"));
  }

  @Test
  void whatIsFarFromEverythingIsIgnoredWithoutAWord() throws IOException {
    for (String query : List.of("utm_source=x", "%0D%0AX-Injected:1=x", "a=1&b=2", "name=x")) {
      Reply reply = site.get("/hello?" + query);
      assertEquals(200, reply.status());
      assertFalse(reply.has("ducksite-warning"), query);
      assertFalse(reply.has("x-injected"));
    }
    StringBuilder many = new StringBuilder("/typed?x=1");
    for (String name : List.of("number", "flag", "day", "moment", "limit", "offset", "format")) {
      for (char letter = 'a'; letter <= 'z'; letter++) {
        many.append('&').append(name).append(letter).append("=1");
      }
    }
    Reply reply = site.get(many.toString());
    assertEquals(200, reply.status());
    assertEquals(5, reply.headers().get("ducksite-warning").size());
  }
}
