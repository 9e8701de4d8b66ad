package ducksite.api;

import java.nio.file.Path;

/**
 * What a plugin may know and use for as long as it is loaded, whatever it is called for. Safe for
 * use by several threads.
 */
@ApiStatus(stability = ApiStatus.Stability.STABLE, role = ApiStatus.Role.TO_CALL)
public interface PluginContext {

  /** The plugin's id, as references name it. */
  String id();

  /**
   * The plugin's site-wide options: {@code [plugins.config.<id>]} of {@code ducksite.toml}. Where
   * the plugin's descriptor has an {@code [options]} schema, they fit it.
   */
  Options options();

  /** The project's root folder, absolute. */
  Path projectRoot();

  /**
   * A folder of this plugin's own that survives builds and restarts, made on the first call; the
   * operator may empty it while the site is stopped.
   *
   * @throws java.io.UncheckedIOException when it cannot be made
   */
  Path scratchFolder();

  /**
   * The plugin's log, which ends in the host's under the plugin's name. Messages are formatted with
   * {@link java.text.MessageFormat} where parameters are given.
   */
  System.Logger log();
}
