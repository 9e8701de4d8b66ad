package ducksite.engine.render;

import static ducksite.engine.render.Rendered.jsonValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class JsonRendererTest {

  @Test
  void thePayloadNamesTheRouteTheColumnsTheRowsAndTheCounts() {
    String payload =
        Rendered.text(
            new JsonRenderer(),
            Request.PLAIN.page(3, 2),
            "SELECT i AS a, 'x' || i AS b FROM range(1, 3) t(i)");
    assertEquals(
        "{\"route_id\":\"orders\",\"title\":\"All \\\"orders\\\" <now>\",\"description\":null,"
            + "\"columns\":[\"a\",\"b\"],"
            + "\"rows\":[{\"a\":1,\"b\":\"x1\"},{\"a\":2,\"b\":\"x2\"}],\"row_count\":2,\"total_rows\":null,\"offset\":3,"
            + "\"limit\":2,\"elapsed_ms\":12.346,\"truncated\":false,\"charts\":[]}",
        payload);
  }

  @Test
  void aResultWithoutRowsHasColumnsAndAnEmptyList() {
    JsonNode payload = Rendered.json(Request.PLAIN, "SELECT 1 AS a, 'x' AS b WHERE false");
    assertEquals("[\"a\",\"b\"]", payload.get("columns").toString());
    assertEquals("[]", payload.get("rows").toString());
    assertEquals(0, payload.get("total_rows").asInt());
    assertTrue(payload.get("limit").isNull());
  }

  @Test
  void theTotalIsTheKnownOneOrCountedOrUnknownWhenTheAnswerWasCut() {
    assertEquals(
        900, Rendered.json(Request.PLAIN.total(900), "SELECT 1 AS a").get("total_rows").asInt());
    try (DuckQuery cut = new DuckQuery(true, "SELECT 1 AS a")) {
      byte[] bytes = Rendered.bytes(new JsonRenderer(), Request.PLAIN, cut);
      JsonNode payload = Rendered.tree(new String(bytes, StandardCharsets.UTF_8));
      assertTrue(payload.get("total_rows").isNull());
      assertTrue(payload.get("truncated").asBoolean());
    }
  }

  @Test
  void integersOfEveryWidthAreNumbers() {
    assertEquals("-128", jsonValue("(-128)::TINYINT"));
    assertEquals("255", jsonValue("255::UTINYINT"));
    assertEquals("-32768", jsonValue("(-32768)::SMALLINT"));
    assertEquals("65535", jsonValue("65535::USMALLINT"));
    assertEquals("-2147483648", jsonValue("(-2147483648)::INTEGER"));
    assertEquals("4294967295", jsonValue("4294967295::UINTEGER"));
    assertEquals("-9223372036854775808", jsonValue("(-9223372036854775808)::BIGINT"));
    assertEquals("18446744073709551615", jsonValue("18446744073709551615::UBIGINT"));
  }

  @Test
  void wideIntegersAndDecimalsAreExactStrings() {
    assertEquals(
        "\"-170141183460469231731687303715884105728\"",
        jsonValue("(-170141183460469231731687303715884105728)::HUGEINT"));
    assertEquals(
        "\"340282366920938463463374607431768211455\"",
        jsonValue("340282366920938463463374607431768211455::UHUGEINT"));
    assertEquals("\"12.34\"", jsonValue("12.34::DECIMAL(10,2)"));
    assertEquals("\"-0.05\"", jsonValue("(-0.05)::DECIMAL(4,2)"));
    assertEquals(
        "\"0.00000000000000000000000000000000000001\"", jsonValue("1e-38::DECIMAL(38,38)"));
    assertEquals(
        "\"99999999999999999999999999999999999999\"",
        jsonValue("99999999999999999999999999999999999999::DECIMAL(38,0)"));
  }

  @Test
  void longIntegersAreStringsWhereTheRouteAsksForIt() {
    JsonNode row =
        Rendered.json(
                Request.PLAIN.options(Map.of("int64", "string")),
                "SELECT 9007199254740993 AS a, 1::INTEGER AS b, [1::BIGINT] AS c, 7::UBIGINT AS d")
            .at("/rows/0");
    assertEquals("{\"a\":\"9007199254740993\",\"b\":1,\"c\":[\"1\"],\"d\":\"7\"}", row.toString());
  }

  @Test
  void floatingPointNumbersAreShortestAndNullWhereJsonHasNoWord() {
    assertEquals(
        "[1.0,0.1,null,null,null,-2.5E-7]",
        jsonValue("[1, 0.1, 'nan'::DOUBLE, 'inf'::DOUBLE, '-inf'::DOUBLE, -2.5e-7]"));
    assertEquals("[0.1,null]", jsonValue("[0.1::FLOAT, 'inf'::FLOAT]"));
  }

  @Test
  void booleansNullsAndBlobsHaveTheirForms() {
    assertEquals("[true,false,null]", jsonValue("[true, false, NULL]"));
    assertEquals("null", jsonValue("NULL"));
    assertEquals("\"qrv/\"", jsonValue("'\\xAA\\xBB\\xFF'::BLOB"));
    assertEquals("\"\"", jsonValue("''::BLOB"));
  }

  @Test
  void aLongBlobIsOneBase64Text() {
    String base64 = jsonValue("repeat('abcdefgh', 2000)::BLOB");
    byte[] decoded = java.util.Base64.getDecoder().decode(base64.substring(1, base64.length() - 1));
    assertEquals("abcdefgh".repeat(2000), new String(decoded, StandardCharsets.US_ASCII));
  }

  @Test
  void datesAndTimesAreIsoTexts() {
    assertEquals("\"2024-01-02\"", jsonValue("DATE '2024-01-02'"));
    assertEquals("\"08:15:00\"", jsonValue("TIME '08:15:00'"));
    assertEquals("\"12:30:45.123456\"", jsonValue("TIME '12:30:45.123456'"));
    assertEquals("\"2024-01-02T03:04:05\"", jsonValue("TIMESTAMP '2024-01-02 03:04:05'"));
    assertEquals("\"2024-01-02T03:04:05.120000\"", jsonValue("TIMESTAMP '2024-01-02 03:04:05.12'"));
    assertEquals(
        "\"2024-01-02T03:04:05.120\"", jsonValue("'2024-01-02 03:04:05.12'::TIMESTAMP_MS"));
    assertEquals("\"2024-01-02T03:04:05\"", jsonValue("'2024-01-02 03:04:05'::TIMESTAMP_S"));
    assertEquals(
        "\"2024-01-02T03:04:05.123456789\"",
        jsonValue("'2024-01-02 03:04:05.123456789'::TIMESTAMP_NS"));
    assertEquals("\"2024-01-02T01:04:05Z\"", jsonValue("'2024-01-02 03:04:05+02'::TIMESTAMPTZ"));
    assertEquals(
        "\"P1Y2M3DT4H5M6.7S\"",
        jsonValue("INTERVAL '1 year 2 months 3 days 4 hours 5 minutes 6.7 seconds'"));
  }

  @Test
  void infiniteAndDistantDatesAreWritten() {
    assertEquals(
        "[\"infinity\",\"-infinity\"]", jsonValue("['infinity'::DATE, '-infinity'::DATE]"));
    assertEquals(
        "[\"infinity\",\"-infinity\"]",
        jsonValue("['infinity'::TIMESTAMP, '-infinity'::TIMESTAMP]"));
    assertEquals("\"infinity\"", jsonValue("'infinity'::TIMESTAMPTZ"));
    assertEquals("\"0000-12-31\"", jsonValue("'0001-12-31 (BC)'::DATE"));
    assertEquals("\"-0001-12-31\"", jsonValue("'0002-12-31 (BC)'::DATE"));
    assertEquals("\"+294246-01-01T00:00:00\"", jsonValue("'294246-01-01 00:00:00'::TIMESTAMP"));
  }

  @Test
  void nestedValuesAreNestedJson() {
    assertEquals("[[1,null],[],null]", jsonValue("[[1::INTEGER, NULL], [], NULL]"));
    assertEquals("[1,2]", jsonValue("array_value(1::INTEGER, 2::INTEGER)"));
    assertEquals(
        "{\"a\":1,\"b\":[{\"c\":\"x\"}],\"d\":null}",
        jsonValue("{'a': 1, 'b': [{'c': 'x'}], 'd': NULL}"));
    assertEquals("{\"k\":1,\"l\":null}", jsonValue("MAP {'k': 1, 'l': NULL}"));
    assertEquals("[{\"key\":1,\"value\":\"a\"}]", jsonValue("MAP {1: 'a'}"));
    assertEquals("{}", jsonValue("MAP {}::MAP(VARCHAR, INTEGER)"));
    assertEquals("2", jsonValue("union_value(num := 2)"));
    assertEquals(
        "[1,\"x\",null]",
        jsonValue(
            "[1::UNION(num INTEGER, str VARCHAR), 'x'::UNION(num INTEGER, str VARCHAR), NULL]"));
  }

  @Test
  void enumsAndUuidsAreTexts() {
    assertEquals("\"b\"", jsonValue("'b'::ENUM('a', 'b')"));
    assertEquals(
        "\"261b5aac-135c-4a61-9f25-29e8126ababc\"",
        jsonValue("'261b5aac-135c-4a61-9f25-29e8126ababc'::UUID"));
  }

  @Test
  void jsonValuesAreEmbeddedAndMadeStrict() {
    assertEquals(
        "{\"a\":[1,true,null],\"b\\\"\":\"x , ]\"}",
        jsonValue("' {\"a\" : [1, true, null] , \"b\\\"\": \"x , ]\"}'::JSON"));
    assertEquals("{\"a\":[1]}", jsonValue("'{\"a\":[1,],}'::JSON"));
    assertEquals("[null,null,null,-1.5e3]", jsonValue("'[NaN, Infinity, -inf, -1.5e3]'::JSON"));
    assertEquals("\"é\\\\\"", jsonValue("'\"é\\\\\"'::JSON"));
  }

  @Test
  void textIsEscapedAndUnicodeKept() {
    List<String> texts =
        List.of(
            "",
            "plain",
            "quote \" backslash \\ slash /",
            "tab\tnewline\nreturn\r",
            "\u0001\u001f\b\f",
            "\u007f",
            "Grüße 🦆 日本",
            "<script>\u2028&",
            "🦆".repeat(3000),
            "é\"".repeat(5000),
            "x".repeat(200_000));
    for (String text : texts) {
      String value = jsonValue("'" + text.replace("'", "''") + "'");
      assertEquals(text, Rendered.tree(value).textValue());
      assertTrue(value.chars().noneMatch(character -> character < ' '));
    }
  }

  @Test
  void repeatedColumnNamesGetSuffixes() {
    JsonNode payload =
        Rendered.json(Request.PLAIN, "SELECT 1 AS a, 2 AS a, 3 AS a_1, 4 AS a, 5 AS \"q\"\"<\"");
    assertEquals("[\"a\",\"a_2\",\"a_1\",\"a_3\",\"q\\\"<\"]", payload.get("columns").toString());
    assertEquals(
        "{\"a\":1,\"a_2\":2,\"a_1\":3,\"a_3\":4,\"q\\\"<\":5}", payload.at("/rows/0").toString());
  }

  @Test
  void manyBatchesMakeOneListThatEqualsDuckDbsOwn() {
    String query =
        """
        SELECT i AS id, CASE WHEN i % 7 = 0 THEN NULL ELSE 'name "' || i END AS name, i % 3 = 0 AS flag,
               i / 8 AS ratio, DATE '2000-01-01' + i::INTEGER AS day, [i, NULL] AS list, {'n': i, 't': 'é' || i} AS part
        FROM range(20000) t(i) WHERE hash(i) % 5 <> 0\
        """;
    JsonNode rows = Rendered.json(Request.PLAIN, query).get("rows");
    String own = DuckQuery.value("SELECT json_group_array(to_json(q)) FROM (" + query + ") q");
    assertEquals(Rendered.tree(own), rows);
  }

  @Test
  void aCancelledRequestEndsTheWriting() {
    Request cancelled = Request.PLAIN.cancellation(() -> true);
    assertThrows(
        CancellationException.class,
        () -> Rendered.text(new JsonRenderer(), cancelled, "SELECT 1 AS a"));
  }
}
