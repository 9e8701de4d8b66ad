package ducksite.engine.plugin.verify;

import ducksite.engine.project.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reader of the table {@code [options]} of a plugin's description file. */
record OptionReader(Report report) {

  private static final List<String> KEYS =
      List.of(
          "type", "required", "default", "choices", "description", "items", "options", "providers");

  /** Takes what is wrong, with its place. */
  @FunctionalInterface
  interface Report {
    void problem(@Nullable TomlPosition position, String message, String hint);
  }

  OptionSchema read(TomlTable table) {
    Map<OptionTable, Map<String, OptionRule>> tables = new EnumMap<>(OptionTable.class);
    for (String key : table.keySet()) {
      OptionTable known = OptionTable.of(key).orElse(null);
      TomlTable inner = asTable(table, key, "options." + key);
      if (known == null) {
        unknown(table, key, "options." + key, OptionTable.words());
      } else if (inner != null) {
        tables.put(known, rules(inner, "options." + key));
      }
    }
    return new OptionSchema(tables);
  }

  private Map<String, OptionRule> rules(TomlTable table, String path) {
    Map<String, OptionRule> rules = new LinkedHashMap<>();
    for (String name : table.keySet()) {
      TomlTable inner = asTable(table, name, path + "." + name);
      if (inner != null) {
        rules.put(name, rule(inner, path + "." + name));
      }
    }
    return rules;
  }

  private OptionRule rule(TomlTable table, String path) {
    for (String key : table.keySet()) {
      if (!KEYS.contains(key)) {
        unknown(table, key, path + "." + key, KEYS);
      }
    }
    OptionType type = type(table, path);
    Object fallback = table.contains("default") ? plain(table.get("default")) : null;
    List<Object> choices = list(table, "choices", path);
    OptionRule items = null;
    if (table.get("items") instanceof String word) {
      items =
          new OptionRule(
              named(table, "items", word, path), false, null, List.of(), "", null, null, List.of());
    } else if (table.contains("items")) {
      TomlTable inner = asTable(table, "items", path + ".items");
      items = inner == null ? null : rule(inner, path + ".items");
    }
    Map<String, OptionRule> options = null;
    if (table.contains("options")) {
      TomlTable inner = asTable(table, "options", path + ".options");
      options = inner == null ? null : rules(inner, path + ".options");
    }
    checkPlace(table, "items", type == OptionType.LIST, path);
    checkPlace(table, "options", type == OptionType.TABLE, path);
    for (Object choice : choices) {
      checkType(table, "choices", type, choice, path);
    }
    if (fallback != null) {
      checkType(table, "default", type, fallback, path);
      if (!choices.isEmpty() && !choices.contains(fallback)) {
        wrong(table, "default", path, "one of its choices");
      }
    }
    return new OptionRule(
        type,
        truth(table, "required", path),
        fallback,
        choices,
        text(table, "description", path),
        items,
        options,
        list(table, "providers", path).stream().map(String::valueOf).toList());
  }

  private OptionType type(TomlTable table, String path) {
    if (!table.contains("type")) {
      report.problem(
          table.keySet().stream()
              .findFirst()
              .map(key -> table.inputPositionOf(List.of(key)))
              .orElse(null),
          "'" + path + "' has no type",
          "write type = \"…\", one of " + String.join(", ", OptionType.words()));
      return OptionType.ANY;
    }
    return named(table, "type", String.valueOf(table.get("type")), path);
  }

  private OptionType named(TomlTable table, String key, String word, String path) {
    OptionType type = OptionType.of(word).orElse(null);
    if (type == null) {
      String known = "types are " + String.join(", ", OptionType.words());
      report.problem(
          table.inputPositionOf(List.of(key)),
          "'" + path + "." + key + "' is no type: " + word,
          Suggestions.hint(word, OptionType.words()).orElse(known));
      return OptionType.ANY;
    }
    return type;
  }

  private void checkPlace(TomlTable table, String key, boolean fits, String path) {
    if (table.contains(key) && !fits) {
      report.problem(
          table.inputPositionOf(List.of(key)),
          "'" + path + "." + key + "' does not go with this type",
          "'items' is for lists, 'options' for tables");
    }
  }

  private void checkType(TomlTable table, String key, OptionType type, Object value, String path) {
    if (!type.accepts(value)) {
      wrong(table, key, path, type.expectation());
    }
  }

  private boolean truth(TomlTable table, String key, String path) {
    Object value = table.get(key);
    if (value != null && !(value instanceof Boolean)) {
      wrong(table, key, path, "true or false");
    }
    return Boolean.TRUE.equals(value);
  }

  private String text(TomlTable table, String key, String path) {
    Object value = table.get(key);
    if (value != null && !(value instanceof String)) {
      wrong(table, key, path, "a text");
    }
    return value instanceof String text ? text : "";
  }

  private List<Object> list(TomlTable table, String key, String path) {
    Object value = table.get(key);
    if (value instanceof TomlArray array) {
      List<Object> values = new ArrayList<>();
      array.toList().forEach(each -> values.add(plain(each)));
      return values;
    }
    if (value != null) {
      wrong(table, key, path, "a list");
    }
    return List.of();
  }

  private @Nullable TomlTable asTable(TomlTable table, String key, String path) {
    if (table.get(List.of(key)) instanceof TomlTable inner) {
      return inner;
    }
    report.problem(
        table.inputPositionOf(List.of(key)),
        "'" + path + "' must be a table",
        "write [" + path + "]");
    return null;
  }

  private void wrong(TomlTable table, String key, String path, String expectation) {
    report.problem(
        table.inputPositionOf(List.of(key)),
        "'" + path + "." + key + "' must be " + expectation,
        "correct the value and build the jar again");
  }

  private void unknown(TomlTable table, String key, String path, Collection<String> known) {
    report.problem(
        table.inputPositionOf(List.of(key)),
        "unknown key '" + path + "'",
        Suggestions.hint(key, known).orElse("known keys: " + String.join(", ", known)));
  }

  private static Object plain(Object value) {
    return switch (value) {
      case TomlTable table -> {
        Map<String, Object> map = new LinkedHashMap<>();
        table.keySet().forEach(key -> map.put(key, plain(table.get(List.of(key)))));
        yield map;
      }
      case TomlArray array -> array.toList().stream().map(OptionReader::plain).toList();
      default -> value;
    };
  }
}
