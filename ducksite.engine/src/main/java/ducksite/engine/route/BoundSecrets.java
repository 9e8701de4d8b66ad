package ducksite.engine.route;

import ducksite.engine.datamap.Digest;
import ducksite.engine.project.SecretReference;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The secrets of one execution by the names that they are bound by. Immutable. */
final class BoundSecrets {

  static final BoundSecrets NONE = new BoundSecrets(Map.of());

  private final Map<String, Secret> secrets;

  private BoundSecrets(Map<String, Secret> secrets) {
    this.secrets = secrets;
  }

  /** The values that a route needs now. */
  static BoundSecrets of(Route route, SecretStore store) throws RouteException {
    Map<String, SecretReference> needed = route.constants().secrets();
    if (needed.isEmpty()) {
      return NONE;
    }
    Map<String, Secret> found = new TreeMap<>();
    for (Map.Entry<String, SecretReference> each : needed.entrySet()) {
      try {
        found.put(each.getKey(), store.find(each.getValue()));
      } catch (SecretException e) {
        throw new RouteException(
            RouteException.Kind.EXECUTION_FAILED,
            "A secret that this route needs is not available",
            "The server's operator finds its name in the log.",
            null,
            e);
      }
    }
    return new BoundSecrets(found);
  }

  boolean isEmpty() {
    return secrets.isEmpty();
  }

  /** The values, to be bound and for nothing else. */
  Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    secrets.forEach((name, secret) -> values.put(name, secret.value()));
    return values;
  }

  /** Adds to the digest of a request what tells other values apart. */
  void addTo(Digest digest) {
    secrets.forEach((name, secret) -> digest.add(name).add(secret.digest()));
  }

  @Override
  public String toString() {
    return secrets.values().toString();
  }
}
