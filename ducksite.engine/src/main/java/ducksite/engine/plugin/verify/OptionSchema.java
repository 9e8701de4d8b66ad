package ducksite.engine.plugin.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The options that a plugin takes.
 *
 * @param tables the options by name for each table that the plugin describes; what it does not
 *     describe is not checked
 */
public record OptionSchema(Map<OptionTable, Map<String, OptionRule>> tables) {

  private static final OptionSchema NONE = new OptionSchema(Map.of());

  public OptionSchema {
    tables = Map.copyOf(tables);
  }

  /** The schema of a plugin that describes nothing. */
  public static OptionSchema none() {
    return NONE;
  }

  /**
   * The options that one of the plugin's classes takes in a table; empty when the plugin does not
   * describe that table.
   *
   * @param className full name of the class, of a method {@code Class:method}
   */
  public Optional<Map<String, OptionRule>> of(OptionTable table, String className) {
    Map<String, OptionRule> described = tables.get(table);
    if (described == null) {
      return Optional.empty();
    }
    String simple =
        className.substring(
            Math.max(
                    className.lastIndexOf(':'),
                    Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')))
                + 1);
    Map<String, OptionRule> taken = new LinkedHashMap<>();
    described.forEach(
        (name, rule) -> {
          if (rule.providers().isEmpty() || rule.providers().contains(simple)) {
            taken.put(name, rule);
          }
        });
    return Optional.of(taken);
  }
}
