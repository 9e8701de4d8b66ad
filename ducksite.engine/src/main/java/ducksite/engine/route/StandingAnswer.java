package ducksite.engine.route;

import ducksite.engine.cache.EncodedResponse;
import ducksite.engine.cache.Freshness;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the answer to a request depends on besides the request itself: the state of the inputs and,
 * for its bytes, the kept results that they are made of. Asking touches no file and plans nothing.
 * Good for the site that planned the request only. Safe for use by several threads.
 */
public final class StandingAnswer {

  private final RouteServices services;
  private final Map<String, String> inputs;
  private final String tag;
  private final Freshness freshness;

  private StandingAnswer(
      RouteServices services, Map<String, String> inputs, String tag, Freshness freshness) {
    this.services = services;
    this.inputs = Map.copyOf(inputs);
    this.tag = tag;
    this.freshness = freshness;
  }

  /** Empty for a plan that depends on more than that, and when its inputs have moved since. */
  static Optional<StandingAnswer> of(RoutePlan plan, String tag) {
    Route route = plan.route();
    if (route.isPreprocessed() || route.isVolatile() || !plan.upstreams().isEmpty()) {
      return Optional.empty();
    }
    RouteServices services = plan.services();
    Map<String, String> inputs = new HashMap<>();
    route.sql().inputs().forEach(input -> inputs.put(input, services.identities().digest(input)));
    return RouteInputs.digest(route, Upstreams.NONE, inputs::get).equals(plan.inputs())
        ? Optional.of(new StandingAnswer(services, inputs, tag, plan.rules().freshness()))
        : Optional.empty();
  }

  /** Whether the request would get the same entity tag now: no input has moved. */
  public boolean hasItsTag() {
    for (Map.Entry<String, String> input : inputs.entrySet()) {
      if (!services.identities().digest(input.getKey()).equals(input.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Whether the request would get these bytes now, from memory. */
  public boolean gives(EncodedResponse response) {
    return hasItsTag()
        && services.responses().find(tag).filter(found -> found == response).isPresent()
        && services.isCurrent(response, freshness);
  }
}
