import org.jspecify.annotations.NullMarked;

/** Fixed and folder-based manifests, from configuration alone. */
@NullMarked
module ducksite.plugins.staticfiles {
  requires static org.jspecify;
  requires ducksite.api;

  provides ducksite.api.manifest.VirtualParquetPlugin with
      ducksite.plugins.staticfiles.StaticFiles;
}
