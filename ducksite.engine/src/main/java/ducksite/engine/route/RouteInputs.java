package ducksite.engine.route;

import ducksite.engine.datamap.Digest;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The identity of everything that a route reads, as one digest. */
final class RouteInputs {

  private RouteInputs() {}

  /**
   * @param identity the digest of an input
   */
  static String digest(Route route, UnaryOperator<String> identity) {
    Digest digest = new Digest();
    new TreeSet<>(route.sql().inputs())
        .forEach(input -> digest.add(input).add(identity.apply(input)));
    return digest.hex();
  }
}
