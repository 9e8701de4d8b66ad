package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that tell something else, or nothing any more, while their site is served. */
final class AskedPluginsTest {

  private static final Duration PACE = Duration.ofMillis(20);
  private static final int ROWS = 5;

  /** Offers as many files as a file says, and counts how often it is asked. */
  private static final String PLUGIN =
      """
      import ducksite.api.manifest.*;
      import java.nio.file.*;
      import java.util.*;
      public final class P implements VirtualParquetPlugin {
        @Override
        public VirtualParquetManifest buildManifest(ManifestContext context) throws Exception {
          Path root = context.projectRoot();
          Files.writeString(
              root.resolve("calls"), ".", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          List<VirtualParquetFile> files = new ArrayList<>();
          String mode = Files.readString(root.resolve("mode"));
          switch (mode) {
            case "hang" -> Thread.sleep(600_000);
            case "bad" -> files.add(VirtualParquetFile.of("b.parquet", Path.of("/nowhere/b")));
            case "clash" ->
                files.add(
                    VirtualParquetFile.of("data/lake/n.parquet", root.resolve("kept/n.parquet")));
            case "throw" ->
                throw new IllegalStateException("no network, request " + System.nanoTime());
            case "refuse" -> throw new IllegalStateException("access denied");
            default -> {
              for (int i = 0; i < Integer.parseInt(mode); i++) {
                files.add(VirtualParquetFile.of(i + ".parquet", root.resolve("kept/n.parquet")));
              }
            }
          }
          return VirtualParquetManifest.of(files);
        }
      }
      """;

  @TempDir private Path folder;
  private TestProject project;
  private @Nullable FollowedSite site;

  @BeforeEach
  void begin() throws IOException {
    project = TestProject.small(folder.resolve("site"));
    Path made = folder.resolve("n.parquet");
    assertEquals(
        0, project.run("run", "above", "--format", "parquet", "--output", "" + made).code());
    for (String place : List.of("kept/n.parquet", "lake/n.parquet")) {
      Files.createDirectories(project.root.resolve(place).getParent());
      Files.copy(made, project.root.resolve(place));
    }
    project
        .file("plugins/P.java", PLUGIN)
        .file("mode", "1")
        .file("routes_src/total.toml", "")
        .file("routes_src/total.sql", "SELECT count(*) AS n FROM p")
        .file("routes_src/lakes.toml", "")
        .file("routes_src/lakes.sql", "SELECT count(*) AS n FROM lake")
        .file(
            "ducksite.toml",
            "[site]\nfreshness = \"20ms\"\n"
                + "[plugins.limits]\nmanifest_timeout = \"3s\"\n"
                + "[[file_sources]]\nname = \"p\"\nplugin = \"plugins/P.java\"\n"
                + "[[file_sources]]\nname = \"lake\"\nupstream_glob = \"lake/*.parquet\"\n");
  }

  @AfterEach
  void end() {
    if (site != null) {
      site.close();
    }
  }

  private FollowedSite serve() throws IOException {
    site = new FollowedSite(project, null, PACE);
    return site;
  }

  private static void await(Callable<Boolean> fact) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!fact.call()) {
      assertTrue(System.nanoTime() < end, "it did not come about");
      Thread.sleep(5);
    }
  }

  private static String rows(FollowedSite site, String route) throws IOException {
    return site.get("/" + route + "?format=csv").text().replaceAll("\\D", "");
  }

  private static void awaitFiles(FollowedSite site, int files) throws Exception {
    await(() -> rows(site, "total").equals("" + files * ROWS));
  }

  private static String problems(FollowedSite site) throws IOException {
    return site.get("/-/problems").text();
  }

  /** Waits until the plugin has been asked and answered some more times. */
  private void awaitCalls(int more) throws Exception {
    long wanted = Files.size(project.root.resolve("calls")) + more + 1;
    await(() -> Files.size(project.root.resolve("calls")) >= wanted);
  }

  @Test
  void what_a_plugin_tells_otherwise_is_served_without_a_build_and_no_request_fails()
      throws Exception {
    FollowedSite site = serve();
    List<Integer> answers = new CopyOnWriteArrayList<>();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    while (!Thread.currentThread().isInterrupted()) {
                      answers.add(site.get("/total?format=csv").status());
                      answers.add(site.get("/data/p/0.parquet").status());
                    }
                  } catch (IOException e) {
                    answers.add(0);
                  }
                });
    awaitFiles(site, 1);
    for (int files : new int[] {3, 2, 3}) {
      project.file("mode", "" + files);
      awaitFiles(site, files);
    }
    reader.interrupt();
    reader.join();
    assertEquals(Collections.nCopies(answers.size(), 200), answers);
    assertEquals(200, site.get("/data/p/2.parquet").status());
    assertEquals("1\n", project.text(".ducksite_data/current"));
    awaitCalls(2);
    site.swaps.clear();
    awaitCalls(5);
    assertTrue(site.swaps.isEmpty(), "the same manifest has made another site");
    assertEquals(List.of(), site.reported);
  }

  @Test
  void under_watch_the_change_is_built_and_published() throws Exception {
    site = new FollowedSite(project, new ProjectWatch(project.root, "routes_src"), PACE);
    project.file("mode", "2");
    awaitFiles(site, 2);
    assertEquals("2\n", project.text(".ducksite_data/current"));
  }

  @Test
  void a_plugin_that_throws_keeps_what_is_served_and_each_failure_is_told_once() throws Exception {
    FollowedSite site = serve();
    project.file("mode", "2");
    awaitFiles(site, 2);
    project.file("mode", "throw");
    await(() -> problems(site).contains("no network"));
    assertTrue(problems(site).contains("data/last-manifest"), problems(site));
    awaitCalls(5);
    assertEquals(List.of("data/last-manifest", "plugin/failed"), sorted(site.reported));
    assertEquals("" + 2 * ROWS, rows(site, "total"));
    assertEquals(200, site.get("/data/p/1.parquet").status());

    project.file("mode", "refuse");
    await(() -> problems(site).contains("access denied"));
    assertFalse(problems(site).contains("no network"), problems(site));
    awaitCalls(2);
    assertEquals(
        List.of("data/last-manifest", "plugin/failed", "plugin/failed"), sorted(site.reported));

    // Made anew for another source's files: of the site in service, not of what was published.
    site.swaps.clear();
    Files.copy(project.root.resolve("kept/n.parquet"), project.root.resolve("lake/second.parquet"));
    assertNotNull(site.swaps.poll(30, TimeUnit.SECONDS));
    await(() -> rows(site, "lakes").equals("" + 2 * ROWS));
    assertEquals("" + 2 * ROWS, rows(site, "total"));
    assertTrue(problems(site).contains("access denied"), problems(site));

    project.file("mode", "2");
    await(() -> !problems(site).contains("data/last-manifest"));
    assertEquals("" + 2 * ROWS, rows(site, "total"));
  }

  @Test
  void a_bad_manifest_is_not_taken_over_and_the_next_good_one_clears_its_warning()
      throws Exception {
    FollowedSite site = serve();
    project.file("mode", "bad");
    await(() -> problems(site).contains("data/missing-file"));
    assertEquals("" + ROWS, rows(site, "total"));
    assertEquals(404, site.get("/data/p/b.parquet").status());
    project.file("mode", "0");
    await(() -> problems(site).contains("data/empty-source"));
    assertFalse(problems(site).contains("data/missing-file"), problems(site));
    assertTrue(site.swaps.isEmpty(), "a failure has made another site");
    project.file("mode", "1");
    await(() -> !problems(site).contains("data/last-manifest"));
    assertTrue(site.swaps.isEmpty(), "a failure has made another site");
    assertEquals("" + ROWS, rows(site, "total"));
  }

  @Test
  void a_manifest_that_would_break_the_site_is_offered_once_and_the_next_one_is_taken()
      throws Exception {
    FollowedSite site = serve();
    project.file("mode", "clash");
    assertNotNull(site.refusals.poll(30, TimeUnit.SECONDS));
    assertTrue(problems(site).contains("data/duplicate-path"), problems(site));
    awaitCalls(5);
    assertEquals(1, site.told.get(), "what was refused was told again");
    assertEquals("" + ROWS, rows(site, "total"));
    project.file("mode", "2");
    awaitFiles(site, 2);
    assertFalse(problems(site).contains("data/duplicate-path"), problems(site));
  }

  @Test
  void while_a_plugin_hangs_the_files_of_other_sources_are_followed() throws Exception {
    FollowedSite site = serve();
    project.file("mode", "hang");
    awaitCalls(0);
    assertEquals("" + ROWS, rows(site, "total"));
    await(() -> problems(site).contains("plugin/timeout"));
    assertTrue(problems(site).contains("data/last-manifest"), problems(site));
    assertEquals("" + ROWS, rows(site, "total"));
    Files.copy(project.root.resolve("kept/n.parquet"), project.root.resolve("lake/second.parquet"));
    await(() -> rows(site, "lakes").equals("" + 2 * ROWS));
    assertEquals("" + ROWS, rows(site, "total"));
  }

  private static List<String> sorted(List<String> codes) {
    return codes.stream().sorted().toList();
  }
}
