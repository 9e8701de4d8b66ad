package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb {@code cache}. */
final class CacheCommandTest {

  @TempDir private Path root;

  private TestProject project() throws IOException {
    return new TestProject(root)
        .file(
            "routes_src/kept.toml",
            "[cache]\norder_by = \"n\"\ninvariant_filters = [\"region\"]\n[params.least]\ntype ="
                + " \"int\"\n")
        .file(
            "routes_src/kept.sql",
            "SELECT range AS n, 'r' || range % 2 AS region FROM range(5)"
                + " WHERE range >= coalesce($least, 0)")
        .file("routes_src/live.toml", "")
        .file("routes_src/live.sql", "SELECT 1 AS one");
  }

  @Test
  void entriesAreListedExplainedAndCleared() throws IOException {
    TestProject project = project();
    assertEquals(0, project.run("run", "kept", "least=2", "--output", root + "/a.csv").code());
    JsonNode entries = project.run("cache", "list", "--json").json().get("entries");
    assertEquals(1, entries.size());
    assertEquals("kept", entries.get(0).get("route").asText());
    assertEquals("least=2", entries.get(0).get("asked").asText());
    JsonNode hit = project.run("cache", "explain", "kept", "least=2", "--json").json();
    assertEquals("disk", hit.get("tier").asText());
    assertEquals(entries.get(0).get("id"), hit.get("entry"));
    assertEquals("2", hit.get("key").get("parameters").get("least").asText());
    JsonNode superset =
        project.run("cache", "explain", "kept", "least=2", "region=r1", "--json").json();
    assertEquals("superset", superset.get("tier").asText());
    JsonNode miss = project.run("cache", "explain", "kept", "--json").json();
    assertEquals("miss", miss.get("tier").asText());
    assertTrue(project.run("cache", "explain", "live").out().contains("no [cache]"));
    assertTrue(project.run("cache", "list").out().contains("1 entries"));
    assertEquals(0, project.run("cache", "clear", "live", "--json").json().get("removed").asInt());
    assertEquals(1, project.run("cache", "clear", "--json").json().get("removed").asInt());
    assertEquals(0, project.run("cache", "list", "--json").json().get("entries").size());
  }

  @Test
  void whatDoesNotExistIsNamed() throws IOException {
    TestProject project = project();
    Outcome unknown = project.run("cache", "explain", "kpt");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("kept"), unknown.err());
    assertEquals(2, project.run("cache", "explain", "kept", "least=x").code());
    assertEquals(2, project.run("cache", "explain", "kept", "--least").code());
    assertEquals(0, project.run("cache", "clear", "../../etc").code());
  }

  @Test
  void routesThatAreReadAreExplainedWithWhatTheyRead() throws IOException {
    TestProject project =
        project()
            .file(
                "routes_src/middle.toml",
                "[params.from]\ntype = \"int\"\n[[uses]]\nalias = \"below\"\ncall = \"kept\"\n"
                    + "[uses.args]\nleast = \"from\"\n[[uses]]\nalias = \"one\"\ncall = \"live\"\n")
            .file("routes_src/middle.sql", "SELECT n FROM below, one")
            .file(
                "routes_src/top.toml",
                "[cache]\norder_by = \"n\"\n[[uses]]\nalias = \"m\"\ncall = \"middle\"\n"
                    + "[uses.args]\nfrom = 3\n")
            .file("routes_src/top.sql", "FROM m");
    JsonNode top = project.run("cache", "explain", "top", "--json").json();
    assertEquals("miss", top.get("tier").asText());
    JsonNode middle = top.get("uses").get(0);
    assertEquals("m", middle.get("alias").asText());
    assertEquals("middle", middle.get("route").asText());
    assertEquals("live", middle.get("tier").asText());
    JsonNode below = middle.get("uses").get(0);
    assertEquals("kept", below.get("route").asText());
    assertEquals("3", below.get("key").get("parameters").get("least").asText());
    assertEquals("miss", below.get("tier").asText());
    assertEquals("one", middle.get("uses").get(1).get("alias").asText());
    // The entry of an upstream route that is told is the one that its own request would find.
    JsonNode alone = project.run("cache", "explain", "kept", "least=3", "--json").json();
    assertEquals(alone.get("entry"), below.get("entry"));
    String text = project.run("cache", "explain", "top").out();
    assertTrue(text.contains("below") && text.contains("kept"), text);
    assertTrue(top.findValue("one") == null && alone.get("uses") == null, top.toString());
  }
}
