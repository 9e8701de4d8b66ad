package ducksite.engine.plugin;

import ducksite.api.Options;
import ducksite.engine.project.Position;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a host loads and how. Paths are made absolute.
 *
 * @param projectRoot references by path are relative to it; the project itself, or a published copy
 * @param siteRoot the project's root as plugins are told it
 * @param imageFolder the first-party plugins of the image, if there are any
 * @param projectFolders folders of jars and {@code .java} files; one that does not exist holds no
 *     plugin
 * @param javaFiles further {@code .java} files, which references name
 * @param workFolder private copies of jars, removed when the host is closed
 * @param classCache compiled classes of {@code .java} files, kept
 * @param verifications results of the examination of jars, kept
 * @param productVersion of this program; results of another are not used
 * @param choice which plugins may be active
 * @param limits bounds of each plugin
 * @param config site-wide options, by id
 * @param places where the keys of {@code [plugins]} are written, as {@code config.<id>.<key>}
 */
public record PluginHostSettings(
    Path projectRoot,
    Path siteRoot,
    @Nullable Path imageFolder,
    List<Path> projectFolders,
    List<Path> javaFiles,
    Path workFolder,
    Path classCache,
    Path verifications,
    String productVersion,
    PluginChoice choice,
    PluginLimits limits,
    Map<String, Options> config,
    Map<String, Position> places) {

  public PluginHostSettings {
    Path root = projectRoot.toAbsolutePath().normalize();
    projectRoot = root;
    siteRoot = siteRoot.toAbsolutePath().normalize();
    imageFolder = imageFolder == null ? null : imageFolder.toAbsolutePath().normalize();
    projectFolders =
        projectFolders.stream().map(folder -> root.resolve(folder).normalize()).toList();
    javaFiles = javaFiles.stream().map(file -> root.resolve(file).normalize()).toList();
    workFolder = workFolder.toAbsolutePath().normalize();
    classCache = classCache.toAbsolutePath().normalize();
    verifications = verifications.toAbsolutePath().normalize();
    config = Map.copyOf(config);
    places = Map.copyOf(places);
  }

  /**
   * All plugins of {@code plugins/} below the project root, with default limits and private folders
   * below the state folder.
   */
  public static PluginHostSettings of(Path projectRoot, Path stateFolder) {
    return new PluginHostSettings(
        projectRoot,
        projectRoot,
        null,
        List.of(Path.of("plugins")),
        List.of(),
        stateFolder.resolve("tmp/plugins"),
        stateFolder.resolve("cache/plugins"),
        stateFolder.resolve("cache/plugins-checked"),
        "",
        PluginChoice.all(),
        PluginLimits.defaults(),
        Map.of(),
        Map.of());
  }

  /** The same for a published copy of a project: plugins are told where the project itself is. */
  public PluginHostSettings withSiteRoot(Path root) {
    return changed(copy -> copy.siteRoot = root);
  }

  /** The same with the image's plugins. */
  public PluginHostSettings withImageFolder(@Nullable Path folder) {
    return changed(copy -> copy.imageFolder = folder);
  }

  /** The same with {@code .java} files that references name. */
  public PluginHostSettings withJavaFiles(List<Path> files) {
    return changed(copy -> copy.javaFiles = files);
  }

  /** The same with another product version. */
  public PluginHostSettings withProductVersion(String version) {
    return changed(copy -> copy.productVersion = version);
  }

  /** The same with a choice of plugins. */
  public PluginHostSettings withChoice(PluginChoice chosen) {
    return changed(copy -> copy.choice = chosen);
  }

  /** The same with other limits. */
  public PluginHostSettings withLimits(PluginLimits bounds) {
    return changed(copy -> copy.limits = bounds);
  }

  /** The same with site-wide options by id. */
  public PluginHostSettings withConfig(Map<String, Options> options) {
    return changed(copy -> copy.config = options);
  }

  /** The same with the places of the keys of {@code [plugins]}. */
  public PluginHostSettings withPlaces(Map<String, Position> positions) {
    return changed(copy -> copy.places = positions);
  }

  /** A path as people write it: below the project root relative to it, with forward slashes. */
  String display(Path path) {
    return path.startsWith(projectRoot) && !path.equals(projectRoot)
        ? projectRoot.relativize(path).toString().replace('\\', '/')
        : path.toString();
  }

  /** Where an author puts private jars of a plugin, as people write it. */
  String libraryFolder(PluginSource source) {
    return display(source.file().resolveSibling(source.stem())) + "/";
  }

  private PluginHostSettings changed(Consumer<Copy> change) {
    Copy copy = new Copy();
    change.accept(copy);
    return new PluginHostSettings(
        projectRoot,
        copy.siteRoot,
        copy.imageFolder,
        projectFolders,
        copy.javaFiles,
        workFolder,
        classCache,
        verifications,
        copy.productVersion,
        copy.choice,
        copy.limits,
        copy.config,
        copy.places);
  }

  /** These settings while one of them changes. */
  private final class Copy {
    private Path siteRoot = PluginHostSettings.this.siteRoot;
    private @Nullable Path imageFolder = PluginHostSettings.this.imageFolder;
    private List<Path> javaFiles = PluginHostSettings.this.javaFiles;
    private String productVersion = PluginHostSettings.this.productVersion;
    private PluginChoice choice = PluginHostSettings.this.choice;
    private PluginLimits limits = PluginHostSettings.this.limits;
    private Map<String, Options> config = PluginHostSettings.this.config;
    private Map<String, Position> places = PluginHostSettings.this.places;
  }
}
