package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lineage}. */
final class LineageCommandTest {

  @TempDir private Path folder;

  @Test
  void theTextNamesWhatEachReads() throws IOException {
    Outcome outcome = TestProject.small(folder).run("lineage");
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals(
        """
        models
          numbers  1 column
        routes
          above    /above  <- numbers
        pages
          /        content/index.md
        """,
        outcome.out());
  }

  @Test
  void aRouteStandsBehindTheRoutesThatItReads() throws IOException {
    Outcome outcome =
        TestProject.small(folder)
            .file("routes_src/a.toml", "[[uses]]\nalias = \"up\"\ncall = \"above\"\n")
            .file("routes_src/a.sql", "SELECT count(*) AS n FROM up")
            .run("lineage");
    assertEquals(0, outcome.code(), outcome.err());
    String out = outcome.out();
    assertTrue(out.contains("a        /a  <- above"), out);
    assertTrue(out.indexOf("/above") < out.indexOf("/a "), out);
  }

  @Test
  void theMachineFormHasNodesAndEdges() throws IOException {
    Outcome outcome = TestProject.small(folder).run("lineage", "above", "--json");
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals("model:numbers", outcome.json().at("/edges/0/from").asText());
    assertEquals(2, outcome.json().get("nodes").size());
  }

  @Test
  void anUnknownNameIsSuggested() throws IOException {
    Outcome outcome = TestProject.small(folder).run("lineage", "numbres");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("did you mean `numbers`?"), outcome.err());
  }

  @Test
  void whatIsBrokenIsReportedAndTheRestIsShown() throws IOException {
    Outcome outcome =
        TestProject.small(folder).file("routes_src/bad.sql", "SELECT FROM").run("lineage");
    assertEquals(1, outcome.code());
    assertTrue(outcome.out().contains("numbers"), outcome.out());
    assertTrue(outcome.err().contains("bad.sql"), outcome.err());
  }
}
