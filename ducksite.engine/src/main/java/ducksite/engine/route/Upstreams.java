package ducksite.engine.route;

import ducksite.engine.datamap.Digest;
import java.util.List;

/**
 * What a plan reads of other routes, each call planned like a request of its own. Immutable.
 *
 * @param calls in the order of the declaration
 */
record Upstreams(List<Planned> calls) {

  /** None. */
  static final Upstreams NONE = new Upstreams(List.of());

  Upstreams {
    calls = List.copyOf(calls);
  }

  /**
   * A planned call.
   *
   * @param call the call as it was compiled
   */
  record Planned(UpstreamCall call, RoutePlan plan) {

    String alias() {
      return call.alias();
    }

    /** What names the rows of the call: its fingerprint, with the identity of all that it reads. */
    String entry() {
      return plan.entry(plan.filter(), plan.inputs());
    }
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** Whether a secret is part of what is read. */
  boolean areSecret() {
    return calls.stream()
        .map(Planned::plan)
        .anyMatch(plan -> !plan.query().secrets().isEmpty() || plan.upstreams().areSecret());
  }

  /** Adds what the rows depend on to a digest. */
  void addTo(Digest digest) {
    calls.forEach(call -> digest.add(call.alias()).add(call.entry()));
  }

  /** The same calls over the inputs as they are now on the disk. */
  Upstreams refreshed() {
    return calls.isEmpty()
        ? this
        : new Upstreams(
            calls.stream().map(call -> new Planned(call.call(), call.plan().refreshed())).toList());
  }
}
