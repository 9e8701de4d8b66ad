package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import ducksite.engine.render.HtmlText;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The description of a site, judged by two validators that are not ours, and by the answers to its
 * own examples.
 */
final class OpenApiTest {

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static TestSite site;
  private static JsonNode document;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .file("ducksite.toml", "[site]\ntitle = \"Described\"\ndescription = \"A site\"\n")
            .route(
                "hello",
                "title = \"Hello\"\n[params.name]\ntype = \"str\"\ndefault = \"world\"\n",
                "SELECT 'Hello, ' || $name || '!' AS greeting")
            .route(
                "order",
                """
                path = "/sales/orders/{order_id}"
                description = "One order"
                [params.order_id]
                type = "int"
                example = 17
                [params.since]
                type = "date"
                default = 2024-01-02
                [params.at]
                type = "datetime"
                example = "2024-01-02T03:04:05"
                [params.rate]
                type = "float"
                default = 1.5
                [params.open]
                type = "bool"
                default = true
                [params.kind]
                type = "str"
                required = true
                guard = { mode = "choices", values = ["a", "b c"] }
                [params.tags]
                type = "str"
                default = ["x", "y"]
                """,
                """
                SELECT $order_id AS id, $since::DATE AS since, $at::TIMESTAMP AS at, $rate AS rate,
                  $open AS open, $kind AS kind, len($tags::VARCHAR[]) AS tags
                """)
            .route(
                "types",
                "",
                """
                SELECT 1::TINYINT AS a, 2::HUGEINT AS c, 1.5::DECIMAL(10,2) AS d, 'nan'::DOUBLE AS f,
                  true AS g, 'x'::BLOB AS i, DATE '2024-01-02' AS j, TIME '08:15:00' AS k,
                  TIMESTAMPTZ '2024-01-02 03:04:05+00' AS m, [1, NULL] AS n,
                  {'p': 1, 'q': 'x'} AS o, MAP {'p': 1} AS p, INTERVAL 1 DAY AS q, uuid() AS r,
                  NULL AS s, 18446744073709551615::UBIGINT AS t, NULL::INTEGER AS u
                """)
            .route(
                "parts",
                """
                path = "/sales/parts"
                allowed_formats = ["json", "csv", "parquet"]
                [cache]
                order_by = ["seq"]
                [[cache.invariant_filters]]
                param = "colour"
                column = "colour"
                """,
                "SELECT range AS seq, ['red', 'blue'][(range % 2 + 1)::INT] AS colour FROM"
                    + " range(6)")
            .route("odd", "[params.count]\ntype = \"int\"\ndefault = 2\n", "FROM range($count)")
            .start();
    document = site.get("/openapi.json").json();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void anIndependentParserFindsNothingWrong() {
    assertEquals(List.of(), mistakes(document));
    ObjectNode broken = document.deepCopy();
    broken.remove("paths");
    ((ObjectNode) broken.get("info")).remove("title");
    assertFalse(mistakes(broken).isEmpty());
    ObjectNode misplaced = document.deepCopy();
    ((ObjectNode) misplaced.at("/paths/~1hello/get/parameters/0")).put("in", "nowhere");
    assertFalse(mistakes(misplaced).isEmpty());
  }

  private static List<String> mistakes(JsonNode described) {
    return new OpenAPIV3Parser().readContents(described.toString()).getMessages();
  }

  @Test
  void everySchemaIsOne() {
    Schema meta =
        SCHEMAS.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    List<JsonNode> schemas = document.findValues("schema");
    assertTrue(schemas.size() > 50, schemas.size() + " schemas");
    for (JsonNode schema : schemas) {
      // A column may be called so.
      if (schema.isObject()) {
        assertEquals(List.of(), meta.validate(schema), schema.toString());
      }
    }
    assertFalse(meta.validate(JSON.createObjectNode().put("type", "text")).isEmpty());
  }

  @Test
  void everyExampleAnswersAsDocumentedInEachFormat() throws IOException {
    int asked = 0;
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      JsonNode operation = path.getValue().get("get");
      if (operation == null || operation.get("operationId").asText().startsWith("ducksite.")) {
        continue;
      }
      for (JsonNode format : parameter(operation, "format").at("/schema/enum")) {
        asked++;
        Reply reply = ask(path.getKey(), operation, Map.of("format", format.asText()));
        assertDocumented(path.getKey() + " " + format, operation, reply);
        assertEquals(200, reply.status());
      }
      for (JsonNode parameter : operation.get("parameters")) {
        if (parameter.has("example") && parameter.get("in").asText().equals("query")) {
          asked++;
          Map<String, String> more =
              Map.of(parameter.get("name").asText(), text(parameter.get("example")));
          Reply reply = ask(path.getKey(), operation, more);
          assertEquals(200, reply.status(), path.getKey() + more + reply.text());
          assertDocumented(path.getKey() + more, operation, reply);
        }
      }
      Reply refused = ask(path.getKey(), operation, Map.of("limit", "abc"));
      assertEquals(400, refused.status());
      assertDocumented(path.getKey() + " refused", operation, refused);
    }
    assertTrue(asked > 40, asked + " examples");
  }

  @Test
  void whatEverySiteHasAnswersAsDocumented() throws IOException {
    JsonNode paths = document.get("paths");
    JsonNode listing = paths.at("/~1routes/get");
    assertDocumented("/routes", listing, ask("/routes", listing, Map.of("folder", "/sales")));
    JsonNode schema = paths.at("/~1routes~1{id}~1schema/get");
    for (String id : List.of("order", "types", "parts")) {
      assertDocumented(id, schema, site.get("/routes/" + id + "/schema"));
    }
    assertDocumented("missing", schema, site.get("/routes/nothing/schema"));
    JsonNode resolve = paths.at("/~1local~1resolve/post");
    Reply resolved = site.post("/local/resolve", "{\"reference\":\"local:hello\"}");
    assertEquals(200, resolved.status());
    assertDocumented("resolve", resolve, resolved);
    for (String body : List.of("{}", "[]", "{\"reference\":\"local:nothing\"}")) {
      assertDocumented(body, resolve, site.post("/local/resolve", body));
    }
    for (String path : List.of("/healthz", "/readyz", "/openapi.json")) {
      assertDocumented(path, paths.get(path).get("get"), site.get(path));
    }
  }

  @Test
  void typesDefaultsChoicesAndExamplesAreThere() {
    JsonNode order = document.at("/paths/~1sales~1orders~1{order_id}/get");
    assertEquals("path", parameter(order, "order_id").get("in").asText());
    assertEquals(17, parameter(order, "order_id").get("example").asInt());
    assertEquals("date", parameter(order, "since").at("/schema/format").asText());
    assertEquals("2024-01-02", parameter(order, "since").at("/schema/default").asText());
    assertEquals("[\"a\",\"b c\"]", parameter(order, "kind").at("/schema/enum").toString());
    assertTrue(parameter(order, "kind").get("required").asBoolean());
    assertEquals("array", parameter(order, "tags").at("/schema/type").asText());
    assertEquals("[\"/sales/orders\"]", order.get("tags").toString());
    JsonNode parts = document.at("/paths/~1sales~1parts/get");
    assertEquals("array", parameter(parts, "colour").at("/schema/type").asText());
    assertEquals(
        "[\"csv\",\"json\",\"parquet\"]", parameter(parts, "format").at("/schema/enum").toString());
    // A route's own parameter outranks the one that every route has.
    assertEquals(
        "integer", parameter(document.at("/paths/~1odd/get"), "count").at("/schema/type").asText());
    assertEquals("/", document.at("/servers/0/url").asText());
    assertFalse(document.has("security"));
  }

  @Test
  void anUnchangedDescriptionIsNotSentAgain() throws IOException {
    String tag = site.get("/openapi.json").header("etag");
    assertEquals(304, site.get("/openapi.json", "If-None-Match", tag).status());
  }

  @Test
  void aSiteWithUsersSaysThatItWantsCredentials(@TempDir Path other) throws IOException {
    try (TestSite gated =
        GatedSite.of(other).route("closed", "roles = [\"finance\"]\n", "SELECT 1 AS a").start()) {
      JsonNode ada = gated.get("/openapi.json", "Authorization", GatedSite.ADA).json();
      assertEquals(List.of(), mistakes(ada));
      assertEquals("[{\"credentials\":[]}]", ada.get("security").toString());
      assertEquals("apiKey", ada.at("/components/securitySchemes/credentials/type").asText());
      assertTrue(ada.at("/paths/~1closed/get/responses").has("401"));
      JsonNode bob = gated.get("/openapi.json", "Authorization", GatedSite.BOB).json();
      assertFalse(bob.get("paths").has("/closed"));
    }
  }

  private static JsonNode parameter(JsonNode operation, String name) {
    return operation
        .get("parameters")
        .valueStream()
        .filter(each -> each.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no parameter " + name));
  }

  /** Asks for what is required, by its examples, and for more. */
  private static Reply ask(String path, JsonNode operation, Map<String, String> more)
      throws IOException {
    String address = path;
    Map<String, String> query = new LinkedHashMap<>();
    for (JsonNode parameter : operation.get("parameters")) {
      String name = parameter.get("name").asText();
      if (parameter.get("in").asText().equals("path")) {
        address = address.replace("{" + name + "}", text(parameter.get("example")));
      } else if (parameter.get("required").asBoolean()) {
        query.put(name, text(parameter.get("example")));
      }
    }
    query.putAll(more);
    return site.get(
        address
            + query.entrySet().stream()
                .flatMap(
                    each ->
                        Stream.of(each.getValue().split("\n"))
                            .map(value -> each.getKey() + "=" + HtmlText.url(value)))
                .collect(Collectors.joining("&", "?", "")));
  }

  /** The text of an example; of several values one on each line. */
  private static String text(JsonNode example) {
    return example.isArray()
        ? example.valueStream().map(JsonNode::asText).collect(Collectors.joining("\n"))
        : example.asText();
  }

  /** Status, type and body are among those that the operation tells. */
  private static void assertDocumented(String what, JsonNode operation, Reply reply)
      throws IOException {
    JsonNode response = operation.get("responses").get(Integer.toString(reply.status()));
    assertTrue(response != null, what + " answers " + reply.status() + " " + reply.text());
    String type = reply.header("content-type").split(";")[0];
    JsonNode content = response.at("/content").get(type);
    assertTrue(content != null, what + " answers " + type);
    if (type.endsWith("json") && !type.contains("ndjson")) {
      ObjectNode schema = JSON.createObjectNode();
      schema.set("allOf", JSON.createArrayNode().add(content.get("schema")));
      schema.set("components", document.get("components"));
      List<String> wrong = new ArrayList<>();
      SCHEMAS.getSchema(schema).validate(reply.json()).forEach(each -> wrong.add(each.toString()));
      assertEquals(List.of(), wrong, what + " " + reply.text());
    }
  }
}
