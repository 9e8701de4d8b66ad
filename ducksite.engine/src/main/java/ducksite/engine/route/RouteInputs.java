package ducksite.engine.route;

import ducksite.engine.datamap.Digest;
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
}
