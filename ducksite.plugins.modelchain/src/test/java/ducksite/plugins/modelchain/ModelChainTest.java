package ducksite.plugins.modelchain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.testkit.TestManifestContext;
import ducksite.testkit.VirtualParquetPluginContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelChainTest extends VirtualParquetPluginContract {

  @TempDir Path folder;
  private VirtualParquetFile demo;

  @BeforeEach
  void parquet() throws IOException {
    Path file = Files.writeString(folder.resolve("a.parquet"), "PAR1PAR1");
    demo = VirtualParquetFile.of("data/demo/y/a.parquet", file).withRowFilter("year > 2000");
  }

  @Override
  protected VirtualParquetPlugin plugin() {
    return new ModelChain();
  }

  @Override
  protected ManifestContext context() {
    return context(Map.of("source", "demo"));
  }

  private TestManifestContext context(Map<String, ?> options) {
    return TestManifestContext.in(folder)
        .withSourceName("proxy")
        .withFileSource(
            "demo", VirtualParquetManifest.of(List.of(demo)).withTemplateName("d_[year]"))
        .withModel("orders", VirtualParquetManifest.of(List.of(demo)))
        .withModel("curated", VirtualParquetManifest.of(List.of(demo)))
        .withOptions(options);
  }

  private VirtualParquetManifest manifest(Map<String, ?> options) {
    return new ModelChain().buildManifest(context(options));
  }

  private String refusal(Map<String, ?> options) {
    return assertThrows(IllegalArgumentException.class, () -> manifest(options)).getMessage();
  }

  @Test
  void aSourceAppearsUnderThePrefixWithItsFiltersAndItsTemplate() {
    VirtualParquetManifest manifest =
        manifest(Map.of("source", "demo", "http_prefix", "data/demo_proxy"));
    VirtualParquetFile file = manifest.files().getFirst();
    assertEquals("data/demo_proxy/y/a.parquet", file.httpPath());
    assertEquals(demo.location(), file.location());
    assertEquals(demo.rowFilter(), file.rowFilter());
    assertEquals("d_[year]", manifest.templateName().orElseThrow());
  }

  @Test
  void thePrefixIsTheSourcesOwnFolderByDefault() {
    assertEquals(
        "data/proxy/y/a.parquet", manifest(Map.of("source", "demo")).files().getFirst().httpPath());
  }

  @Test
  void theFilesBehindModelsAppearOnce() {
    List<VirtualParquetFile> files =
        manifest(Map.of("models", List.of("orders", "curated"), "http_prefix", "data/chain"))
            .files();
    assertEquals(
        List.of("data/chain/demo/y/a.parquet"),
        files.stream().map(VirtualParquetFile::httpPath).toList());
  }

  @Test
  void eachMistakeIsNamed() {
    String choice = "source 'proxy' needs exactly one of the options 'source' and 'models'";
    assertEquals(choice, refusal(Map.of()));
    assertEquals(choice, refusal(Map.of("source", "demo", "models", List.of("orders"))));
    assertEquals("option 'models' names no model", refusal(Map.of("models", List.of())));
    assertEquals("option 'source' must be a string", refusal(Map.of("source", 1L)));
    assertEquals(
        "unknown option 'model'; known options: http_prefix, models, source",
        refusal(Map.of("model", "x")));
    assertEquals(
        "option 'http_prefix' is blank; leave it out instead",
        refusal(Map.of("source", "demo", "http_prefix", "")));
    assertTrue(refusal(Map.of("source", "other")).contains("'other'"));
  }
}
