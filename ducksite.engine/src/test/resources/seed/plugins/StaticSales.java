import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Example 1: fixed Parquet files that are there already. */
public final class StaticSales implements VirtualParquetPlugin {
  @Override
  public VirtualParquetManifest buildManifest(ManifestContext context) {
    Path base = context.projectRoot().resolve("warehouse/sales_parquet");
    List<VirtualParquetFile> files = new ArrayList<>();
    for (String relative : List.of("emea.parquet", "na.parquet")) {
      files.add(VirtualParquetFile.of("data/sales/" + relative, base.resolve(relative)));
    }
    return VirtualParquetManifest.of(files)
        .withTemplateName("sales_[region]")
        .withRowFilterTemplate("region = ?");
  }
}
