package ducksite.engine.page;

import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import ducksite.engine.project.SourceFragment;
import ducksite.engine.project.Suggestions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code key: value} lines of a block. {@code #} starts a comment line, quotes around a value
 * are dropped. A key without a value opens a map of maps by indentation, as {@code format:} does.
 */
final class KeyValues {

  /** A value and where it stands within the block. */
  record Value(String text, int offset) {}

  private final SourceFragment body;
  private final Map<String, String> aliases;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Map<String, Map<String, Value>> format = new LinkedHashMap<>();

  private KeyValues(SourceFragment body, Map<String, String> aliases) {
    this.body = body;
    this.aliases = aliases;
  }

  /** Reads a block; keys outside the two sets are problems, those in {@code later} warnings. */
  static KeyValues read(
      SourceFragment body, Set<String> keys, Set<String> later, Problems problems) {
    return read(body, keys, later, Map.of(), problems);
  }

  /**
   * Reads a block some of whose keys have other names too.
   *
   * @param aliases the key by its other name
   */
  static KeyValues read(
      SourceFragment body,
      Set<String> keys,
      Set<String> later,
      Map<String, String> aliases,
      Problems problems) {
    KeyValues read = new KeyValues(body, aliases);
    read.lines(keys, later, problems);
    return read;
  }

  Optional<Value> find(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.text().isEmpty());
  }

  Optional<String> text(String key) {
    return find(key).map(Value::text);
  }

  /** Whether a key stands there, with a value or not. */
  boolean has(String key) {
    return values.containsKey(key);
  }

  /** A problem at the value of a key. */
  Problem problem(String code, String key, String message, String hint) {
    return body.problem(code, values.get(key).offset(), message, hint);
  }

  /** The {@code format:} map: by column, the expressions by their key. */
  Map<String, Map<String, Value>> format() {
    return format;
  }

  private void lines(Set<String> keys, Set<String> later, Problems problems) {
    String text = body.text();
    String section = "";
    String target = "";
    int offset = 0;
    for (String line : text.split("\n", -1)) {
      int start = offset;
      offset += line.length() + 1;
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#")) {
        continue;
      }
      int indent = line.indexOf(stripped);
      int colon = stripped.indexOf(':');
      if (colon <= 0) {
        problems.add(
            body.problem(
                "page/block-line",
                Severity.WARNING,
                start + indent,
                "'" + stripped + "' is not 'key: value'",
                "write a colon after the key"));
        continue;
      }
      String key = stripped.substring(0, colon).strip();
      String rest = stripped.substring(colon + 1);
      int blanks = rest.length() - rest.stripLeading().length();
      // What is indented is SQL, where single quotes make a string.
      String quotes = indent == 0 ? "\"'" : "\"";
      Value value = new Value(unquoted(rest.strip(), quotes), start + indent + colon + 1 + blanks);
      if (indent == 0) {
        section = value.text().isEmpty() ? key : "";
        top(key, value, start, keys, later, problems);
      } else if (!section.equals("format")) {
        problems.add(
            body.problem(
                "page/block-line",
                Severity.WARNING,
                start + indent,
                "this line is indented, but no map is open above",
                "remove the spaces"));
      } else if (value.text().isEmpty()) {
        target = key;
        format.put(target, new LinkedHashMap<>());
      } else {
        format.computeIfAbsent(target, each -> new LinkedHashMap<>()).put(key, value);
      }
    }
  }

  private void top(
      String key, Value value, int offset, Set<String> keys, Set<String> later, Problems problems) {
    String plain = key.replace('-', '_');
    String name = aliases.getOrDefault(plain, plain);
    if (keys.contains(name)) {
      values.put(name, value);
    } else if (later.contains(name)) {
      problems.add(
          body.problem(
              "page/key-without-effect",
              Severity.WARNING,
              offset,
              "'" + key + "' has no effect in this version",
              "leave it, or take it out"));
    } else {
      problems.add(
          body.problem(
              "page/unknown-key",
              Severity.WARNING,
              offset,
              "unknown key '" + key + "'",
              Suggestions.hint(name, keys).orElse("known keys: " + String.join(", ", keys))));
    }
  }

  private static String unquoted(String value, String quotes) {
    boolean quoted =
        value.length() >= 2
            && quotes.indexOf(value.charAt(0)) >= 0
            && value.indexOf(value.charAt(0), 1) == value.length() - 1;
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
