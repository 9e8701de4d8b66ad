package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come and go under a site in service that nobody builds again. */
final class AddedFilesTest {

  @TempDir private Path folder;
  private TestProject project;
  private FollowedSite site;
  private BlockingQueue<Boolean> swaps;
  private BlockingQueue<Boolean> refusals;

  @BeforeEach
  void serve() throws IOException {
    project = TestProject.small(folder.resolve("site"));
    Path made = folder.resolve("n.parquet");
    Outcome outcome = project.run("run", "above", "--format", "parquet", "--output", "" + made);
    assertEquals(0, outcome.code(), outcome.err());
    Files.createDirectories(project.root.resolve("lake/a"));
    Files.copy(made, project.root.resolve("lake/a/1.parquet"));
    project
        .file(
            "ducksite.toml",
            "[site]\nfreshness = \"50ms\"\n[[file_sources]]\nname = \"lake\"\n"
                + "upstream_glob = \"lake/**/*.parquet\"\n")
        .file("routes_src/total.toml", "")
        .file("routes_src/total.sql", "SELECT count(*) AS files FROM lake");
    site = new FollowedSite(project);
    swaps = site.swaps;
    refusals = site.refusals;
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private int status(String path) throws IOException {
    return site.get(path).status();
  }

  private String total() throws IOException {
    return site.get("/total?format=csv").text().replaceAll("\\s+", " ").trim();
  }

  @Test
  void a_file_that_comes_is_in_answers_and_downloads_and_one_that_goes_is_not() throws Exception {
    String before = total();
    assertEquals(404, status("/data/lake/b/2.parquet"));
    Path second = project.root.resolve("lake/b/2.parquet");
    Files.createDirectories(second.getParent());
    Files.copy(project.root.resolve("lake/a/1.parquet"), second);
    assertNotNull(swaps.poll(30, TimeUnit.SECONDS));
    while (status("/data/lake/b/2.parquet") != 200) {
      // The folder may have been noticed before the file.
      assertNotNull(swaps.poll(30, TimeUnit.SECONDS));
    }
    int rows = Integer.parseInt(before.replaceAll("\\D", ""));
    assertEquals("files " + 2 * rows, total());
    Files.delete(second);
    while (status("/data/lake/b/2.parquet") != 404) {
      // What was taken over before may still be told.
      assertNotNull(swaps.poll(30, TimeUnit.SECONDS));
    }
    assertEquals(before, total());
  }

  @Test
  void a_file_that_is_still_being_written_changes_nothing_until_it_is_whole() throws Exception {
    String before = total();
    Path second = project.root.resolve("lake/a/2.parquet");
    byte[] whole = Files.readAllBytes(project.root.resolve("lake/a/1.parquet"));
    Files.write(second, Arrays.copyOf(whole, whole.length / 2));
    assertNotNull(refusals.poll(30, TimeUnit.SECONDS));
    assertEquals(before, total());
    Files.write(second, whole);
    assertNotNull(swaps.poll(30, TimeUnit.SECONDS));
    assertEquals(200, status("/data/lake/a/2.parquet"));
    // Nothing more is made anew for what has been taken.
    assertNull(swaps.poll(500, TimeUnit.MILLISECONDS));
  }
}
