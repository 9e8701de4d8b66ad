package ducksite.engine.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The catalogue of all keys of one kind of TOML file. The reader knows only what stands here, so
 * documents can be compared with it.
 */
public final class ConfigKeys {

  private static final ConfigKeys PROJECT = new ConfigKeys("config-keys.txt");
  private static final ConfigKeys ROUTE = new ConfigKeys("route-keys.txt");

  private final Map<String, Map<String, ConfigKey>> sections = new LinkedHashMap<>();

  private ConfigKeys(String resource) {
    for (String line : CatalogueResource.lines(resource)) {
      ConfigKey key = ConfigKey.parse(line);
      sections
          .computeIfAbsent(key.section(), ignored -> new LinkedHashMap<>())
          .put(key.name(), key);
    }
  }

  /** The keys of {@code ducksite.toml}. */
  public static ConfigKeys ofProject() {
    return PROJECT;
  }

  /** The keys of a route's TOML. */
  public static ConfigKeys ofRoute() {
    return ROUTE;
  }

  /** All keys that are accepted, in the order of the documentation. */
  public List<ConfigKey> all() {
    return sections.values().stream()
        .flatMap(section -> section.values().stream())
        .filter(key -> key.type() != KeyType.RETIRED)
        .toList();
  }

  /**
   * A key by the dotted name of its table and its own; tables below a {@code *} are found by any
   * name.
   */
  public Optional<ConfigKey> find(String section, String name) {
    Map<String, ConfigKey> keys = section(section);
    ConfigKey exact = keys.get(name);
    return Optional.ofNullable(exact != null ? exact : keys.get("*"));
  }

  /**
   * The names that a table may contain, {@code *} included; empty when everything in it is free.
   */
  Map<String, ConfigKey> section(String section) {
    Map<String, ConfigKey> exact = sections.get(section);
    if (exact != null) {
      return exact;
    }
    return sections.entrySet().stream()
        .filter(entry -> matches(entry.getKey(), section))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Map.of());
  }

  /** The sections other than the given one that contain a key of this name. */
  List<String> sectionsWith(String name) {
    return sections.entrySet().stream()
        .filter(entry -> !entry.getKey().isEmpty() && entry.getValue().containsKey(name))
        .filter(entry -> entry.getValue().get(name).type() != KeyType.RETIRED)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean matches(String pattern, String section) {
    String[] expected = pattern.split("\\.");
    String[] actual = section.split("\\.");
    if (!pattern.contains("*") || expected.length != actual.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (!expected[i].equals("*") && !expected[i].equals(actual[i])) {
        return false;
      }
    }
    return true;
  }
}
