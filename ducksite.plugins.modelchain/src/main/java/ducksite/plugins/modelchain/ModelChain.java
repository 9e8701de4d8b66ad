package ducksite.plugins.modelchain;

import ducksite.api.Options;
import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import java.util.List;
import java.util.Set;

/**
 * The files of another source, or those that models read, once more under a prefix of their own; by
 * default the source's own folder. Filters come along.
 *
 * <pre>{@code
 * [file_sources.options]
 * source = "demo"                               # either a source that stands above this one
 * models = ["orders_base", "orders_curated"]    # or models
 * http_prefix = "data/demo_proxy"
 * }</pre>
 */
public final class ModelChain implements VirtualParquetPlugin {

  private static final Set<String> KEYS = Set.of("source", "models", "http_prefix");

  /** For the host. */
  public ModelChain() {}

  @Override
  public VirtualParquetManifest buildManifest(ManifestContext context) {
    Options options = context.options();
    for (String key : options.keys()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "unknown option '" + key + "'; known options: http_prefix, models, source");
      }
    }
    boolean bySource = options.keys().contains("source");
    if (bySource == options.keys().contains("models")) {
      throw new IllegalArgumentException(
          "source '"
              + context.sourceName()
              + "' needs exactly one of the options 'source' and 'models'");
    }
    String prefix = options.string("http_prefix").orElse("data/" + context.sourceName());
    if (prefix.isBlank()) {
      throw new IllegalArgumentException("option 'http_prefix' is blank; leave it out instead");
    }
    context.cancellation().throwIfCancelled();
    if (bySource) {
      return context.manifestFromFileSource(options.string("source").orElseThrow(), prefix);
    }
    List<String> models = options.strings("models");
    if (models.isEmpty()) {
      throw new IllegalArgumentException("option 'models' names no model");
    }
    return context.manifestFromModelViews(models, prefix);
  }
}
