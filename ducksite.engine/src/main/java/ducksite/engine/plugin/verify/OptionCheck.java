package ducksite.engine.plugin.verify;

import ducksite.api.Options;
import ducksite.engine.project.Position;
import ducksite.engine.project.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The check of written options against what a plugin says it takes. */
public final class OptionCheck {

  /** The code of the problems that mistakes become. */
  public static final String CODE = "plugin/option";

  /**
   * What came of the check.
   *
   * @param options those written, with defaults for those that are not
   * @param mistakes in the order in which they were found
   */
  public record Result(Options options, List<Mistake> mistakes) {}

  /**
   * One thing that does not fit.
   *
   * @param path the option, dotted, with {@code [0]} for values of lists
   * @param message what is wrong
   * @param hint what to do about it
   */
  public record Mistake(String path, String message, @Nullable String hint) {

    /**
     * Where it is written, or the nearest thing around it.
     *
     * @param places of what is written, by dotted names
     * @param prefix of the options among them, with its dot
     * @param table the place of the table, for an option that is not written
     */
    public Position in(Map<String, Position> places, String prefix, Position table) {
      String name = prefix + path;
      while (!name.isEmpty()) {
        Position place = places.get(name);
        if (place != null) {
          return place;
        }
        int end = Math.max(name.lastIndexOf('.'), name.lastIndexOf('['));
        name = name.substring(0, Math.max(0, end));
      }
      return table;
    }
  }

  private final List<Mistake> mistakes = new ArrayList<>();

  private OptionCheck() {}

  /** Options that nothing is known of. */
  public static Result unchecked(Options written) {
    return new Result(written, List.of());
  }

  /** Checks the options of one table. */
  public static Result check(Map<String, OptionRule> rules, Options written) {
    OptionCheck check = new OptionCheck();
    Map<String, Object> complete = check.table("", rules, written.asMap());
    return new Result(Options.of(complete), List.copyOf(check.mistakes));
  }

  private Map<String, Object> table(
      String prefix, Map<String, OptionRule> rules, Map<String, ?> written) {
    Map<String, Object> complete = new LinkedHashMap<>();
    written.forEach(
        (name, value) -> {
          OptionRule rule = rules.get(name);
          if (rule == null) {
            String known = String.join(", ", rules.keySet());
            mistake(
                prefix + name,
                "unknown option `" + prefix + name + "`",
                Suggestions.hint(name, rules.keySet())
                    .orElse(known.isEmpty() ? "it takes no options" : "its options are " + known));
          } else {
            complete.put(name, value(prefix + name, rule, value));
          }
        });
    rules.forEach(
        (name, rule) -> {
          if (written.containsKey(name)) {
            return;
          }
          if (rule.defaultValue() != null) {
            complete.put(name, rule.defaultValue());
          } else if (rule.required()) {
            mistake(
                prefix + name,
                "option `" + prefix + name + "` is missing",
                rule.description().isEmpty()
                    ? "write " + rule.type().expectation()
                    : rule.description());
          }
        });
    return complete;
  }

  private Object value(String path, OptionRule rule, Object value) {
    if (!rule.type().accepts(value)) {
      mistake(
          path,
          "`" + path + "` must be " + rule.type().expectation() + ", not " + described(value),
          rule.description().isEmpty() ? null : rule.description());
      return value;
    }
    if (!rule.choices().isEmpty() && !rule.choices().contains(value)) {
      List<String> words = rule.choices().stream().map(String::valueOf).toList();
      mistake(
          path,
          "`" + path + "` must be one of " + String.join(", ", words) + ", not " + described(value),
          Suggestions.hint(String.valueOf(value), words).orElse(null));
      return value;
    }
    if (value instanceof List<?> list && rule.items() != null) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        items.add(value(path + "[" + i + "]", rule.items(), list.get(i)));
      }
      return items;
    }
    if (value instanceof Map<?, ?> inner && rule.options() != null) {
      Map<String, Object> named =
          inner.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      entry -> (String) entry.getKey(),
                      Map.Entry::getValue,
                      (first, _) -> first,
                      LinkedHashMap::new));
      return table(path + ".", rule.options(), named);
    }
    // A whole number where any number is taken reaches the plugin as what it asks for.
    return rule.type() == OptionType.NUMBER && value instanceof Long whole
        ? (Object) whole.doubleValue()
        : value;
  }

  private static String described(Object value) {
    return switch (value) {
      case String text -> "\"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
      case List<?> _ -> "a list";
      case Map<?, ?> _ -> "a table";
      default -> value.toString();
    };
  }

  private void mistake(String path, String message, @Nullable String hint) {
    mistakes.add(new Mistake(path, message, hint));
  }
}
