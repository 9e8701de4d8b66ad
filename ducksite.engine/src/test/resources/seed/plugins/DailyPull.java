import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Example 2: remote data, fetched into the scratch folder; the service is a folder here. */
public final class DailyPull implements VirtualParquetPlugin {
  @Override
  public VirtualParquetManifest buildManifest(ManifestContext context) throws IOException {
    Path remote = context.projectRoot().resolve("remote/daily-2024-08-01.parquet");
    Path local = context.scratchFolder().resolve("daily.parquet");
    context.progress("fetching rows with " + context.filterExpr().orElse("no filter"));
    Files.copy(remote, local, StandardCopyOption.REPLACE_EXISTING);
    return VirtualParquetManifest.of(
        List.of(
            VirtualParquetFile.of("data/daily/daily.parquet", local)
                .withRowFilter("day = DATE '2024-08-01'")));
  }
}
