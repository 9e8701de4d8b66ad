package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NdjsonRendererTest {

  private static final String MIXED =
      """
      SELECT i AS id, CASE WHEN i % 7 = 0 THEN NULL ELSE E'na\\nme "\\u2028' || i END AS name,
        i::HUGEINT AS huge, (i / 3)::DECIMAL(9, 2) AS price, DATE '2000-01-01' + i::INTEGER AS day,
        [i, NULL] AS list, {'n': i, 't': 'é' || i} AS part, i / 8 AS ratio
      FROM range(20000) t(i)\
      """;

  @TempDir Path folder;

  @Test
  void everyRowIsALineOfTheObjectsThatJsonHas() {
    List<String> lines = ndjson(Request.PLAIN, MIXED).lines().toList();
    assertEquals(20_000, lines.size());
    JsonNode rows = Rendered.json(Request.PLAIN, MIXED).get("rows");
    for (int row = 0; row < lines.size(); row++) {
      assertEquals(rows.get(row), Rendered.tree(lines.get(row)));
    }
  }

  @Test
  void eachLineEndsAndNothingFollows() {
    assertEquals(
        "{\"a\":1}\n{\"a\":2}\n", ndjson(Request.PLAIN, "SELECT i AS a FROM range(1, 3) t(i)"));
    assertEquals("", ndjson(Request.PLAIN, "SELECT 1 AS a WHERE false"));
    assertEquals("{\"a\":1,\"a_1\":2}\n", ndjson(Request.PLAIN, "SELECT 1 AS a, 2 AS a"));
  }

  @Test
  void longNumbersAreTextsWhereTheRequestWantsThem() {
    Request asTexts = Request.PLAIN.options(Map.of("int64", "string"));
    assertEquals(
        "{\"a\":\"7\",\"b\":7}\n", ndjson(asTexts, "SELECT 7::BIGINT AS a, 7::INTEGER AS b"));
  }

  @Test
  void duckDbReadsEveryValueBack() throws IOException {
    Path file = Files.writeString(folder.resolve("rows.ndjson"), ndjson(Request.PLAIN, MIXED));
    String read =
        "SELECT * FROM read_json('"
            + file
            + "', format = 'newline_delimited', columns = {id: 'BIGINT', name: 'VARCHAR', huge:"
            + " 'HUGEINT', price: 'DECIMAL(9, 2)', day: 'DATE', list: 'BIGINT[]', part: 'STRUCT(n"
            + " BIGINT, t VARCHAR)', ratio: 'DOUBLE'})";
    assertEquals(
        "0", DuckQuery.value("SELECT count(*) FROM ((" + MIXED + ") EXCEPT ALL (" + read + "))"));
    assertEquals("20000", DuckQuery.value("SELECT count(*) FROM (" + read + ")"));
  }

  @Test
  void theFirstRowsAreHandedOnBeforeTheRestIsMade() throws IOException {
    Flushed sink = new Flushed();
    try (DuckQuery query = new DuckQuery("SELECT i AS a FROM range(100000) t(i)")) {
      new NdjsonRenderer().render(query, Request.PLAIN, sink);
    }
    assertTrue(sink.first > 0 && sink.first < 2048 * 20, "after " + sink.first + " bytes");
    assertTrue(sink.size() > sink.first);
  }

  private static final class Flushed extends ByteArrayOutputStream {
    private int first;

    @Override
    public void flush() {
      first = first == 0 ? size() : first;
    }
  }

  @Test
  void aCancelledRequestEndsTheWriting() {
    Request cancelled = Request.PLAIN.cancellation(() -> true);
    assertThrows(CancellationException.class, () -> ndjson(cancelled, "SELECT 1 AS a"));
  }

  private static String ndjson(Request request, String query) {
    return Rendered.text(new NdjsonRenderer(), request, query);
  }
}
