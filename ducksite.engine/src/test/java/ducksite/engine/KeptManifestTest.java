package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that fails while its site is served costs nothing that was there before. */
final class KeptManifestTest {

  private static final String PLUGIN =
      """
      import ducksite.api.manifest.*;
      import java.nio.file.*;
      import java.util.List;
      public final class P implements VirtualParquetPlugin {
        @Override
        public VirtualParquetManifest buildManifest(ManifestContext context) throws Exception {
          if (Files.exists(context.projectRoot().resolve("broken"))) {
            %s
          }
          return VirtualParquetManifest.of(List.of(
              VirtualParquetFile.of("x.parquet", context.projectRoot().resolve("data/a.parquet"))
                  .withRowFilter("id < 3"))).withTemplateName("p_[region]");
        }
      }
      """;

  @TempDir private Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
    project.sales("data/a.parquet");
    project.toml("[[file_sources]]\nname = \"p\"\nplugin = \"plugins/P.java\"\n");
  }

  @AfterEach
  void end() {
    project.close();
  }

  private List<String> servedAfter(String failure) throws IOException {
    project.file("plugins/P.java", PLUGIN.formatted(failure));
    assertNotNull(project.build().generation());
    project.file("broken", "");
    assertNull(project.build().generation());
    Problems problems = new Problems();
    try (SiteBuilder serving = new SiteBuilder(project.settings(), new CurrentSite())) {
      BuildResult kept = serving.build(problems);
      assertNotNull(kept.generation());
      assertEquals(1, kept.site().dataMap().files().size());
      assertEquals(2, kept.site().templates().getFirst().size());
      assertEquals("id < 3", kept.site().dataMap().files().getFirst().rowFilter());
      assertEquals(problems.all(), kept.site().problems());
      kept.site().close();
    }
    return problems.all().stream().map(Problem::code).sorted().toList();
  }

  @Test
  void a_plugin_that_throws_keeps_its_last_manifest_with_a_warning() throws IOException {
    assertEquals(
        List.of("data/last-manifest", "plugin/failed"),
        servedAfter("throw new IllegalStateException(\"no network\");"));
  }

  @Test
  void a_manifest_with_files_that_are_none_is_not_taken_over() throws IOException {
    assertEquals(
        List.of("data/last-manifest", "data/missing-file"),
        servedAfter(
            "return VirtualParquetManifest.of(List.of(VirtualParquetFile.of(\"y\","
                + " Path.of(\"/nowhere/y.parquet\"))));"));
  }
}
