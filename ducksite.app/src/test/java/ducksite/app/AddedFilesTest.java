package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import ducksite.engine.BuildResult;
import ducksite.engine.BuildSettings;
import ducksite.engine.CurrentSite;
import ducksite.engine.RejectedChange;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.StateFolder;
import ducksite.engine.project.Overrides;
import ducksite.engine.project.Problems;
import ducksite.http.ServerSettings;
import ducksite.http.SiteServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come and go under a site in service that nobody builds again. */
final class AddedFilesTest {

  @TempDir private Path folder;
  private final CurrentSite current = new CurrentSite();
  private final BlockingQueue<Boolean> swaps = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> refusals = new LinkedBlockingQueue<>();
  private TestProject project;
  private SiteBuilder builder;
  private SiteServer server;
  private SiteFollower follower;

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
    StateFolder state = new StateFolder(project.root.resolve(".ducksite_data"));
    builder =
        new SiteBuilder(
            new BuildSettings(project.root, state, Overrides.none(), null, false, "1", text -> {}),
            true);
    Problems problems = new Problems();
    BuildResult built = builder.build(problems);
    assertNotNull(built.generation(), () -> problems.all().toString());
    current.swap(built.site());
    server =
        SiteServer.start(
            new ServerSettings(
                "127.0.0.1", 0, List.of(), 1 << 20, Duration.ofSeconds(2), state.temporary(), "1"),
            current);
    server.siteLoaded();
    follower =
        new SiteFollower(
            builder,
            state,
            null,
            Duration.ofMillis(20),
            built.generation().number(),
            problems.all(),
            new SiteFollower.Audience() {
              @Override
              public Optional<String> swap(Site site) {
                current.swap(site);
                swaps.add(true);
                return Optional.empty();
              }

              @Override
              public void report(Problems found) {}

              @Override
              public void reject(RejectedChange change) {
                current.reject(change);
                refusals.add(true);
              }

              @Override
              public Optional<CurrentSite.Lease> lease() {
                return current.lease();
              }
            });
    follower.start();
  }

  @AfterEach
  void stop() {
    follower.close();
    server.close();
    current.close();
    builder.close();
  }

  private int status(String path) throws IOException {
    HttpURLConnection connection = open(path);
    int status = connection.getResponseCode();
    connection.disconnect();
    return status;
  }

  private HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) URI.create(server.url()).resolve(path).toURL().openConnection();
  }

  private String total() throws IOException {
    try (InputStream body = open("/total?format=csv").getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\s+", " ").trim();
    }
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
