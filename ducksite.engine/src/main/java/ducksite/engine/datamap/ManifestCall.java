package ducksite.engine.datamap;

import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.engine.plugin.CallKind;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.plugin.Provider;
import ducksite.engine.plugin.verify.OptionCheck;
import ducksite.engine.plugin.verify.OptionTable;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.Position;
import java.util.Optional;

/** The call of a source's plugin, with its failures turned into problems of the source. */
final class ManifestCall {

  private static final String OPTIONS = "options";

  private ManifestCall() {}

  /**
   * What the plugin tells; empty when it fails, or asks for a source that nobody has looked at.
   *
   * @param again whether this is only a look at what may have changed
   */
  static Optional<VirtualParquetManifest> of(
      PluginHost plugins,
      FileSource source,
      SourceManifestContext context,
      boolean again,
      FoundFiles found) {
    try {
      Provider<VirtualParquetPlugin> provider =
          plugins.find(VirtualParquetPlugin.class, source.plugin());
      if (again) {
        provider.requireNoneLeft();
      }
      OptionCheck.Result options = provider.check(OptionTable.FILE_SOURCES, source.options());
      for (OptionCheck.Mistake mistake : options.mistakes()) {
        Position table =
            source.position(source.positions().containsKey(OPTIONS) ? OPTIONS : "plugin");
        found.fail(
            OptionCheck.CODE,
            mistake.in(source.positions(), OPTIONS + ".", table),
            "plugin " + provider.pluginId() + ": " + mistake.message(),
            mistake.hint());
      }
      if (!options.mistakes().isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          provider.call(
              CallKind.MANIFEST,
              (plugin, cancellation) ->
                  plugin.buildManifest(context.during(provider, options.options(), cancellation))));
    } catch (PluginException e) {
      if (context.missing().isPresent()) {
        return Optional.empty();
      }
      found.fail(e.code(), "plugin", e.getMessage(), e.hint());
      return Optional.empty();
    }
  }
}
