package ducksite.engine.route;

import ducksite.engine.datamap.Digest;
import ducksite.engine.datamap.FileList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The identity of everything that a route reads, as one digest. */
final class RouteInputs {

  private RouteInputs() {}

  /**
   * @param upstreams what it reads of other routes
   * @param identity the digest of an input
   */
  static String digest(Route route, Upstreams upstreams, UnaryOperator<String> identity) {
    Digest digest = new Digest();
    new TreeSet<>(route.sql().inputs())
        .forEach(input -> digest.add(input).add(identity.apply(input)));
    upstreams.addTo(digest);
    return digest.hex();
  }

  /**
   * The same for the files that a plan reads, as they are now on the disk.
   *
   * @param upstreams what it reads of other routes
   */
  static String now(RoutePlan plan, Upstreams upstreams) {
    Optional<List<FileList>> read = Optional.of(plan.route().sql().read(plan.query().given()));
    return digest(
        plan.route(), upstreams, input -> plan.services().identities().refreshed(input, read));
  }
}
