package ducksite.engine.plugin;

import java.time.Duration;

/**
 * How much each plugin may take: the table {@code [plugins.limits]}.
 *
 * @param threads calls of one plugin that run at once
 * @param queue calls of one plugin that wait for a thread; further ones are refused
 * @param manifestTimeout deadline of a manifest, and of loading the plugin
 * @param preprocessTimeout deadline of one step of a route
 * @param authTimeout deadline of an authentication
 */
public record PluginLimits(
    int threads,
    int queue,
    Duration manifestTimeout,
    Duration preprocessTimeout,
    Duration authTimeout) {

  public PluginLimits {
    if (threads < 1 || queue < 1) {
      throw new IllegalArgumentException("threads and queue must be at least 1");
    }
    if (!manifestTimeout.isPositive()
        || !preprocessTimeout.isPositive()
        || !authTimeout.isPositive()) {
      throw new IllegalArgumentException("timeouts must be positive");
    }
  }

  /** 4 threads, 64 waiting, 60 s for a manifest, 2 s for a step, 2 s for authentication. */
  public static PluginLimits defaults() {
    return new PluginLimits(
        4, 64, Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofSeconds(2));
  }
}
