package ducksite.plugins.staticfiles;

import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.testkit.TestManifestContext;
import ducksite.testkit.VirtualParquetPluginContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class StaticFilesContractTest extends VirtualParquetPluginContract {

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("a.parquet"), "PAR1...PAR1");
    Files.createDirectories(folder.resolve("more"));
    Files.writeString(folder.resolve("more/b.parquet"), "PAR1...PAR1");
  }

  @Override
  protected VirtualParquetPlugin plugin() {
    return new StaticFiles();
  }

  @Override
  protected ManifestContext context() {
    return TestManifestContext.in(folder)
        .withOptions(
            Map.of(
                "files",
                List.of(Map.of("path", "a.parquet")),
                "folders",
                List.of(Map.of("path", "more"))));
  }
}
