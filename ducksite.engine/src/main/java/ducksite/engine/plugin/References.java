package ducksite.engine.plugin;

import ducksite.engine.plugin.PluginException.Kind;
import ducksite.engine.project.Suggestions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the provider that a reference names among loaded plugins. */
record References(PluginHostSettings settings, List<LoadedPlugin> plugins) {

  <S> Provider<S> find(Class<S> spi, PluginReference reference) {
    LoadedPlugin plugin = plugin(reference);
    RunningPlugin running = plugin.running();
    if (running == null) {
      throw new PluginException(
          Kind.NOT_AVAILABLE,
          plugin.label()
              + " is "
              + (plugin.state() == PluginState.DISABLED ? "disabled: " : "not loaded: ")
              + plugin.reason(),
          plugin.state() == PluginState.DISABLED
              ? "enable it in [plugins] and in ENABLED_PLUGINS, and start without --safe-mode"
              : "see the problems of the plugin, or change [plugins]",
          null);
    }
    return new Provider<>(plugin, running, settings.limits(), spi, bound(spi, reference, plugin));
  }

  private LoadedPlugin plugin(PluginReference reference) {
    List<LoadedPlugin> named = plugins.stream().filter(each -> matches(each, reference)).toList();
    for (LoadedPlugin plugin : named) {
      if (plugin.running() != null) {
        return plugin;
      }
    }
    for (LoadedPlugin plugin : plugins) {
      if (plugin.providers().stream()
          .anyMatch(bound -> bound.className().equals(reference.target()))) {
        return plugin;
      }
    }
    if (!named.isEmpty()) {
      return named.getFirst();
    }
    throw new PluginException(
        Kind.UNKNOWN_REFERENCE,
        reference.path() == null || Files.exists(settings.projectRoot().resolve(reference.path()))
            ? "no plugin answers to '" + reference.text() + "'"
            : "there is no file '" + reference.path() + "'",
        Suggestions.hint(reference.target(), names()).orElse(known()),
        null);
  }

  private boolean matches(LoadedPlugin plugin, PluginReference reference) {
    Path path = reference.path();
    return path == null
        ? plugin.isPlugin() && plugin.identity().id().equals(reference.target())
        : plugin.origin().source().file().equals(settings.projectRoot().resolve(path).normalize());
  }

  private static BoundProvider bound(Class<?> spi, PluginReference reference, LoadedPlugin plugin) {
    List<BoundProvider> fitting =
        plugin.providers().stream().filter(bound -> bound.spi() == spi).toList();
    String name = name(reference, plugin);
    if (name != null) {
      return fitting.stream()
          .filter(bound -> isNamed(bound, name))
          .findFirst()
          .orElseGet(() -> other(spi, name, plugin, fitting));
    }
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    if (fitting.isEmpty()) {
      throw new PluginException(
          Kind.UNKNOWN_REFERENCE,
          "plugin/wrong-interface",
          plugin.label() + " provides no " + spi.getSimpleName() + provided(plugin),
          plugin.origin().source() instanceof PluginSource.JavaFile
              ? "implement " + spi.getName() + ", or name a public static method behind ':'"
              : "name a plugin that provides " + spi.getName(),
          null);
    }
    throw new PluginException(
        Kind.UNKNOWN_REFERENCE,
        "plugin/ambiguous-reference",
        plugin.label()
            + " provides "
            + spi.getSimpleName()
            + " more than once: "
            + simpleNames(fitting),
        "write '"
            + reference.target()
            + ":"
            + simpleName(fitting.getFirst())
            + "' or one of the others",
        null);
  }

  /** The name behind the colon; a reference by class name says the same in another way. */
  private static @Nullable String name(PluginReference reference, LoadedPlugin plugin) {
    if (reference.name() != null) {
      return reference.name();
    }
    boolean byClass =
        reference.path() == null && !plugin.identity().id().equals(reference.target());
    return byClass ? reference.target() : null;
  }

  private static BoundProvider other(
      Class<?> spi, String name, LoadedPlugin plugin, List<BoundProvider> fitting) {
    if (plugin.origin().source() instanceof PluginSource.JavaFile) {
      return plugin.method(spi, name);
    }
    List<String> names = fitting.stream().map(References::simpleName).toList();
    throw new PluginException(
        Kind.UNKNOWN_REFERENCE,
        plugin.label()
            + " provides no "
            + spi.getSimpleName()
            + " named '"
            + name
            + "'"
            + provided(plugin),
        Suggestions.hint(name, names)
            .orElse(names.isEmpty() ? null : "it provides " + String.join(", ", names)),
        null);
  }

  private static boolean isNamed(BoundProvider bound, String name) {
    return bound.className().equals(name) || simpleName(bound).equals(name);
  }

  private static String simpleName(BoundProvider bound) {
    String name = bound.className();
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  private static String simpleNames(List<BoundProvider> bounds) {
    return String.join(", ", bounds.stream().map(References::simpleName).toList());
  }

  private static String provided(LoadedPlugin plugin) {
    List<String> spis = plugin.report().spis();
    return spis.isEmpty() ? "" : ", but " + String.join(", ", spis);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (LoadedPlugin plugin : plugins) {
      if (plugin.isPlugin()) {
        names.add(plugin.identity().id());
      }
      names.add(plugin.origin().display());
      plugin.providers().forEach(bound -> names.add(bound.className()));
    }
    return names;
  }

  private String known() {
    List<String> ids =
        plugins.stream().filter(LoadedPlugin::isPlugin).map(each -> each.identity().id()).toList();
    return ids.isEmpty()
        ? "there is no plugin; put a jar or a .java file into plugins/"
        : "plugins are " + String.join(", ", ids);
  }
}
