package ducksite.engine.datamap;

import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.engine.plugin.CallKind;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.plugin.Provider;
import ducksite.engine.project.FileSource;
import java.util.Optional;

/** The call of a source's plugin, with its failures turned into problems of the source. */
final class ManifestCall {

  private ManifestCall() {}

  static Optional<VirtualParquetManifest> of(
      PluginHost plugins, FileSource source, SourceManifestContext context, FoundFiles found) {
    try {
      Provider<VirtualParquetPlugin> provider =
          plugins.find(VirtualParquetPlugin.class, source.plugin());
      return Optional.of(
          provider.call(
              CallKind.MANIFEST,
              (plugin, cancellation) ->
                  plugin.buildManifest(
                      context.during(provider.pluginId(), cancellation, provider.log()))));
    } catch (PluginException e) {
      if (context.missing().isPresent()) {
        return Optional.empty();
      }
      found.fail(e.code(), "plugin", e.getMessage(), e.hint());
      return Optional.empty();
    }
  }
}
