package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.render.ColumnType;
import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultColumn;
import ducksite.api.render.ResultException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every renderer does, as tests: it is given results of every shape, and the memory of each
 * batch is taken away as the host takes it. Extend it, tell the renderer, and add what its format
 * has to look like.
 */
public abstract class RendererContract extends ProviderContract<Renderer> {

  private static final int HUGE = 2_000_000;
  private static final int BATCHES = 40;
  private static final int BATCH_TEXT = 100_000;

  /** For those who extend. */
  protected RendererContract() {}

  /** The renderer under test, a new one at each call. */
  protected abstract Renderer renderer();

  /** The context it renders in: of a route without title and options, unless overridden. */
  protected RenderContext context() {
    return TestRenderContext.of("contract").withTitle("A <title> & \"more\"");
  }

  /** Whether lists, structs, maps and unions can be rendered: true unless overridden. */
  protected boolean supportsNestedTypes() {
    return true;
  }

  /** Whether a result without columns can be rendered: true unless overridden. */
  protected boolean supportsResultsWithoutColumns() {
    return true;
  }

  /** Whether bytes come before the result has been read to its end: true unless overridden. */
  protected boolean supportsStreaming() {
    return true;
  }

  @Override
  final Renderer provider() {
    return renderer();
  }

  @Override
  final Object call(Renderer renderer) throws Exception {
    return Arrays.hashCode(bytes(renderer, ordinary()));
  }

  private static TestResult ordinary() {
    return TestResult.of(SampleResults.NUMBER, SampleResults.TEXT)
        .withBatch(new Object[] {1, "a"}, new @Nullable Object[] {null, "b"})
        .withBatch(new @Nullable Object[] {3, null});
  }

  private byte[] bytes(Renderer renderer, TestResult result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TestResult.Reading reading = result.open()) {
      renderer.render(reading, context(), out);
    }
    return out.toByteArray();
  }

  private void renders(Renderer renderer, TestResult result, String what) {
    try {
      bytes(renderer, result);
    } catch (Exception | StackOverflowError e) {
      throw new AssertionError(what + " cannot be rendered: " + e, e);
    }
  }

  /** The format is usable in {@code ?format=} and as a suffix of a path. */
  @Test
  public void namesAFormatThatFitsAUrl() throws Exception {
    String format = started().format();
    assertTrue(format.matches("[a-z0-9_-]{1,40}"), () -> "not a format's name: '" + format + "'");
  }

  /** The media type is one, and says its charset where it is text. */
  @Test
  public void namesItsMediaType() throws Exception {
    String type = started().mediaType();
    assertTrue(
        type.matches("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(\\s*;\\s*[^\\p{Cntrl}]+)?"),
        () -> "not a media type: '" + type + "'");
    assertTrue(
        !type.startsWith("text/") || type.contains("charset="),
        () -> "text without charset: '" + type + "'");
  }

  /** A column of each type is rendered, with extreme values and NULL. */
  @Test
  public void rendersEachType() throws Exception {
    Renderer renderer = started();
    List<String> nested = List.of("LIST", "FIXED_LIST", "STRUCT", "MAP", "UNION");
    SampleResults.ofEachType()
        .forEach(
            (type, result) -> {
              if (supportsNestedTypes() || !nested.contains(type)) {
                renders(renderer, result, "a column of type " + type);
              }
            });
  }

  /** All types stand in one result. */
  @Test
  public void rendersAllTypesTogether() throws Exception {
    Assumptions.assumeTrue(supportsNestedTypes(), "the renderer has no nested types");
    renders(started(), SampleResults.ofAllTypes(), "a result with columns of all types");
  }

  /** A query may find nothing, with an empty batch or with none. */
  @Test
  public void rendersResultsWithoutRows() throws Exception {
    TestResult none = TestResult.of(SampleResults.NUMBER, SampleResults.TEXT);
    Renderer renderer = started();
    assertArrayEquals(
        bytes(renderer, none),
        bytes(renderer, none.withBatch()),
        "no batch and an empty one are the same result");
  }

  /** A result may have no columns. */
  @Test
  public void rendersResultsWithoutColumns() throws Exception {
    Assumptions.assumeTrue(supportsResultsWithoutColumns(), "the renderer needs a column");
    Renderer renderer = started();
    renders(renderer, TestResult.of(), "a result without columns");
    renders(renderer, TestResult.of().withBatch(new Object[0]), "a row without columns");
  }

  /** Every value may be NULL. */
  @Test
  public void rendersColumnsOfNulls() throws Exception {
    Renderer renderer = started();
    for (TestResult result : SampleResults.ofEachType().values()) {
      ResultColumn column = result.columns().getFirst();
      if (supportsNestedTypes() || column.children().isEmpty()) {
        renders(
            renderer,
            TestResult.of(column).withBatch(new @Nullable Object[1], new @Nullable Object[1]),
            "NULLs of type " + column.type());
      }
    }
  }

  /** Two columns may have one name, and a name may be anything. */
  @Test
  public void rendersColumnsOfAnyName() throws Exception {
    List<ResultColumn> columns = new ArrayList<>();
    for (String name : List.of("a", "a", "", "a b", "\"", "</th>", "ключ", "a\nb", "__proto__")) {
      columns.add(ResultColumn.of(name, ColumnType.INT64, "BIGINT"));
    }
    Object[] row = new Object[columns.size()];
    Arrays.fill(row, 1);
    renders(
        started(),
        TestResult.of(columns.toArray(ResultColumn[]::new)).withBatch(row),
        "columns with odd names");
  }

  /** A text may have megabytes. */
  @Test
  public void rendersHugeTexts() throws Exception {
    Renderer renderer = started();
    renders(
        renderer,
        TestResult.of(SampleResults.TEXT).withBatch(new Object[] {"é\"<&,".repeat(HUGE / 8)}),
        "a text of " + HUGE + " bytes");
  }

  /** How rows are cut into batches makes no difference; some batches are empty. */
  @Test
  public void rendersBatchesLikeOne() throws Exception {
    Renderer renderer = started();
    TestResult one =
        TestResult.of(SampleResults.NUMBER)
            .withBatch(new Object[] {1}, new Object[] {2}, new Object[] {3});
    TestResult three =
        TestResult.of(SampleResults.NUMBER)
            .withBatch()
            .withBatch(new Object[] {1})
            .withBatch()
            .withBatch(new Object[] {2}, new Object[] {3})
            .withBatch();
    assertArrayEquals(bytes(renderer, one), bytes(renderer, three));
  }

  /** Memory stays flat: some bytes are written before the last batch is read. */
  @Test
  public void writesWhileItReads() throws Exception {
    Assumptions.assumeTrue(supportsStreaming(), "the renderer holds the whole result");
    TestResult result = TestResult.of(SampleResults.TEXT);
    for (int batch = 0; batch < BATCHES; batch++) {
      result = result.withBatch(new Object[] {"x".repeat(BATCH_TEXT)});
    }
    try (TestResult.Reading reading = result.open()) {
      FirstByte out = new FirstByte(reading);
      started().render(reading, context(), out);
      assertTrue(
          out.batch() > 0 && out.batch() < BATCHES,
          () -> "of " + BATCHES + " batches " + out.batch() + " were read before the first byte");
    }
  }

  /** A client that has gone ends the rendering by the stream's own exception. */
  @Test
  public void passesOnThatTheClientHasGone() throws Exception {
    Renderer renderer = started();
    IOException gone = new IOException("the client has gone");
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw gone;
          }
        };
    TestResult large =
        TestResult.of(SampleResults.TEXT).withBatch(new Object[] {"x".repeat(BATCH_TEXT)});
    try (TestResult.Reading reading = large.open()) {
      IOException thrown =
          assertThrows(
              IOException.class,
              () -> {
                renderer.render(reading, context(), broken);
                broken.flush();
              });
      assertSame(gone, thrown.getCause() == null ? thrown : root(thrown));
    }
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** A query that fails on the way ends the rendering by its own exception. */
  @Test
  public void passesOnThatTheQueryHasFailed() throws Exception {
    Renderer renderer = started();
    ResultException failure = new ResultException("the query failed", new IOException("why"));
    for (TestResult result : List.of(TestResult.of(SampleResults.NUMBER), ordinary())) {
      try (TestResult.Reading reading = result.withFailure(failure).open()) {
        assertSame(
            failure,
            assertThrows(
                ResultException.class,
                () -> renderer.render(reading, context(), OutputStream.nullOutputStream())));
      }
    }
  }

  /** The site's row limit may have cut the result. */
  @Test
  public void bearsAResultThatWasCutOff() throws Exception {
    renders(started(), ordinary().withTruncation(), "a result that was cut off");
  }

  /** Equal results give equal bytes. */
  @Test
  public void rendersEqualResultsToEqualBytes() throws Exception {
    Renderer renderer = started();
    for (Map.Entry<String, TestResult> each : SampleResults.ofEachType().entrySet()) {
      if (supportsNestedTypes() || each.getValue().columns().getFirst().children().isEmpty()) {
        assertEquals(
            Arrays.hashCode(bytes(renderer, each.getValue())),
            Arrays.hashCode(bytes(renderer, each.getValue())),
            each.getKey());
      }
    }
  }
}
