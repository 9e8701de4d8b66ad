package ducksite.engine.plugin;

import ducksite.engine.plugin.PluginException.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a project names a provider: {@code target[:name]}.
 *
 * @param text the whole, as written
 * @param target a plugin's id, a class name, or a path
 * @param path the path, where the target is one
 * @param name which of several providers or methods, null when the target decides
 */
record PluginReference(String text, String target, @Nullable Path path, @Nullable String name) {

  /**
   * Splits a reference at its last colon; the colon of a Windows drive does not count.
   *
   * @throws PluginException when it is blank, has an empty part, or names a Python file
   */
  static PluginReference parse(String text) {
    int colon = text.lastIndexOf(':');
    boolean drive =
        colon == 1 && text.length() > 2 && (text.charAt(2) == '\\' || text.charAt(2) == '/');
    String target = colon < 0 || drive ? text : text.substring(0, colon);
    String name = colon < 0 || drive ? null : text.substring(colon + 1);
    if (target.isBlank() || name != null && name.isBlank()) {
      throw new PluginException(
          Kind.UNKNOWN_REFERENCE,
          "plugin reference '" + text + "' has an empty part",
          "write an id, a class name or a path, and ':name' behind it only where it offers several",
          null);
    }
    if (target.endsWith(".py")) {
      throw python(text, target);
    }
    boolean isPath =
        target.indexOf('/') >= 0
            || target.indexOf('\\') >= 0
            || target.endsWith(".jar")
            || target.endsWith(".java");
    try {
      return new PluginReference(
          text, target, isPath ? Path.of(target.replace('\\', '/')) : null, name);
    } catch (InvalidPathException e) {
      throw new PluginException(
          Kind.UNKNOWN_REFERENCE,
          "plugin reference '" + text + "' is not a path: " + e.getReason(),
          "correct it",
          e);
    }
  }

  private static PluginException python(String text, String target) {
    String java = target.substring(0, target.length() - ".py".length()) + ".java";
    return new PluginException(
        Kind.UNKNOWN_REFERENCE,
        "plugin/python-reference",
        "plugin reference '" + text + "' names a Python file, and plugins are Java",
        "port it to "
            + java
            + ": a class that implements VirtualParquetPlugin or Preprocessor, or a public static"
            + " method behind ':name'; the host compiles the file",
        null);
  }
}
