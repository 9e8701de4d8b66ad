package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A renderer of a plugin, asked for over HTTP, well-behaved and not. */
@Timeout(120)
final class PluginRendererTest {

  private static final String LINES =
      """
      import ducksite.api.render.*;
      import java.io.*;
      import java.lang.foreign.*;
      import java.nio.charset.StandardCharsets;

      public final class Lines implements Renderer {
        private static volatile MemorySegment kept;
        private static volatile ColumnVector keptColumn;
        private static volatile ResultBatches keptResult;
        private static volatile OutputStream keptOut;
        @Override public String format() { return "lines"; }
        @Override public String mediaType() { return "text/x-lines; charset=utf-8"; }
        @Override public void render(ResultBatches result, RenderContext context, OutputStream out)
            throws IOException {
          String mode = context.options().string("mode").orElse("all");
          if (mode.equals("again")) {
            String said = "";
            try { kept.get(ValueLayout.JAVA_BYTE, 0); } catch (RuntimeException e) { said += e.getClass().getSimpleName(); }
            try { keptColumn.longAt(0); } catch (RuntimeException e) { said += " " + e.getClass().getSimpleName(); }
            try { keptResult.next(); } catch (RuntimeException e) { said += " " + e.getClass().getSimpleName(); }
            try { keptOut.write(1); } catch (IOException e) { said += " " + e.getClass().getSimpleName(); }
            out.write(said.getBytes(StandardCharsets.UTF_8));
            return;
          }
          if (mode.equals("early")) throw new AssertionError("AUTHOR_SECRET");
          keptResult = result;
          keptOut = out;
          while (result.next()) {
            kept = result.column(0).data();
            keptColumn = result.column(0);
            for (int row = 0; row < result.rowCount(); row++) {
              out.write((result.longAt(0, row) + " " + result.stringAt(1, row) + "\\n")
                  .getBytes(StandardCharsets.UTF_8));
            }
            if (mode.equals("late")) { out.write(new byte[1 << 20]); throw new StackOverflowError(); }
            if (mode.equals("endless")) { while (!new File(context.options().string("stop").get()).exists()) { } }
          }
          out.close();
        }
      }
      """;

  private static final String ROWS = "SELECT range AS n, 'row ' || range AS text FROM range(20000)";

  @TempDir private static Path folder;
  private static TestSite site;

  private static String mode(String mode) {
    return "[postprocess.lines]\nmode = \"" + mode + "\"\n";
  }

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .file(
                "ducksite.toml",
                """
                [sql]
                timeout = "2s"
                [plugins.limits]
                threads = 1
                """)
            .file("plugins/Lines.java", LINES)
            .route("all", "", ROWS)
            .route("closed", "allowed_formats = [\"json\"]\n", ROWS)
            .route(
                "broken",
                "",
                "SELECT CASE WHEN range < 9000 THEN range ELSE CAST('x' || range AS BIGINT) END AS"
                    + " n, 'x' AS text FROM range(20000)")
            .route("again", mode("again"), ROWS)
            .route("early", mode("early"), ROWS)
            .route("late", mode("late"), ROWS)
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    site.close();
  }

  @Test
  void itsFormatIsOfferedAndStreamsTheWholeResult() throws IOException {
    Reply reply = site.get("/all?format=lines");
    assertEquals(200, reply.status());
    assertEquals("text/x-lines; charset=utf-8", reply.header("Content-Type"));
    String text = reply.text();
    assertTrue(text.startsWith("0 row 0\n1 row 1\n"), text.substring(0, 20));
    assertTrue(text.endsWith("19999 row 19999\n"));
    assertEquals(20000, text.lines().count());
    assertEquals(200, site.get("/all", "Accept", "text/x-lines").status());
    assertNotEquals(reply.header("ETag"), site.get("/all?format=csv").header("ETag"));
    assertEquals(
        304, site.get("/all?format=lines", "If-None-Match", reply.header("ETag")).status());
    assertEquals(400, site.get("/closed?format=lines").status());
  }

  @Test
  void whatItKeepsOfAResultThrowsInALaterCall() throws IOException {
    assertEquals(200, site.get("/all?format=lines").status());
    assertEquals(
        "IllegalStateException IllegalStateException IllegalStateException IOException",
        site.get("/again?format=lines").text());
  }

  @Test
  void aFailureBeforeTheFirstByteIsAnAnswerAndALaterOneBreaksTheConnection() throws IOException {
    Reply early = site.get("/early?format=lines");
    assertEquals(502, early.status());
    assertTrue(early.text().contains("plugin_failed"));
    assertFalse(early.text().contains("AUTHOR_SECRET"));
    assertThrows(IOException.class, () -> site.get("/late?format=lines"));
    assertEquals(500, site.get("/broken?format=lines").status());
    assertEquals(200, site.get("/all?format=lines").status());
  }

  @Test
  void oneThatNeverEndsIsLeftAndTheOthersAreAnswered() throws Exception {
    try (TestSite other = spinning()) {
      assertThrows(IOException.class, () -> failing(other, "/endless?format=lines", 504));
      while (!other.get("/-/plugins").text().contains("STUCK")) {
        Thread.onSpinWait();
      }
      Reply stuck = other.get("/all?format=lines");
      assertEquals(503, stuck.status());
      assertEquals("1", stuck.header("Retry-After"));
      assertEquals(200, other.get("/all?format=csv").status());
      other.file("stop", "");
      while (other.get("/-/plugins").text().contains("STUCK")) {
        Thread.onSpinWait();
      }
      assertEquals(200, other.get("/all?format=lines").status());
    }
  }

  /** An answer that has begun breaks off; one that has not is an error answer. */
  private static void failing(TestSite site, String path, int status) throws IOException {
    Reply reply = site.get(path);
    if (reply.status() == status) {
      throw new IOException("ended with " + status);
    }
  }

  private TestSite spinning() throws IOException {
    Path root = folder.resolve("spinning");
    return new TestSite(root)
        .file("ducksite.toml", "[sql]\ntimeout = \"1s\"\n[plugins.limits]\nthreads = 1\n")
        .file("plugins/Lines.java", LINES)
        .route("all", "", ROWS)
        .route("endless", mode("endless") + "stop = \"" + root.resolve("stop") + "\"\n", ROWS)
        .start();
  }

  @Test
  void aFormatThatIsTakenAndOneThatIsNoNameAreReported() throws IOException {
    Path root = folder.resolve("taken");
    try (TestSite other =
        new TestSite(root)
            .file("plugins/Lines.java", LINES.replace("\"lines\"", "\"csv\""))
            .file(
                "plugins/Odd.java",
                LINES.replace("class Lines", "class Odd").replace("\"lines\"", "\"o/d\""))
            .route("all", "", ROWS)
            .listen()) {
      AssertionError problems = assertThrows(AssertionError.class, other::load);
      assertTrue(problems.getMessage().contains("answers the format 'csv', which is taken"));
      assertTrue(problems.getMessage().contains("says the format 'o/d', which is no name"));
      assertEquals("0,row 0", other.get("/all?format=csv").text().lines().toList().get(1));
    }
  }

  @Test
  void itsNameIsAmongTheFormats() throws IOException {
    assertTrue(site.get("/-/routes").text().contains("\"lines\""));
  }
}
