package ducksite.engine.plugin;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the environment variable {@code ENABLED_PLUGINS} says: nothing for all plugins, {@code
 * none}, {@code internal} for those of the image, {@code external} for those of the project, or
 * ids, separated by commas or as a JSON list of strings. The words may stand among the ids.
 *
 * @param internal whether all plugins of the image may be active
 * @param external whether all plugins of the project may be
 * @param ids further ones that may be
 */
public record EnabledPlugins(boolean internal, boolean external, Set<String> ids) {

  /** The name of the variable. */
  public static final String VARIABLE = "ENABLED_PLUGINS";

  private static final EnabledPlugins ALL = new EnabledPlugins(true, true, Set.of());

  public EnabledPlugins {
    ids = Set.copyOf(ids);
  }

  /** Every plugin, as without the variable. */
  public static EnabledPlugins all() {
    return ALL;
  }

  /** What a text says; one that is unset or blank means all. */
  public static EnabledPlugins of(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return ALL;
    }
    Set<String> words = new LinkedHashSet<>(words(text.strip()));
    boolean internal = words.remove("internal");
    boolean external = words.remove("external");
    words.remove("none");
    return new EnabledPlugins(internal, external, words);
  }

  /** The words of either form; brackets and quotes of the JSON form hold no commas within ids. */
  private static Collection<String> words(String text) {
    boolean list = text.startsWith("[") && text.endsWith("]");
    String inner = list ? text.substring(1, text.length() - 1) : text;
    return Arrays.stream(inner.split(",", -1))
        .map(String::strip)
        .map(word -> list && isQuoted(word) ? word.substring(1, word.length() - 1) : word)
        .filter(word -> !word.isEmpty())
        .map(word -> isKeyword(word) ? word.toLowerCase(Locale.ROOT) : word)
        .toList();
  }

  private static boolean isQuoted(String word) {
    return word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
  }

  private static boolean isKeyword(String word) {
    return List.of("none", "internal", "external").contains(word.toLowerCase(Locale.ROOT));
  }

  boolean allows(String id, boolean firstParty) {
    return (firstParty ? internal : external) || ids.contains(id);
  }
}
