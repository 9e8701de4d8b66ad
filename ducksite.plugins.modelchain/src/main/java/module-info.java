import org.jspecify.annotations.NullMarked;

/** The Parquet behind another source, or behind compiled models, under a new prefix. */
@NullMarked
module ducksite.plugins.modelchain {
  requires static org.jspecify;
  requires ducksite.api;

  provides ducksite.api.manifest.VirtualParquetPlugin with
      ducksite.plugins.modelchain.ModelChain;
}
