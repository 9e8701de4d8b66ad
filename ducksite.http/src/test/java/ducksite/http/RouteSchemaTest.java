package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /routes/{id}/schema} tells. */
final class RouteSchemaTest {

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .route(
                "types",
                "",
                """
                SELECT 1::TINYINT AS a, 1::UBIGINT AS b, 1::HUGEINT AS c, 1.5::DECIMAL(10,2) AS d,
                  1.5::FLOAT AS e, 1.5::DOUBLE AS f, true AS g, 'x' AS h, 'x'::BLOB AS i,
                  DATE '2024-01-02' AS j, TIME '08:15:00' AS k, TIMESTAMP '2024-01-02 03:04:05' AS l,
                  TIMESTAMPTZ '2024-01-02 03:04:05+00' AS m, [1, 2] AS n,
                  {'p': 1, 'q': 'x'} AS o, MAP {'p': 1} AS p, INTERVAL 1 DAY AS q,
                  uuid() AS r, NULL AS s, array_value(1, 2, 3) AS t
                """)
            .route(
                "asked",
                """
                path = "/asked/{key}"
                [params.key]
                type = "int"
                [params.needed]
                type = "str"
                required = true
                description = "What is needed"
                [params.day]
                type = "date"
                default = "2024-01-02"
                [params.many]
                type = "int"
                default = [1, 2]
                [cache]
                order_by = ["seq"]
                [[cache.invariant_filters]]
                param = "colour"
                column = "colour"
                [overrides]
                key_columns = ["seq"]
                allowed = ["colour"]
                [append]
                columns = ["seq", "colour"]
                destination = "hidden/inbox.csv"
                """,
                """
                SELECT $key AS seq, 'red' AS colour, $day::DATE AS day, $needed AS needed,
                  list_sum($many::INTEGER[]) AS many
                """)
            .start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void typesHaveTheNamesThatArrowGivesThem() throws IOException {
    assertEquals(
        """
        a int8
        b uint64
        c decimal128(38, 0)
        d decimal128(10, 2)
        e float
        f double
        g bool
        h string
        i binary
        j date32[day]
        k time64[us]
        l timestamp[us]
        m timestamp[us, tz=UTC]
        n list<item: int32>
        o struct<p: int32, q: string>
        p map<string, int32>
        q month_day_nano_interval
        r string
        s null
        t fixed_size_list<item: int32>[3]\
        """,
        site.get("/routes/types/schema")
            .json()
            .get("schema")
            .valueStream()
            .map(each -> each.get("name").asText() + " " + each.get("type").asText())
            .collect(Collectors.joining("\n")));
  }

  @Test
  void theFormTellsWhatMayBeAsked() throws IOException {
    Reply reply = site.get("/routes/asked/schema");
    assertEquals(200, reply.status(), reply.text());
    assertEquals("asked", reply.json().get("route_id").asText());
    assertEquals("/asked/{key}", reply.json().get("path").asText());
    assertEquals(
        List.of(
            "{\"name\":\"key\",\"type\":\"int\",\"required\":true,\"default\":null,\"description\":null}",
            "{\"name\":\"needed\",\"type\":\"str\",\"required\":true,\"default\":null,"
                + "\"description\":\"What is needed\"}",
            "{\"name\":\"day\",\"type\":\"date\",\"required\":false,\"default\":\"2024-01-02\","
                + "\"description\":null}",
            "{\"name\":\"many\",\"type\":\"int\",\"required\":false,\"default\":[1,2],"
                + "\"description\":null}",
            "{\"name\":\"colour\",\"type\":\"str\",\"required\":false,\"default\":null,"
                + "\"description\":null}"),
        reply.json().get("form").valueStream().map(Object::toString).toList());
    assertEquals(
        "{\"key_columns\":[\"seq\"],\"allowed\":[\"colour\"]}",
        reply.json().get("overrides").toString());
    assertEquals("{\"columns\":[\"seq\",\"colour\"]}", reply.json().get("append").toString());
    assertFalse(reply.text().contains("hidden"));
  }

  @Test
  void valuesAreCheckedAndNoneIsNeeded() throws IOException {
    Reply reply = site.get("/routes/asked/schema?key=x&needed=y");
    assertEquals(400, reply.status());
    assertEquals("invalid_parameter", reply.code());
    assertEquals(200, site.get("/routes/asked/schema?key=1&needed=y").status());
  }

  @Test
  void anUnchangedSchemaIsNotSentAgain() throws IOException {
    Reply reply = site.get("/routes/types/schema");
    String tag = reply.header("etag");
    assertEquals("no-cache", reply.header("cache-control"));
    assertEquals(304, site.get("/routes/types/schema", "If-None-Match", tag).status());
    assertEquals(tag, site.send("HEAD", "/routes/types/schema").header("etag"));
  }

  @Test
  void whatIsNoRouteIsNotFound() throws IOException {
    for (String path :
        List.of(
            "/routes/nothing/schema",
            "/routes//schema",
            "/routes/../types/schema",
            "/routes/types%2fschema")) {
      Reply reply = site.get(path);
      assertTrue(reply.status() == 404 || path.contains("%2f"), path + ": " + reply.status());
    }
    Reply reply = site.get("/routes/nothing/schema");
    assertEquals("not_found", reply.code());
    assertEquals("Route 'nothing' not found", reply.json().get("detail").asText());
    assertEquals(404, site.get("/routes/types/overrides").status());
    assertEquals(404, site.get("/routes/types").status());
  }
}
