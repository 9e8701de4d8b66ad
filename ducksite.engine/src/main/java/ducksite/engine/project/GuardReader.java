package ducksite.engine.project;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code guard} of a parameter. */
final class GuardReader {

  private static final String HINT = "a guard of mode range has min, max or both";
  private static final Set<ParameterType> ORDERED =
      Set.of(ParameterType.INT, ParameterType.FLOAT, ParameterType.DATE, ParameterType.DATETIME);

  private final String name;
  private final ParameterType type;
  private final SectionReader table;

  GuardReader(String name, ParameterType type, SectionReader table) {
    this.name = name;
    this.type = type;
    this.table = table;
  }

  /** The guard; empty when its mistakes were reported. */
  Optional<RouteParameter.Guard> read() {
    Optional<String> mode = table.optionalString("mode");
    if (mode.isEmpty()) {
      if (!table.has("mode")) {
        missing("mode", "has no `mode`", "modes: path, choices, range, role");
      }
      return Optional.empty();
    }
    return switch (mode.get()) {
      case "path" -> Optional.of(new RouteParameter.Guard.RelativePath());
      case "choices" -> {
        List<Object> values = table.list("values").stream().map(Node::plain).toList();
        if (values.isEmpty()) {
          missing("values", "needs `values`", "values = [\"a\", \"b\"]");
        }
        yield Optional.of(new RouteParameter.Guard.Choices(values));
      }
      case "range" -> range();
      default ->
          Optional.ofNullable(table.demanded("role", "say which role may use it: role = \"…\""))
              .map(RouteParameter.Guard.Role::new);
    };
  }

  private Optional<RouteParameter.Guard> range() {
    if (!ORDERED.contains(type)) {
      wrong("mode", "values of type " + type.word() + " have no range", "use mode = \"choices\"");
      return Optional.empty();
    }
    if (!table.has("min") && !table.has("max")) {
      missing("min", "needs `min` or `max`", HINT);
      return Optional.empty();
    }
    Object min = bound("min");
    Object max = bound("max");
    if (min != null && max != null && !ParameterOrder.isUpTo(min, max)) {
      wrong("max", "no value is at least " + min + " and at most " + max, "change one of them");
    }
    return Optional.of(new RouteParameter.Guard.Range(min, max));
  }

  private @Nullable Object bound(String key) {
    Node node = table.entry(key);
    if (node == null) {
      return null;
    }
    return switch (ParameterConversion.convertDefault(type, node.plain())) {
      case Conversion.Converted(Object value) when !(value instanceof List) -> value;
      case Conversion.Converted _ -> {
        wrong(key, "`" + key + "` is a list", "write one value");
        yield null;
      }
      case Conversion.Refused(String detail) -> {
        wrong(key, "`" + key + "`: " + detail, HINT);
        yield null;
      }
    };
  }

  private void wrong(String key, String what, String hint) {
    table.problem("invalid-bound", key, "the guard of '" + name + "': " + what, hint);
  }

  private void missing(String key, String what, String hint) {
    table.problem("missing-key", key, "the guard of '" + name + "' " + what, hint);
  }
}
