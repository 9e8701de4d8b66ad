package ducksite.engine.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What can be chosen in a field, each value once, in the order in which it was added. */
final class FieldChoices {

  private static final String DYNAMIC = "...unique_values...";

  private final boolean ignoringCase;
  private final Map<String, Map<String, Object>> byValue = new LinkedHashMap<>();
  private final Set<String> cases = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  FieldChoices(boolean ignoringCase) {
    this.ignoringCase = ignoringCase;
  }

  static boolean isDynamic(Object written) {
    return DYNAMIC.equals(written) || written instanceof List<?> list && list.contains(DYNAMIC);
  }

  FieldChoices add(String value, String label) {
    if (!ignoringCase || cases.add(value)) {
      byValue.putIfAbsent(value, Map.of("value", value, "label", label));
    }
    return this;
  }

  /** A value under the name that people know it by. */
  void add(String value) {
    add(value, label(value));
  }

  void addWritten(@Nullable Object written) {
    switch (written) {
      case List<?> list -> list.forEach(this::item);
      case Map<?, ?> map -> map.forEach((value, label) -> add(value.toString(), label.toString()));
      case null, default -> {}
    }
  }

  private void item(Object item) {
    if (item instanceof Map<?, ?> table) {
      Object value = table.get("value");
      if (value != null) {
        Object label = table.get("label");
        add(value.toString(), label == null ? label(value.toString()) : label.toString());
      }
    } else if (!item.equals(DYNAMIC)) {
      add(item.toString());
    }
  }

  /** A chosen value as it is listed; it is added where it is not. */
  String chosen(String value) {
    if (ignoringCase) {
      for (String known : byValue.keySet()) {
        if (known.equalsIgnoreCase(value)) {
          return known;
        }
      }
    }
    add(value);
    return value;
  }

  List<Map<String, Object>> tables() {
    return List.copyOf(byValue.values());
  }

  private static String label(String value) {
    return value.equals(FilterColumn.NULL_TOKEN) ? "(null)" : value;
  }
}
