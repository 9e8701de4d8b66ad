import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;

/** Example 3: an existing source under a new prefix. */
public final class DemoProxy implements VirtualParquetPlugin {
  @Override
  public VirtualParquetManifest buildManifest(ManifestContext context) {
    return context.manifestFromFileSource("demo", "data/demo_proxy");
  }
}
