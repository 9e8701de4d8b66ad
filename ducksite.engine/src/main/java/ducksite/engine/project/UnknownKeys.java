package ducksite.engine.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The check that a table holds only keys of the catalogue; a table that is not in it is free. */
final class UnknownKeys {

  private UnknownKeys() {}

  static void check(Dialect dialect, String section, TableNode table, Problems problems) {
    Map<String, ConfigKey> known = dialect.keys().section(section);
    if (known.isEmpty()) {
      return;
    }
    for (String name : table.keys()) {
      ConfigKey key = known.get(known.containsKey(name) ? name : dialect.canonical(name));
      Node node = table.entry(name);
      if (node == null
          || key == null && known.containsKey("*")
          || key != null && key.type() != KeyType.RETIRED) {
        continue;
      }
      if (key != null) {
        String message = "`" + name + "` " + where(section) + " is no longer a key";
        String code = dialect.code(dialect.area().equals("route") ? "legacy-key" : "unknown-key");
        problems.add(node.position().error(code, message, key.meaning()));
      } else {
        String message = "unknown key `" + name + "` " + where(section);
        problems.add(
            node.position()
                .problem(
                    dialect.code("unknown-key"),
                    dialect.unknownKeys(),
                    message,
                    hint(dialect, section, name)));
      }
    }
  }

  private static String where(String section) {
    return section.isEmpty() ? "at the top of the file" : "in [" + section + "]";
  }

  private static String hint(Dialect dialect, String section, String name) {
    List<String> known =
        dialect.keys().section(section).values().stream()
            .filter(key -> key.type() != KeyType.RETIRED && !key.name().equals("*"))
            .map(ConfigKey::name)
            .toList();
    Optional<String> close = Suggestions.hint(name, known);
    if (close.isPresent()) {
      return close.get();
    }
    List<String> elsewhere = dialect.keys().sectionsWith(name);
    if (!elsewhere.isEmpty()) {
      return "`" + name + "` belongs to [" + elsewhere.getFirst() + "]";
    }
    return "known keys " + where(section) + ": " + String.join(", ", known);
  }
}
