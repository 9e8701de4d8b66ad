package ducksite.engine.page;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a chart, a table or an input names its query: a block of the page, or with {@code global:}
 * before it a source, a model or a view per value. Parts of the name may be what a reader has
 * chosen, as in {@code global:sales_${inputs.region}}.
 *
 * @param text as written
 */
public record QueryReference(String text) {

  private static final String GLOBAL = "global:";
  private static final Pattern INPUT = Pattern.compile("\\$\\{inputs\\.(\\w+)\\}");
  private static final Pattern ID = Pattern.compile("\\w+");

  /** Whether it names a source, a model or a view per value. */
  boolean isGlobal() {
    return text.startsWith(GLOBAL);
  }

  /** Whether a reader's choice decides what it names. */
  boolean isOpen() {
    return text.contains("${");
  }

  /** The name without {@code global:}, with its open parts. */
  String name() {
    return isGlobal() ? text.substring(GLOBAL.length()).strip() : text;
  }

  /** What stands before the first open part. */
  String beginning() {
    int open = name().indexOf("${");
    return open < 0 ? name() : name().substring(0, open);
  }

  /** The inputs that decide. */
  Set<String> inputs() {
    Set<String> names = new TreeSet<>();
    Matcher matcher = INPUT.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /**
   * The name for what is chosen; empty when it is none.
   *
   * @param chosen texts by the inputs' names
   */
  Optional<String> resolve(Map<String, String> chosen) {
    String name = filled(name(), chosen);
    return ID.matcher(name).matches() ? Optional.of(name) : Optional.empty();
  }

  /** A text for people with what is chosen in its open parts. */
  static String filled(String text, Map<String, String> chosen) {
    return INPUT
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(chosen.getOrDefault(match.group(1), "")));
  }
}
