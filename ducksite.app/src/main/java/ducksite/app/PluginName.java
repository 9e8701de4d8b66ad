package ducksite.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * The name of a new plugin in its forms: {@code sales_loader}, {@code SalesLoader}, {@code
 * salesloader}.
 *
 * @param words lower case, each of letters and digits
 */
record PluginName(List<String> words) {

  private static final int LONGEST = 60;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*");
  private static final Pattern BORDER = Pattern.compile("[_-]|(?<=[a-z0-9])(?=[A-Z])");

  PluginName {
    words = List.copyOf(words);
  }

  /**
   * Reads a name.
   *
   * @throws CommandException when it is none, or its class would hide one of Java's or the API's
   */
  static PluginName of(String text) {
    if (!NAME.matcher(text).matches() || text.length() > LONGEST) {
      throw new CommandException(
          "'"
              + text
              + "' is no name for a plugin: write letters and digits, beginning with a letter, with"
              + " '_' or '-' between words, such as sales_loader");
    }
    List<String> words = new ArrayList<>();
    for (String word : BORDER.split(text)) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
    PluginName name = new PluginName(words);
    if (SourceVersion.isKeyword(name.joined()) || hides(name.className())) {
      throw new CommandException(
          "'" + text + "' would hide a word of Java or of the API; add another word to it");
    }
    return name;
  }

  private static boolean hides(String className) {
    for (String home : List.of("java.lang.", "ducksite.api.")) {
      try {
        Class.forName(home + className, false, PluginName.class.getClassLoader());
        return true;
      } catch (ClassNotFoundException | NoClassDefFoundError e) {
        continue;
      }
    }
    return List.of("List", "Map", "Set", "Path", "Files", "Optional", "Locale", "Pattern")
            .contains(className)
        || className.matches(
            "VirtualParquet(Plugin|Manifest|File)|ManifestContext|Location(Reader|Stat)|Preprocessor"
                + "|RouteContext|Renderer|RenderContext|Result(Batches|Column)|ColumnVector"
                + "|Auth(Adapter|Request)|AuthenticatedUser");
  }

  /** {@code sales_loader}: the id, the jar, the source. */
  String snake() {
    return String.join("_", words);
  }

  /** {@code salesloader}: the package, the URI scheme. */
  String joined() {
    return String.join("", words);
  }

  /** {@code SalesLoader}. */
  String className() {
    StringBuilder name = new StringBuilder();
    words.forEach(
        word -> name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
    return name.toString();
  }

  /** {@code Sales loader}. */
  String title() {
    String text = String.join(" ", words);
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
