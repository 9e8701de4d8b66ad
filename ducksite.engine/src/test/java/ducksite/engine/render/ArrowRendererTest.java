package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;

final class ArrowRendererTest {

  private static final byte[] END_OF_STREAM = {-1, -1, -1, -1, 0, 0, 0, 0};

  @Test
  void aWholeStreamHasAnEnd() {
    try (DuckQuery query = new DuckQuery("SELECT 1 AS a")) {
      byte[] bytes = Rendered.bytes(new ArrowRenderer(), Request.PLAIN, query);
      assertArrayEquals(END_OF_STREAM, Arrays.copyOfRange(bytes, bytes.length - 8, bytes.length));
    }
  }

  @Test
  void allRowsOfAllBatchesReadBack() throws IOException {
    try (RootAllocator allocator = new RootAllocator();
        ArrowStreamReader reader =
            read(allocator, "SELECT i AS n, 'x' || i AS t FROM range(10000) t(i)")) {
      long rows = 0;
      long sum = 0;
      int batches = 0;
      while (reader.loadNextBatch()) {
        BigIntVector numbers = (BigIntVector) reader.getVectorSchemaRoot().getVector("n");
        for (int row = 0; row < numbers.getValueCount(); row++) {
          sum += numbers.get(row);
        }
        rows += numbers.getValueCount();
        batches++;
      }
      assertEquals(10_000, rows);
      assertEquals(49_995_000, sum);
      assertTrue(batches > 1);
    }
  }

  @Test
  void aResultWithoutRowsIsASchema() throws IOException {
    try (RootAllocator allocator = new RootAllocator();
        ArrowStreamReader reader =
            read(allocator, "SELECT 1 AS a, 'x'::ENUM('x') AS b WHERE false")) {
      assertEquals(2, reader.getVectorSchemaRoot().getSchema().getFields().size());
      assertFalse(reader.loadNextBatch());
    }
  }

  @Test
  void enumsTravelWithTheirDictionary() throws IOException {
    try (RootAllocator allocator = new RootAllocator();
        ArrowStreamReader reader =
            read(
                allocator,
                "SELECT (CASE i % 2 WHEN 0 THEN 'a' ELSE 'b' END)::ENUM('a', 'b') AS e, "
                    + "[i] AS l, {'s': i} AS s FROM range(5000) t(i)")) {
      assertTrue(reader.loadNextBatch());
      assertEquals(
          "a",
          reader
              .getDictionaryVectors()
              .values()
              .iterator()
              .next()
              .getVector()
              .getObject(0)
              .toString());
      assertEquals("[3]", reader.getVectorSchemaRoot().getVector("l").getObject(3).toString());
    }
  }

  @Test
  void theStreamStaysOpenForTheHost() throws IOException {
    try (DuckQuery query = new DuckQuery("SELECT 1 AS a")) {
      boolean[] closed = new boolean[1];
      new ArrowRenderer()
          .render(
              query,
              Request.PLAIN,
              new ByteArrayOutputStream() {
                @Override
                public void close() {
                  closed[0] = true;
                }
              });
      assertFalse(closed[0]);
    }
  }

  @Test
  void aStreamThatBreaksOffHasNoEnd() {
    AtomicInteger asked = new AtomicInteger();
    Request leaving = Request.PLAIN.cancellation(() -> asked.incrementAndGet() > 2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DuckQuery query = new DuckQuery("SELECT i AS n FROM range(100000) t(i)")) {
      assertThrows(
          CancellationException.class, () -> new ArrowRenderer().render(query, leaving, out));
    }
    byte[] bytes = out.toByteArray();
    assertTrue(bytes.length > 2048 * Long.BYTES, "two batches were written");
    byte[] end = Arrays.copyOfRange(bytes, bytes.length - 8, bytes.length);
    assertFalse(Arrays.equals(END_OF_STREAM, end));
  }

  @Test
  void aResultOfAnotherMakeIsRefused() {
    try (DuckQuery query = new DuckQuery("SELECT 1 AS a")) {
      CapturedResult captured = CapturedResult.of(query, 10);
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new ArrowRenderer()
                  .render(captured.batches(), Request.PLAIN, new ByteArrayOutputStream()));
    }
  }

  private static ArrowStreamReader read(RootAllocator allocator, String statement) {
    try (DuckQuery query = new DuckQuery(statement)) {
      byte[] bytes = Rendered.bytes(new ArrowRenderer(), Request.PLAIN, query);
      return new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator);
    }
  }
}
