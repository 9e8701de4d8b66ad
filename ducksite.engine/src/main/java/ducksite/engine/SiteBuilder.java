package ducksite.engine;

import ducksite.engine.cache.CacheLimits;
import ducksite.engine.cache.ResultCache;
import ducksite.engine.datamap.DataMap;
import ducksite.engine.duck.DuckInstances;
import ducksite.engine.duck.DuckLease;
import ducksite.engine.duck.SqlGate;
import ducksite.engine.page.FormFiles;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.plugin.RunningPlugins;
import ducksite.engine.project.CacheSettings;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import ducksite.engine.project.ProjectReader;
import ducksite.engine.project.RouteLimits;
import ducksite.engine.project.RouteMemory;
import ducksite.engine.project.SqlSettings;
import ducksite.engine.route.CompiledRoutes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes sites: from a project folder, which may be published as a generation, or from a published
 * generation. Instances of the engine are shared between the sites it makes.
 */
public final class SiteBuilder implements AutoCloseable {

  private final BuildSettings settings;
  private final KeptStatistics statistics;
  private final SqlGate gate = new SqlGate();
  private final DuckInstances instances = new DuckInstances(gate);
  private final RunningPlugins running;
  private final FoundSources sources;
  private final Engines engines;
  private RouteMemory routes = new RouteMemory();
  private CompiledRoutes compiled = new CompiledRoutes();
  private @Nullable ResultCache results;

  /** A builder for one project. */
  public SiteBuilder(BuildSettings settings) {
    this(settings, null);
  }

  /**
   * A builder for one project.
   *
   * @param current the site in service, which must go on: a source whose plugin fails keeps the
   *     files of its last good manifest, with a warning; null when nothing is served
   */
  public SiteBuilder(BuildSettings settings, @Nullable CurrentSite current) {
    this.settings = settings;
    this.running = new RunningPlugins(settings.state().temporary().resolve("plugins"));
    this.sources = new FoundSources(settings, gate, current);
    this.statistics = new KeptStatistics(settings.state().cache());
    this.engines = new Engines(instances, settings.state().temporary());
  }

  /**
   * Compiles the project as it lies there. What has problems is left out of the site; nothing is
   * written but caches and the missing files of forms.
   *
   * @throws IOException when the state folder cannot be written
   */
  public Site compile(Problems problems) throws IOException {
    settings.progress().accept("reading the project");
    Project project = ProjectReader.read(settings.root(), settings.overrides(), routes, problems);
    if (ProjectReader.isProject(settings.root())) {
      FormFiles.create(project);
    }
    PluginHost plugins =
        PluginHost.open(HostSettings.of(settings, project, settings.root()), problems, running);
    try {
      DataMap map = statistics.with(sources.now(project, plugins, problems));
      settings.progress().accept("compiling");
      return compile(project, plugins, map, problems);
    } catch (IOException | RuntimeException e) {
      plugins.close();
      throw e;
    }
  }

  /** Forgets what earlier compilations have found: the next one reads and compiles everything. */
  void forget() {
    routes = new RouteMemory();
    compiled = new CompiledRoutes();
  }

  /** Whether the last compilation has used routes of an earlier one. */
  boolean hasReused() {
    return compiled.wereUsed();
  }

  /**
   * Compiles the project and, when it has no errors, publishes it. The state folder must not be
   * locked by another.
   *
   * @throws IOException when the state folder cannot be written or is locked
   */
  public BuildResult build(Problems problems) throws IOException {
    try (StateFolder.Lock _ = settings.state().lock()) {
      Site site = compile(problems);
      if (problems.hasErrors()) {
        return new BuildResult(site, null);
      }
      settings.progress().accept("publishing");
      try {
        return new BuildResult(site, new Publication(settings, site).publish());
      } catch (IOException | RuntimeException e) {
        site.close();
        throw e;
      }
    }
  }

  /**
   * The plugins alone, for those who only list them.
   *
   * @param problems takes what is wrong with the project and with plugins
   */
  public PluginHost plugins(Problems problems) {
    Project project = ProjectReader.read(settings.root(), settings.overrides(), problems);
    return PluginHost.open(HostSettings.of(settings, project, settings.root()), problems, running);
  }

  /**
   * The kept results of routes, for those who only look after them. Closed with this builder.
   *
   * @param problems takes what is wrong with the project
   */
  public ResultCache results(Problems problems) {
    return results(ProjectReader.read(settings.root(), settings.overrides(), problems));
  }

  /**
   * Removes what earlier builds exported and cached, but never what is published, submitted or
   * private.
   *
   * @throws IOException when a file cannot be removed, or the state folder is locked
   */
  public void clean() throws IOException {
    StaleArtefacts.removeAll(settings);
  }

  /**
   * The site of a published generation: its texts and plugins are the generation's, its data the
   * project's.
   *
   * @throws IOException when the generation cannot be read
   */
  public Site load(Generation generation, Problems problems) throws IOException {
    return load(generation, (project, _) -> StoredDataMap.read(generation, project), problems);
  }

  /**
   * The site of a published generation over the files that its sources find now; nothing is
   * published.
   *
   * @throws IOException when the generation cannot be read
   */
  public Site renew(Generation generation, Problems problems) throws IOException {
    return load(
        generation, (project, plugins) -> sources.now(project, plugins, problems), problems);
  }

  /**
   * Asks the plugins of a site's sources again; nothing is taken over. May run beside builds: they
   * wait while a plugin is being asked, and this waits for them.
   */
  public AskedSources askAgain(Site site) {
    return sources.again(site);
  }

  /** Makes the data map of a project. */
  private interface Mapping {
    DataMap of(Project project, PluginHost plugins) throws IOException;
  }

  private Site load(Generation generation, Mapping mapping, Problems problems) throws IOException {
    Project copy = ProjectReader.read(generation.project(), settings.overrides(), problems);
    Project project =
        new Project(settings.root(), copy.config(), copy.models(), copy.routes(), copy.pages());
    PluginHost plugins =
        PluginHost.open(
            HostSettings.of(settings, project, generation.project()), problems, running);
    try {
      DataMap map = statistics.with(mapping.of(project, plugins));
      return compile(project, plugins, map, problems);
    } catch (IOException | RuntimeException e) {
      plugins.close();
      throw e;
    }
  }

  private Site compile(Project project, PluginHost plugins, DataMap map, Problems problems)
      throws IOException {
    List<Path> folders = folders(project, map);
    SqlSettings sql = project.config().sql();
    DuckLease duck = engines.standard(folders, sql);
    DuckLease heavy = null;
    try {
      boolean longWork =
          project.routes().stream()
              .anyMatch(route -> route.limits().pool() == RouteLimits.Pool.HEAVY);
      heavy = longWork ? engines.heavy(folders, sql) : null;
      return new SiteCompiler(
              project,
              plugins,
              map,
              duck,
              heavy,
              results(project),
              gate,
              settings.state(),
              settings.productVersion(),
              compiled,
              problems)
          .compile();
    } catch (RuntimeException e) {
      duck.close();
      if (heavy != null) {
        heavy.close();
      }
      throw e;
    }
  }

  /** The kept results, under the limits of the project as it is now. */
  private synchronized ResultCache results(Project project) {
    CacheSettings cache = project.config().cache();
    CacheLimits limits = new CacheLimits(cache.maxBytes(), cache.maxAge(), cache.stale());
    if (results == null) {
      SqlSettings sql = project.config().sql();
      results =
          new ResultCache(
              settings.state().results(),
              settings.state().temporary(),
              limits,
              folder -> engines.reader(folder, sql));
    }
    results.limit(limits);
    return results;
  }

  private List<Path> folders(Project project, DataMap map) throws IOException {
    Set<Path> folders =
        new LinkedHashSet<>(SiteCompiler.allowedFolders(project, settings.state()).existing());
    folders.addAll(map.folders());
    if (project.routes().stream().anyMatch(route -> !route.uses().isEmpty())) {
      folders.add(results(project).folder());
    }
    return new ArrayList<>(folders);
  }

  @Override
  public void close() {
    closeResults();
    running.close();
    instances.close();
    statistics.close();
    gate.close();
  }

  private synchronized void closeResults() {
    if (results != null) {
      results.close();
    }
  }
}
