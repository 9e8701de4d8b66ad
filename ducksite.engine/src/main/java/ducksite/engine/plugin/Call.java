package ducksite.engine.plugin;

import ducksite.api.Cancellation;

/**
 * One call into a plugin. It runs on a thread of the plugin, so it also copies what the plugin
 * returns: a collection of the plugin's own class must not be read outside.
 *
 * @param <S> the service interface
 * @param <T> the answer; null counts as a failure of the plugin
 */
@FunctionalInterface
public interface Call<S, T> {

  /**
   * Calls the service. The cancellation is true once the deadline has passed or the caller has
   * gone.
   */
  T on(S service, Cancellation cancellation) throws Exception;
}
