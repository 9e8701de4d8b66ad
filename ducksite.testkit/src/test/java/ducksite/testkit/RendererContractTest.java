package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.render.ColumnVector;
import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import ducksite.api.render.ResultException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of renderers fails, by the test that is meant, for renderers that break it. */
final class RendererContractTest {

  private static Renderer subject;

  /** The contract as an author extends it. */
  static final class Extended extends RendererContract {
    @Override
    protected Renderer renderer() {
      return subject;
    }
  }

  /** A correct renderer, for others to break: one line for each row. */
  private static class Lines implements Renderer {
    @Override
    public String format() {
      return "lines";
    }

    @Override
    public String mediaType() {
      return "text/plain; charset=utf-8";
    }

    @Override
    public void render(ResultBatches result, RenderContext context, OutputStream out)
        throws IOException {
      out.write(("# " + result.columns() + "\n").getBytes(StandardCharsets.UTF_8));
      while (result.next()) {
        for (int row = 0; row < result.rowCount(); row++) {
          for (int column = 0; column < result.columns().size(); column++) {
            write(result.column(column), row, out);
          }
          out.write('\n');
        }
      }
    }

    void write(ColumnVector vector, int row, OutputStream out) throws IOException {
      out.write(text(vector, row).getBytes(StandardCharsets.UTF_8));
      out.write('\t');
    }
  }

  private static String text(ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      return "null";
    }
    return switch (vector.column().type()) {
      case NULL -> "null";
      case TEXT, JSON, BINARY -> vector.stringAt(row);
      case FLOAT, DOUBLE -> Double.toString(vector.doubleAt(row));
      case DECIMAL -> vector.decimalAt(row).toString();
      case INTERVAL -> "interval of " + vector.data().byteSize();
      case LIST, FIXED_LIST, MAP -> {
        StringBuilder all = new StringBuilder();
        for (int at = vector.offsetAt(row); at < vector.offsetAt(row + 1); at++) {
          for (ColumnVector child : vector.children()) {
            all.append(text(child, at)).append(' ');
          }
        }
        yield all.toString();
      }
      case STRUCT -> text(vector.children().get(0), row) + text(vector.children().get(1), row);
      case UNION -> text(vector.children().get(vector.childAt(row)), row);
      default -> Long.toString(vector.longAt(row));
    };
  }

  private static Set<String> failures(Renderer renderer) {
    subject = renderer;
    return Verdict.of(Extended.class).failed().keySet();
  }

  @Test
  void aGoodRendererPassesEveryTest() {
    subject = new Lines();
    Verdict verdict = Verdict.of(Extended.class);
    assertEquals(Map.of(), verdict.failed());
    assertEquals(Set.of(), verdict.aborted());
    assertEquals(21, verdict.passed().size(), verdict.passed()::toString);
  }

  @Test
  void aRendererThatKnowsFewTypesFails() {
    Renderer simple =
        new Lines() {
          @Override
          void write(ColumnVector vector, int row, OutputStream out) throws IOException {
            boolean whole = vector.column().type().name().startsWith("INT");
            out.write((whole ? "" + vector.longAt(row) : vector.stringAt(row)).getBytes());
          }
        };
    assertTrue(failures(simple).containsAll(Set.of("rendersEachType", "rendersAllTypesTogether")));
  }

  @Test
  void aRendererThatKeepsABatchBeyondItsTimeFails() {
    Renderer hoarding =
        new Lines() {
          @Override
          public void render(ResultBatches result, RenderContext context, OutputStream out)
              throws IOException {
            List<ColumnVector> kept = new ArrayList<>();
            while (result.next()) {
              for (int column = 0; column < result.columns().size(); column++) {
                kept.add(result.column(column));
              }
            }
            for (ColumnVector vector : kept) {
              for (int row = 0; row < vector.length(); row++) {
                write(vector, row, out);
              }
            }
          }
        };
    assertTrue(failures(hoarding).contains("rendersBatchesLikeOne"));
  }

  @Test
  void aRendererThatHoldsTheWholeResultFails() {
    Renderer holding =
        new Lines() {
          @Override
          public void render(ResultBatches result, RenderContext context, OutputStream out)
              throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            super.render(result, context, all);
            all.writeTo(out);
          }
        };
    assertEquals(Set.of("writesWhileItReads"), failures(holding));
  }

  @Test
  void aRendererThatSwallowsFailuresFails() {
    Renderer swallowing =
        new Lines() {
          @Override
          public void render(ResultBatches result, RenderContext context, OutputStream out) {
            try {
              super.render(result, context, out);
            } catch (IOException | ResultException e) {
              return;
            }
          }
        };
    assertEquals(
        Set.of("passesOnThatTheClientHasGone", "passesOnThatTheQueryHasFailed"),
        failures(swallowing));
  }

  @Test
  void aRendererThatShowsBatchesAndTimeFails() {
    Renderer telling =
        new Lines() {
          @Override
          public void render(ResultBatches result, RenderContext context, OutputStream out)
              throws IOException {
            while (result.next()) {
              out.write((result.rowCount() + " rows at " + System.nanoTime()).getBytes());
            }
          }
        };
    assertTrue(
        failures(telling)
            .containsAll(
                Set.of(
                    "rendersBatchesLikeOne",
                    "rendersResultsWithoutRows",
                    "rendersEqualResultsToEqualBytes",
                    "answersTheSameTwice")));
  }

  @Test
  void namesThatNoUrlAndNoHeaderCanHaveFail() {
    Renderer misnamed =
        new Lines() {
          @Override
          public String format() {
            return "My Format";
          }

          @Override
          public String mediaType() {
            return "text/plain\r\nX: y";
          }
        };
    assertEquals(Set.of("namesAFormatThatFitsAUrl", "namesItsMediaType"), failures(misnamed));
  }

  @Test
  void aRendererThatReadsOnAnotherThreadFails() {
    Renderer parallel =
        new Lines() {
          @Override
          public void render(ResultBatches result, RenderContext context, OutputStream out) {
            Throwable[] failure = new Throwable[1];
            Thread reader =
                Thread.ofVirtual()
                    .start(
                        () -> {
                          try {
                            super.render(result, context, out);
                          } catch (Throwable e) {
                            failure[0] = e;
                          }
                        });
            try {
              reader.join();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            if (failure[0] instanceof RuntimeException e) {
              throw e;
            }
          }
        };
    assertTrue(failures(parallel).contains("rendersBatchesLikeOne"));
  }
}
