package ducksite.engine.plugin;

import ducksite.engine.project.Problem;
import ducksite.engine.project.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reader of {@code META-INF/ducksite-plugin.toml}, the optional description that a plugin jar
 * carries.
 */
final class DescriptorFile {

  static final String ENTRY = "META-INF/ducksite-plugin.toml";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
  private static final Map<String, Predicate<Object>> KEYS =
      Map.of(
          "id",
          value -> value instanceof String text && ID.matcher(text).matches(),
          "version",
          value -> value instanceof String text && !text.isBlank(),
          "api",
          value -> value instanceof String text && ApiRange.isValid(text),
          "description",
          String.class::isInstance,
          "required",
          Boolean.class::isInstance,
          "declares",
          TomlTable.class::isInstance);
  private static final Map<String, String> EXPECTED =
      Map.of(
          "id", "letters, digits, '_', '.' and '-'",
          "version", "a text that is not blank",
          "api", "a range such as \">=0.1 <1\"",
          "description", "a text",
          "required", "true or false",
          "declares", "a table of lists of texts");

  private final List<Problem> problems = new ArrayList<>();
  private final TomlParseResult toml;

  private DescriptorFile(String text) {
    this.toml = Toml.parse(text);
  }

  /** The identity that the text tells; what it leaves out comes from the fallback. */
  static PluginIdentity read(String text, PluginIdentity fallback) throws DefectException {
    DescriptorFile file = new DescriptorFile(text);
    file.check();
    if (!file.problems.isEmpty()) {
      throw new DefectException(file.problems);
    }
    return file.identity(fallback);
  }

  private void check() {
    toml.errors()
        .forEach(error -> report(error.position(), error.getMessage(), "correct the TOML"));
    for (String key : toml.keySet()) {
      Predicate<Object> accepts = KEYS.get(key);
      if (accepts == null) {
        String hint =
            Suggestions.hint(key, KEYS.keySet())
                .orElse("known keys: " + String.join(", ", sortedKeys()));
        report(toml.inputPositionOf(List.of(key)), "unknown key '" + key + "'", hint);
      } else if (!accepts.test(toml.get(List.of(key)))) {
        report(
            toml.inputPositionOf(List.of(key)),
            "'" + key + "' must be " + EXPECTED.get(key),
            "correct the value and build the jar again");
      }
    }
  }

  private PluginIdentity identity(PluginIdentity fallback) {
    return new PluginIdentity(
        text("id", fallback.id()),
        text("version", fallback.version()),
        toml.getString("api"),
        text("description", fallback.description()),
        Boolean.TRUE.equals(toml.getBoolean("required")),
        declares(toml.getTable("declares")));
  }

  private String text(String key, String fallback) {
    String value = toml.getString(key);
    return value == null ? fallback : value;
  }

  private static Map<String, List<String>> declares(@Nullable TomlTable table) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    if (table != null) {
      for (String key : table.keySet()) {
        if (table.get(List.of(key)) instanceof TomlArray values) {
          result.put(key, values.toList().stream().map(String::valueOf).toList());
        }
      }
    }
    return result;
  }

  private void report(@Nullable TomlPosition position, String message, String hint) {
    String where = position == null ? "" : ":" + position.line() + ":" + position.column();
    problems.add(Problem.error("plugin/descriptor", ENTRY + where + ": " + message).withHint(hint));
  }

  private static Set<String> sortedKeys() {
    return new java.util.TreeSet<>(KEYS.keySet());
  }
}
