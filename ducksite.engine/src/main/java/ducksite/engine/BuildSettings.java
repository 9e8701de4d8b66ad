package ducksite.engine;

import ducksite.engine.project.Overrides;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a site comes from and who watches it being built.
 *
 * @param root the project's folder
 * @param state the state folder
 * @param overrides settings of the command line
 * @param imagePlugins the image's plugins, null when there are none
 * @param safeMode whether the project's plugins are left out
 * @param productVersion of this program
 * @param progress is told, in one short line each, what is being done
 */
public record BuildSettings(
    Path root,
    StateFolder state,
    Overrides overrides,
    @Nullable Path imagePlugins,
    boolean safeMode,
    String productVersion,
    Consumer<String> progress) {

  /** Settings with an absolute root. */
  public BuildSettings {
    root = root.toAbsolutePath().normalize();
  }

  /** The project in a folder as it lies there, its state beside it, built in silence. */
  public static BuildSettings of(Path root) {
    StateFolder state = new StateFolder(root.resolve(".ducksite_data"));
    return new BuildSettings(root, state, Overrides.none(), null, false, "embedded", text -> {});
  }
}
