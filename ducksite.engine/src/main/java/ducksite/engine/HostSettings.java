package ducksite.engine;

import ducksite.engine.plugin.EnabledPlugins;
import ducksite.engine.plugin.PluginChoice;
import ducksite.engine.plugin.PluginHostSettings;
import ducksite.engine.plugin.PluginLimits;
import ducksite.engine.project.PluginSettings;
import ducksite.engine.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What a build and a project together say to the plugin host. */
final class HostSettings {

  private HostSettings() {}

  /**
   * The settings.
   *
   * @param root the folder whose {@code plugins/} is read: the project's or a generation's
   */
  static PluginHostSettings of(BuildSettings settings, Project project, Path root) {
    PluginSettings plugins = project.config().plugins();
    PluginSettings.Limits limits = plugins.limits();
    return PluginHostSettings.of(root, settings.state().folder())
        .withSiteRoot(settings.root())
        .withImageFolder(settings.imagePlugins())
        .withJavaFiles(steps(project, root))
        .withProductVersion(settings.productVersion())
        .withChoice(
            new PluginChoice(
                plugins.enabled() == null ? null : Set.copyOf(plugins.enabled()),
                Set.copyOf(plugins.disabled()),
                Set.copyOf(plugins.required()),
                settings.safeMode(),
                Set.copyOf(plugins.nativeAccess()),
                EnabledPlugins.of(System.getenv(EnabledPlugins.VARIABLE))))
        .withLimits(
            new PluginLimits(
                limits.threads(),
                limits.queue(),
                limits.manifestTimeout(),
                limits.preprocessTimeout(),
                limits.authTimeout()))
        .withConfig(plugins.config())
        .withPlaces(plugins.positions());
  }

  /** The {@code .java} files whose methods are steps of routes; they may implement nothing. */
  private static List<Path> steps(Project project, Path root) {
    return project.routes().stream()
        .flatMap(route -> route.preprocess().stream())
        .map(step -> step.reference().replaceFirst(":[^:/]*$", ""))
        .filter(reference -> reference.endsWith(".java"))
        .distinct()
        .map(reference -> root.resolve(reference).normalize())
        .filter(Files::isRegularFile)
        .toList();
  }
}
