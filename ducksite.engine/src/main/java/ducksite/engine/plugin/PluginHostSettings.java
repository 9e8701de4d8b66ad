package ducksite.engine.plugin;

import ducksite.api.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a host loads and how. Paths are made absolute.
 *
 * @param projectRoot references by path are relative to it
 * @param imageFolder the first-party plugins of the image, if there are any
 * @param projectFolders folders of jars and {@code .java} files; one that does not exist holds no
 *     plugin
 * @param javaFiles further {@code .java} files, which references name
 * @param workFolder private copies of jars, removed when the host is closed
 * @param classCache compiled classes of {@code .java} files, kept
 * @param enabled ids that may be active; null for all
 * @param disabled ids that are not
 * @param required ids that must be active
 * @param safeMode leaves out every plugin of the project
 * @param limits bounds of each plugin
 * @param config site-wide options, by id
 */
public record PluginHostSettings(
    Path projectRoot,
    @Nullable Path imageFolder,
    List<Path> projectFolders,
    List<Path> javaFiles,
    Path workFolder,
    Path classCache,
    @Nullable Set<String> enabled,
    Set<String> disabled,
    Set<String> required,
    boolean safeMode,
    PluginLimits limits,
    Map<String, Options> config) {

  public PluginHostSettings {
    Path root = projectRoot.toAbsolutePath().normalize();
    projectRoot = root;
    imageFolder = imageFolder == null ? null : imageFolder.toAbsolutePath().normalize();
    projectFolders =
        projectFolders.stream().map(folder -> root.resolve(folder).normalize()).toList();
    javaFiles = javaFiles.stream().map(file -> root.resolve(file).normalize()).toList();
    workFolder = workFolder.toAbsolutePath().normalize();
    classCache = classCache.toAbsolutePath().normalize();
    enabled = enabled == null ? null : Set.copyOf(enabled);
    disabled = Set.copyOf(disabled);
    required = Set.copyOf(required);
    config = Map.copyOf(config);
  }

  /**
   * All plugins of {@code plugins/} below the project root, with default limits and private folders
   * below the state folder.
   */
  public static PluginHostSettings of(Path projectRoot, Path stateFolder) {
    return new PluginHostSettings(
        projectRoot,
        null,
        List.of(Path.of("plugins")),
        List.of(),
        stateFolder.resolve("tmp/plugins"),
        stateFolder.resolve("cache/plugins"),
        null,
        Set.of(),
        Set.of(),
        false,
        PluginLimits.defaults(),
        Map.of());
  }

  /** The same with the image's plugins. */
  public PluginHostSettings withImageFolder(@Nullable Path folder) {
    return new PluginHostSettings(
        projectRoot,
        folder,
        projectFolders,
        javaFiles,
        workFolder,
        classCache,
        enabled,
        disabled,
        required,
        safeMode,
        limits,
        config);
  }

  /** The same with other project folders. */
  public PluginHostSettings withProjectFolders(List<Path> folders) {
    return new PluginHostSettings(
        projectRoot,
        imageFolder,
        folders,
        javaFiles,
        workFolder,
        classCache,
        enabled,
        disabled,
        required,
        safeMode,
        limits,
        config);
  }

  /** The same with {@code .java} files that references name. */
  public PluginHostSettings withJavaFiles(List<Path> files) {
    return new PluginHostSettings(
        projectRoot,
        imageFolder,
        projectFolders,
        files,
        workFolder,
        classCache,
        enabled,
        disabled,
        required,
        safeMode,
        limits,
        config);
  }

  /**
   * The same with a choice of ids: those enabled (null for all), less those disabled; those
   * required must be active.
   */
  public PluginHostSettings withChoice(
      @Nullable Set<String> on, Set<String> off, Set<String> needed) {
    return new PluginHostSettings(
        projectRoot,
        imageFolder,
        projectFolders,
        javaFiles,
        workFolder,
        classCache,
        on,
        off,
        needed,
        safeMode,
        limits,
        config);
  }

  /** The same without the project's plugins. */
  public PluginHostSettings withSafeMode(boolean safe) {
    return new PluginHostSettings(
        projectRoot,
        imageFolder,
        projectFolders,
        javaFiles,
        workFolder,
        classCache,
        enabled,
        disabled,
        required,
        safe,
        limits,
        config);
  }

  /** The same with other limits. */
  public PluginHostSettings withLimits(PluginLimits bounds) {
    return new PluginHostSettings(
        projectRoot,
        imageFolder,
        projectFolders,
        javaFiles,
        workFolder,
        classCache,
        enabled,
        disabled,
        required,
        safeMode,
        bounds,
        config);
  }

  /** The same with site-wide options by id. */
  public PluginHostSettings withConfig(Map<String, Options> options) {
    return new PluginHostSettings(
        projectRoot,
        imageFolder,
        projectFolders,
        javaFiles,
        workFolder,
        classCache,
        enabled,
        disabled,
        required,
        safeMode,
        limits,
        options);
  }

  /** A path as people write it: below the project root relative to it, with forward slashes. */
  String display(Path path) {
    return path.startsWith(projectRoot) && !path.equals(projectRoot)
        ? projectRoot.relativize(path).toString().replace('\\', '/')
        : path.toString();
  }
}
