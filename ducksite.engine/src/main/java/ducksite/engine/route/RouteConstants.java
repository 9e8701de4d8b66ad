package ducksite.engine.route;

import ducksite.engine.datamap.Digest;
import ducksite.engine.project.SecretReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The constants and secrets that a route's SQL uses, by the names that they are bound by.
 * Immutable.
 *
 * @param values of the constants
 * @param secrets whose values are looked up for each execution
 */
record RouteConstants(Map<String, Object> values, Map<String, SecretReference> secrets) {

  static final RouteConstants NONE = new RouteConstants(Map.of(), Map.of());

  private static final String PREFIX = "const_";

  RouteConstants {
    values = Map.copyOf(values);
    secrets = Map.copyOf(secrets);
  }

  /** The name that a constant is bound by. */
  static String parameter(String name) {
    return PREFIX + name;
  }

  boolean isEmpty() {
    return values.isEmpty() && secrets.isEmpty();
  }

  /** All names. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(values.keySet());
    names.addAll(secrets.keySet());
    return names;
  }

  /** Values to plan with, in which an empty text stands for each secret. */
  Map<String, Object> examples() {
    Map<String, Object> examples = new HashMap<>(values);
    secrets.keySet().forEach(name -> examples.put(name, ""));
    return examples;
  }

  /** Adds the constants to a digest of a definition; of secrets only that they are used. */
  void addTo(Digest digest) {
    new TreeMap<>(values)
        .forEach(
            (name, value) ->
                digest.add(name).add(value.getClass().getName()).add(value.toString()));
    new TreeSet<>(secrets.keySet()).forEach(name -> digest.add("secret").add(name));
  }
}
