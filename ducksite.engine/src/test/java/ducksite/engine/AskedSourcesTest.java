package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.plugin.PluginCounters;
import ducksite.engine.project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins of one site that are asked again. */
final class AskedSourcesTest {

  /** Tells what a file holds: the row filter of its one file. */
  private static final String FIRST =
      """
      import ducksite.api.manifest.*;
      import java.nio.file.*;
      import java.util.List;
      public final class First implements VirtualParquetPlugin {
        @Override
        public VirtualParquetManifest buildManifest(ManifestContext context) throws Exception {
          Path root = context.projectRoot();
          Files.writeString(
              root.resolve("calls"), ".", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          while (Files.exists(root.resolve("hang"))) {
            try {
              Thread.sleep(5);
            } catch (InterruptedException e) {
              continue;
            }
          }
          return VirtualParquetManifest.of(List.of(
              VirtualParquetFile.of("x.parquet", root.resolve("kept/a.parquet"))
                  .withRowFilter(Files.readString(root.resolve("filter")))))
              .withTemplateName(Files.readString(root.resolve("template")));
        }
      }
      """;

  /** Passes on a source of a plugin, or one of a folder. */
  private static final String CHAINED =
      """
      import ducksite.api.manifest.*;
      public final class Chained implements VirtualParquetPlugin {
        @Override
        public VirtualParquetManifest buildManifest(ManifestContext context) {
          return context.manifestFromFileSource(
              context.options().string("of").orElseThrow(), "data/" + context.sourceName());
        }
      }
      """;

  @TempDir private Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
    project.sales("kept/a.parquet");
    project.sales("lake/b.parquet");
    project
        .file("plugins/First.java", FIRST)
        .file("plugins/Chained.java", CHAINED)
        .file("filter", "id < 3")
        .file("template", "first_[region]")
        .toml(
            """
            [plugins.limits]
            manifest_timeout = "3s"
            [[file_sources]]
            name = "second"
            plugin = "plugins/Chained.java"
            options = { of = "first" }
            [[file_sources]]
            name = "first"
            plugin = "plugins/First.java"
            [[file_sources]]
            name = "lake"
            upstream_glob = "lake/*.parquet"
            row_filter = "amount > 10"
            [[file_sources]]
            name = "third"
            plugin = "plugins/Chained.java"
            options = { of = "lake" }
            [[file_sources]]
            pattern = "data/own/*.parquet"
            upstream_glob = "lake/*.parquet"
            on_empty = "ignore"
            """);
    project.compiled();
  }

  @AfterEach
  void end() {
    project.close();
  }

  private AskedSources asked() throws IOException {
    return project.builder().askAgain(project.last());
  }

  @Test
  void what_is_told_again_is_no_difference_whether_built_or_read() throws IOException {
    AskedSources again = asked();
    assertFalse(again.differ());
    assertEquals(List.of(), again.problems());
    project.load(project.build().generation());
    assertFalse(asked().differ());
    assertEquals(again.digest(), asked().digest());
  }

  @Test
  void a_filter_a_template_and_a_file_written_again_are_differences() throws IOException {
    String before = asked().digest();
    project.file("filter", "id < 2");
    assertTrue(asked().differ());
    assertNotEquals(before, asked().digest());
    project.file("filter", "id < 3").file("template", "other_[region]");
    assertTrue(asked().differ());
    project.file("template", "first_[region]");
    assertFalse(asked().differ());
    project.parquet("kept/a.parquet", "SELECT 1 AS id, 'emea' AS region, 5 AS amount");
    assertTrue(asked().differ());
  }

  @Test
  void a_plugin_that_heeds_no_interrupt_is_asked_again_when_its_call_has_ended() throws Exception {
    project.file("hang", "");
    assertTrue(message(asked()).contains("did not end within 3000 ms"));
    await(1);
    long calls = Files.size(root.resolve("calls"));
    for (int i = 0; i < 10; i++) {
      AskedSources again = asked();
      assertTrue(message(again).contains("goes on"), message(again));
      assertFalse(again.differ());
    }
    assertEquals(calls, Files.size(root.resolve("calls")));
    Files.delete(root.resolve("hang"));
    await(0);
    assertEquals(List.of(), asked().problems());
    assertEquals(calls + 1, Files.size(root.resolve("calls")));
  }

  private static String message(AskedSources asked) {
    return asked.problems().stream()
        .filter(each -> each.code().equals("plugin/timeout"))
        .map(Problem::message)
        .findFirst()
        .orElse("");
  }

  /** Waits until so many threads are held by calls that overran. */
  private void await(int held) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (project.last().plugins().counters().values().stream()
            .mapToInt(PluginCounters::stuckThreads)
            .sum()
        != held) {
      assertTrue(System.nanoTime() < end, "never " + held);
      Thread.sleep(5);
    }
  }

  @Test
  void a_plugin_that_fails_is_no_difference_and_neither_are_those_that_build_on_it()
      throws IOException {
    Files.delete(root.resolve("template"));
    AskedSources failed = asked();
    assertEquals(
        List.of("data/last-manifest", "plugin/failed"),
        failed.problems().stream().map(Problem::code).sorted().toList());
    assertFalse(failed.differ());
  }
}
