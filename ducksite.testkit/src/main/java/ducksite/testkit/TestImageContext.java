package ducksite.testkit;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.ImageContext;
import java.util.Map;

/**
 * The page that images are wanted for. Immutable.
 *
 * @param options the route's table {@code [assets.options]}
 */
public record TestImageContext(String routeId, Options options, Cancellation cancellation)
    implements ImageContext {

  /** A page of a route without such a table. */
  public static TestImageContext of(String routeId) {
    return new TestImageContext(routeId, Options.empty(), () -> false);
  }

  /** The same page with these keys. */
  public TestImageContext withOptions(Map<String, ?> keys) {
    return new TestImageContext(routeId, Options.of(keys), cancellation);
  }
}
