package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.engine.project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider gets the plugin's context before its first call, and is closed after its last. */
final class ProviderStartTest {

  private static final String STARTED =
      """
      import ducksite.api.PluginContext;
      import ducksite.api.manifest.*;
      import java.nio.file.*;
      import java.util.List;

      public final class Started implements VirtualParquetPlugin, AutoCloseable {
        private PluginContext context;

        @Override
        public void start(PluginContext given) {
          if (given.options().string("mood").isEmpty()) {
            throw new IllegalArgumentException("option 'mood' is missing");
          }
          given.log().log(System.Logger.Level.INFO, "started as {0}", given.id());
          context = given;
        }

        @Override
        public VirtualParquetManifest buildManifest(ManifestContext call) {
          return VirtualParquetManifest.of(
              List.of(
                  VirtualParquetFile.of(
                      "data/" + context.id() + "/" + context.options().string("mood").get(),
                      context.scratchFolder().resolve("a.parquet"))));
        }

        @Override
        public void close() throws Exception {
          Files.writeString(context.projectRoot().resolve("closed"), Thread.currentThread().getName());
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void aProviderStartsWithItsOptionsAndItsScratchFolderAndIsClosed() throws IOException {
    try (Site site = new Site(folder)) {
      site.write("plugins/Started.java", STARTED);
      PluginHost host =
          site.open(
              site.settings()
                  .withConfig(Map.of("Started", Options.of(Map.of("mood", "cheerful")))));
      Provider<VirtualParquetPlugin> provider = host.find(VirtualParquetPlugin.class, "Started");
      assertEquals("data/Started/cheerful", site.httpPath(provider));
      assertTrue(Files.isDirectory(folder.resolve(".ducksite_data/cache/plugin-scratch/Started")));
      assertTrue(provider.log().getName().endsWith("Started"));
      host.close();
      assertEquals("plugin-Started-close", Files.readString(folder.resolve("closed")));
    }
  }

  @Test
  void aProviderThatRefusesToStartIsNotOfferedAndSaysWhy() throws IOException {
    try (Site site = new Site(folder)) {
      site.write("plugins/Started.java", STARTED);
      site.open();
      assertEquals(PluginState.FAILED, site.report("Started").state());
      List<Problem> problems = site.problems.all();
      assertEquals("plugin/start-failed", problems.getFirst().code());
      assertTrue(
          problems.getFirst().message().contains("option 'mood' is missing"),
          problems.getFirst()::message);
      assertTrue(problems.getFirst().hint().contains("[plugins.config.Started]"));
    }
  }
}
