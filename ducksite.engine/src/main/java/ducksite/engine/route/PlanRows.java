package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.render.Renderer;
import java.io.OutputStream;

/** The rows of a plan for a reader that is no format of the site. */
public final class PlanRows {

  private PlanRows() {}

  /** Opens the result, gives its rows, whatever the formats of the route, and closes it. */
  public static RouteOutcome give(
      RoutePlan plan, Renderer reader, OutputStream out, Cancellation cancellation)
      throws RouteException {
    try (RouteResult result = plan.open(cancellation, false)) {
      return result.give(reader, out, cancellation);
    }
  }
}
