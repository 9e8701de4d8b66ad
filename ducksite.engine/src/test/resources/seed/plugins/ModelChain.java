import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import java.util.List;

/** Example 4: the Parquet files behind models. */
public final class ModelChain implements VirtualParquetPlugin {
  @Override
  public VirtualParquetManifest buildManifest(ManifestContext context) {
    return context.manifestFromModelViews(
        List.of("orders_base", "orders_curated"), "data/orders_models");
  }
}
