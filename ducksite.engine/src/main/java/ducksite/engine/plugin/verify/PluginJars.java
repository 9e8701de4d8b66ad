package ducksite.engine.plugin.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jars of one plugin.
 *
 * @param stem the plugin's file name without its ending, as its author knows it
 * @param main the plugin's own jar
 * @param libraries its private jars, by name
 * @param libraryFolder where an author puts private jars, in messages
 */
public record PluginJars(String stem, Path main, List<Path> libraries, String libraryFolder) {

  public PluginJars {
    libraries = List.copyOf(libraries);
  }

  /** The plugin's own jar and its private jars. */
  public List<Path> all() {
    List<Path> all = new ArrayList<>(List.of(main));
    all.addAll(libraries);
    return all;
  }

  /** How messages call a jar: nothing for the plugin's own, whose file the problem names. */
  String prefix(Path jar) {
    return jar.equals(main) ? "" : "private jar " + jar.getFileName() + ": ";
  }

  /** A text of the platform without the folders of the jars, which the author does not know. */
  String withoutFolders(@Nullable String text) {
    String result = String.valueOf(text);
    for (Path jar : all()) {
      result = result.replace(jar.getParent() + "/", "");
    }
    return result;
  }
}
