package ducksite.engine.project;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a route may take; what is null is the site's.
 *
 * @param pool the connections that it is executed on
 * @param timeout longest time of its query
 * @param maxRows most rows of a JSON or HTML answer
 */
public record RouteLimits(Pool pool, @Nullable Duration timeout, @Nullable Integer maxRows) {

  /** The two pools of database connections. */
  public enum Pool {
    STANDARD,
    HEAVY
  }

  /** The site's limits. */
  static final RouteLimits NONE = new RouteLimits(Pool.STANDARD, null, null);

  static RouteLimits read(SectionReader top) {
    return new RouteLimits(
        top.choice("pool", Pool.class),
        top.optionalDuration("timeout").orElse(null),
        top.optionalInteger("max_rows").orElse(null));
  }
}
