package ducksite.engine.plugin.verify;

import ducksite.engine.project.Problem;
import ducksite.engine.project.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
public final class DescriptorFile {

  /** Where it lies in the jar. */
  public static final String ENTRY = "META-INF/ducksite-plugin.toml";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
  private static final List<String> DECLARED = List.of("hosts", "folders", "native");
  private static final Map<String, Expected> KEYS = keys();

  private record Expected(Predicate<Object> accepts, String words) {}

  private final List<Problem> problems = new ArrayList<>();
  private final TomlParseResult toml;

  private DescriptorFile(String text) {
    this.toml = Toml.parse(text);
  }

  private static Map<String, Expected> keys() {
    Map<String, Expected> keys = new LinkedHashMap<>();
    keys.put(
        "id",
        new Expected(
            value -> value instanceof String text && ID.matcher(text).matches(),
            "letters, digits, '_', '.' and '-'"));
    keys.put(
        "version",
        new Expected(
            value -> value instanceof String text && !text.isBlank(), "a text that is not blank"));
    keys.put(
        "api",
        new Expected(
            value -> value instanceof String text && ApiRange.isValid(text),
            "a range such as \"[0.1,1)\""));
    keys.put("description", new Expected(String.class::isInstance, "a text"));
    keys.put("required", new Expected(Boolean.class::isInstance, "true or false"));
    keys.put("options", new Expected(TomlTable.class::isInstance, "a table"));
    keys.put("declares", new Expected(TomlTable.class::isInstance, "a table"));
    return keys;
  }

  /** The identity that the text tells; what it leaves out comes from the fallback. */
  static PluginIdentity read(String text, PluginIdentity fallback) throws DefectException {
    DescriptorFile file = new DescriptorFile(text);
    Map<String, List<String>> declares = file.check();
    if (!file.problems.isEmpty()) {
      throw new DefectException(file.problems);
    }
    return file.identity(fallback, declares, text);
  }

  /** The options that a text which has been read tells of. */
  static OptionSchema options(String text) {
    DescriptorFile file = new DescriptorFile(text);
    return new OptionReader(file::report).read(file.toml.getTable("options"));
  }

  private Map<String, List<String>> check() {
    toml.errors()
        .forEach(error -> report(error.position(), error.getMessage(), "correct the TOML"));
    for (String key : toml.keySet()) {
      TomlPosition position = toml.inputPositionOf(List.of(key));
      Expected expected = KEYS.get(key);
      if (expected == null) {
        report(position, "unknown key '" + key + "'", nearest(key, KEYS.keySet()));
      } else if (!expected.accepts().test(toml.get(List.of(key)))) {
        report(
            position,
            "'" + key + "' must be " + expected.words(),
            "correct the value and build the jar again");
      }
    }
    if (toml.get("options") instanceof TomlTable options) {
      new OptionReader(this::report).read(options);
    }
    return toml.get("declares") instanceof TomlTable declares ? declares(declares) : Map.of();
  }

  private PluginIdentity identity(
      PluginIdentity fallback, Map<String, List<String>> declares, String text) {
    return new PluginIdentity(
        text("id", fallback.id()),
        text("version", fallback.version()),
        toml.getString("api"),
        text("description", fallback.description()),
        Boolean.TRUE.equals(toml.getBoolean("required")),
        declares,
        toml.contains("options") ? text : "");
  }

  private String text(String key, String fallback) {
    String value = toml.getString(key);
    return value == null ? fallback : value;
  }

  private Map<String, List<String>> declares(TomlTable table) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      TomlPosition position = table.inputPositionOf(List.of(key));
      Object value = table.get(List.of(key));
      if (!DECLARED.contains(key)) {
        report(position, "unknown key 'declares." + key + "'", nearest(key, DECLARED));
      } else if (key.equals("native") && value instanceof Boolean yes) {
        result.put(key, yes ? List.of("yes") : List.of());
      } else if (value instanceof TomlArray values
          && values.toList().stream().allMatch(String.class::isInstance)) {
        result.put(key, values.toList().stream().map(String::valueOf).toList());
      } else {
        report(
            position,
            "'declares."
                + key
                + "' must be a list of texts"
                + (key.equals("native") ? ", or true" : ""),
            "correct the value and build the jar again");
      }
    }
    return result;
  }

  private static String nearest(String key, Collection<String> known) {
    return Suggestions.hint(key, known).orElse("known keys: " + String.join(", ", known));
  }

  private void report(@Nullable TomlPosition position, String message, String hint) {
    String where = position == null ? "" : ":" + position.line() + ":" + position.column();
    problems.add(Problem.error("plugin/descriptor", ENTRY + where + ": " + message).withHint(hint));
  }
}
