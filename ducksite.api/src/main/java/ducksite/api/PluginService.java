package ducksite.api;

/**
 * What all service interfaces of plugins have in common: the host hands a provider its context
 * once, before anything else. A provider that implements {@link AutoCloseable} is closed once after
 * its last call, when the plugin is replaced or the host ends; there it stops its threads and
 * closes its connections.
 */
@ApiStatus(stability = ApiStatus.Stability.STABLE, role = ApiStatus.Role.TO_IMPLEMENT)
public interface PluginService {

  /**
   * Receives the plugin's context. Called once after the constructor and before every other call;
   * its time counts as loading.
   *
   * @throws IllegalArgumentException when the site's options for this plugin are wrong; the message
   *     is shown to the project's author
   * @throws Exception when the provider cannot work; it is then not offered, and the message is
   *     shown to the project's author
   */
  default void start(PluginContext context) throws Exception {}
}
