package ducksite.engine.route;

import ducksite.api.auth.AuthenticatedUser;
import ducksite.engine.datamap.Digest;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The place of the user in a fingerprint. SQL sees a user only through the steps before it, so a
 * route without steps answers all users alike; an answer of one with steps belongs to its user.
 */
final class Principal {

  private Principal() {}

  /** What of the user may show in the answer; empty when nothing does. */
  static String policyInputs(Route route, RouteRequest request) {
    AuthenticatedUser user = request.user();
    if (user == null || route.steps().isEmpty()) {
      return "";
    }
    Digest digest = new Digest().add(user.id()).add(user.displayName());
    digest.add(Integer.toString(user.roles().size()));
    new TreeSet<>(user.roles()).forEach(digest::add);
    new TreeMap<>(user.attributes()).forEach((name, value) -> digest.add(name).add(value));
    return digest.hex();
  }
}
