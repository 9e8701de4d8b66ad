import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Example 5: a list that an API gives. */
public final class TenantListing implements VirtualParquetPlugin {

  private static Map<String, String> tenants() {
    return new TreeMap<>(Map.of("a", "tenants/a.parquet", "b", "tenants/b.parquet"));
  }

  @Override
  public VirtualParquetManifest buildManifest(ManifestContext context) {
    List<VirtualParquetFile> files = new ArrayList<>();
    tenants()
        .forEach(
            (tenant, path) ->
                files.add(
                    VirtualParquetFile.of(
                            "data/tenant/" + tenant + ".parquet",
                            context.projectRoot().resolve(Path.of(path)))
                        .withRowFilter("tenant = '" + tenant + "'")));
    return VirtualParquetManifest.of(files)
        .withTemplateName("tenant_[tenant]")
        .withRowFilterTemplate("tenant = ?");
  }
}
