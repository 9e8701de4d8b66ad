package ducksite.api.manifest;

import ducksite.api.ApiStatus;
import ducksite.api.PluginService;

/**
 * Tells which Parquet files a file source consists of. A {@code [[file_sources]]} entry with {@code
 * plugin = "…"} calls it at every build instead of globbing {@code upstream_glob}, and now and then
 * while the site is served; views, filters, HTTP paths and caches work as for any source.
 *
 * <p>One instance serves the life of the plugin and may be called by several threads at once, for
 * several sources.
 */
@ApiStatus(stability = ApiStatus.Stability.STABLE, role = ApiStatus.Role.TO_IMPLEMENT)
@FunctionalInterface
public interface VirtualParquetPlugin extends PluginService {

  /**
   * The files of one source, now. Long work reports to {@link ManifestContext#progress} and watches
   * {@link ManifestContext#cancellation}; it must end within {@code [plugins.limits]
   * manifest_timeout}.
   *
   * @throws Exception when the files cannot be told; its message is shown to the project's author.
   *     A build then reports the problem and keeps its last good output; a site in service keeps
   *     the files it has.
   */
  VirtualParquetManifest buildManifest(ManifestContext context) throws Exception;
}
