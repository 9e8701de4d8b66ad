package ducksite.engine.plugin;

import ducksite.engine.plugin.PluginSource.JavaFile;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of a site: found, loaded and ready to be called. What cannot be loaded is reported
 * and leaves the others alone. Safe for use by several threads.
 */
public final class PluginHost implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

  private final PluginHostSettings settings;
  private final RunningPlugins running;
  private final boolean ownsRunning;
  private final PluginLoading loading;
  private final List<LoadedPlugin> plugins = new CopyOnWriteArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private PluginHost(
      PluginHostSettings settings, Problems problems, RunningPlugins running, boolean ownsRunning) {
    this.settings = settings;
    this.running = running;
    this.ownsRunning = ownsRunning;
    this.loading = new PluginLoading(settings, problems, running);
  }

  /**
   * A host with every plugin that the settings tell of, for itself alone.
   *
   * @param problems takes what is wrong with plugins, now and when a reference names a {@code
   *     .java} file for the first time
   * @throws UncheckedIOException when the work folder cannot be made
   */
  public static PluginHost open(PluginHostSettings settings, Problems problems) {
    return new PluginHost(settings, problems, new RunningPlugins(settings.workFolder()), true)
        .load(problems);
  }

  /**
   * The same, with the plugins that run already: those that have not changed are taken over, with
   * their objects and their counts.
   */
  public static PluginHost open(
      PluginHostSettings settings, Problems problems, RunningPlugins running) {
    return new PluginHost(settings, problems, running, false).load(problems);
  }

  private PluginHost load(Problems problems) {
    try {
      List<PluginSource> sources = new PluginScanner(settings, problems).scan();
      loading.prepare(sources);
      for (PluginSource source : sources) {
        LoadedPlugin plugin = loading.load(source);
        plugins.add(plugin);
        LOG.debug("{} is {}", plugin.label(), plugin.state());
      }
      loading.finish();
      new ChoiceCheck(settings, plugins.stream().filter(LoadedPlugin::isPlugin).toList(), problems)
          .report();
      return this;
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** The problem that a required plugin is not active, if there is one: no site goes on then. */
  public static Optional<Problem> requiredMissing(Problems problems) {
    return problems.errors().stream()
        .filter(problem -> problem.code().equals(ChoiceCheck.REQUIRED))
        .findFirst();
  }

  /** What is known of each plugin, the image's first. */
  public List<PluginReport> plugins() {
    return plugins.stream().filter(LoadedPlugin::isPlugin).map(LoadedPlugin::report).toList();
  }

  /** Counts of calls by plugin id, of plugins that run. */
  public Map<String, PluginCounters> counters() {
    Map<String, PluginCounters> result = new LinkedHashMap<>();
    for (LoadedPlugin plugin : plugins) {
      RunningPlugin running = plugin.running();
      if (running != null && plugin.isPlugin()) {
        result.put(plugin.identity().id(), running.lane().counters());
      }
    }
    return result;
  }

  /**
   * The provider that a reference names: a plugin's id, a class name, or a path relative to the
   * project, each with an optional {@code :name} of a class. Behind a {@code .java} path the name
   * may also be that of a public static method. A {@code .java} file that is not loaded yet is.
   *
   * @throws PluginException when there is none, with a hint
   */
  public <S> Provider<S> find(Class<S> spi, String reference) {
    PluginReference parsed = PluginReference.parse(reference);
    loadNamedFile(parsed);
    return new References(settings, plugins).find(spi, parsed);
  }

  private void loadNamedFile(PluginReference reference) {
    if (reference.path() == null || !reference.target().endsWith(".java")) {
      return;
    }
    Path file = settings.projectRoot().resolve(reference.path()).normalize();
    synchronized (loading) {
      boolean known = plugins.stream().anyMatch(each -> each.origin().source().file().equals(file));
      if (!known && Files.isRegularFile(file)) {
        plugins.add(loading.load(new JavaFile(file, true)));
      }
    }
  }

  /** Every provider of an interface, in the order of the plugins. */
  public <S> List<Provider<S>> all(Class<S> spi) {
    List<Provider<S>> result = new ArrayList<>();
    for (LoadedPlugin plugin : plugins) {
      RunningPlugin running = plugin.running();
      if (running != null) {
        running.providers().stream()
            .filter(bound -> bound.spi() == spi)
            .forEach(
                bound ->
                    result.add(new Provider<>(plugin, running, settings.limits(), spi, bound)));
      }
    }
    return result;
  }

  /**
   * Ends the use of its plugins. A plugin that no other host uses refuses further calls; running
   * ones are interrupted, its providers and its loader are closed, its private copy is removed.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (ownsRunning) {
      running.close();
    } else {
      plugins.stream()
          .map(LoadedPlugin::running)
          .filter(Objects::nonNull)
          .forEach(running::release);
    }
  }
}
