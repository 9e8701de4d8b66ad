package ducksite.engine.plugin;

import ducksite.api.Options;
import ducksite.api.PluginContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one plugin may know and use.
 *
 * @param scratch its own folder, made when it is asked for
 */
record HostedContext(String id, Options options, Path projectRoot, Path scratch, System.Logger log)
    implements PluginContext {

  static HostedContext of(String id, Options options, PluginHostSettings settings) {
    return new HostedContext(
        id,
        options,
        settings.siteRoot(),
        settings.classCache().resolveSibling("plugin-scratch").resolve(id),
        new PluginLog(id));
  }

  @Override
  public Path scratchFolder() {
    try {
      return Files.createDirectories(scratch);
    } catch (IOException e) {
      throw new UncheckedIOException("the scratch folder of " + id + " cannot be made", e);
    }
  }
}
