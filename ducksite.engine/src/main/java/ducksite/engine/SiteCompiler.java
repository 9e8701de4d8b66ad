package ducksite.engine;

import ducksite.api.render.ChartRenderer;
import ducksite.api.render.ImageGetter;
import ducksite.api.render.Renderer;
import ducksite.engine.cache.EncodedResponses;
import ducksite.engine.cache.ResultCache;
import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.Downloads;
import ducksite.engine.datamap.FileList;
import ducksite.engine.datamap.InputIdentities;
import ducksite.engine.duck.BoundSql;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.duck.DuckLease;
import ducksite.engine.duck.SqlGate;
import ducksite.engine.model.AllowedFolders;
import ducksite.engine.model.ColumnCache;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.model.Expressions;
import ducksite.engine.model.Inputs;
import ducksite.engine.model.NamedQuery;
import ducksite.engine.model.QueryCompiler;
import ducksite.engine.model.QueryDescriber;
import ducksite.engine.model.SampleCache;
import ducksite.engine.model.Sampler;
import ducksite.engine.model.Templates;
import ducksite.engine.page.Page;
import ducksite.engine.page.PageCompiler;
import ducksite.engine.page.PageExecutor;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import ducksite.engine.project.SqlSettings;
import ducksite.engine.route.CompiledRoutes;
import ducksite.engine.route.Formats;
import ducksite.engine.route.KnownChoices;
import ducksite.engine.route.PluginFaces;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteExecutor;
import ducksite.engine.route.RouteServices;
import ducksite.engine.route.RouteTable;
import ducksite.engine.route.SecretStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles a project, its plugins and its data map into a site. What has problems is left out; the
 * rest works.
 */
final class SiteCompiler {

  private static final Logger LOG = LoggerFactory.getLogger(SiteCompiler.class);

  /** Writing a filtered file reads a whole one, once for each of its versions. */
  private static final Duration FILTERING = Duration.ofMinutes(30);

  private final Project project;
  private final PluginHost plugins;
  private final DataMap map;
  private final DuckLease lease;
  private final @Nullable DuckLease heavy;
  private final ResultCache results;
  private final DuckInstance duck;
  private final StateFolder state;
  private final String productVersion;
  private final Problems problems;
  private final SqlGate gate;
  private final QueryCompiler compiler;
  private final QueryDescriber describer;
  private final ColumnCache columns;
  private final CompiledRoutes earlier;

  SiteCompiler(
      Project project,
      PluginHost plugins,
      DataMap map,
      DuckLease lease,
      @Nullable DuckLease heavy,
      ResultCache results,
      SqlGate gate,
      StateFolder state,
      String productVersion,
      CompiledRoutes earlier,
      Problems problems) {
    this.earlier = earlier;
    this.project = project;
    this.plugins = plugins;
    this.lease = lease;
    this.heavy = heavy;
    this.results = results;
    this.duck = lease.instance();
    this.state = state;
    this.productVersion = productVersion;
    this.problems = problems;
    this.gate = gate;
    Set<String> untrusted =
        new SourceFilters(new Expressions(gate), problems).untrusted(project, map);
    this.map = map.closed(untrusted);
    this.compiler = new QueryCompiler(gate, this.map, allowedFolders(project, state));
    untrusted.forEach(compiler::addBroken);
    this.columns = ColumnCache.read(columnFile());
    this.describer = new QueryDescriber(duck, columns, map, productVersion);
  }

  static AllowedFolders allowedFolders(Project project, StateFolder state) {
    return AllowedFolders.of(project, state.folder());
  }

  Site compile() {
    addTemplates();
    compiler.addModels(project.models(), problems);
    Map<String, NamedQuery> queries =
        new NamedQueries(project, compiler, describer, problems).describe();
    SqlSettings limits = project.config().sql();
    Formats formats =
        Formats.of(
            ServiceLoader.load(Renderer.class).stream().map(ServiceLoader.Provider::get).toList(),
            plugins.all(Renderer.class),
            PluginFaces.of(
                plugins.all(ChartRenderer.class), plugins.all(ImageGetter.class), problems),
            limits.timeout(),
            Math.max(1, MemoryPlan.connections(limits.standard()) / 2),
            problems);
    RouteCompilation compilation =
        new RouteCompilation(project, map, compiler, describer, plugins, formats);
    List<Route> routes = compilation.compile(earlier, problems);
    if (earlier.wereUsed()) {
      columns.keepUnused();
    }
    List<Page> pages = compilePages();
    rememberColumns();
    new UrlSpace(problems).check(project.routes(), pages);
    InputIdentities identities =
        new InputIdentities(
            sources(),
            map.statistics(),
            inputs(queries.values(), routes, pages),
            project.config().site().freshness());
    Downloads downloads =
        new Downloads(
            map,
            state.cache(),
            (sql, target, cancellation) ->
                duck.copyToParquet(BoundSql.of(sql), target, FILTERING, cancellation),
            compiler::isVolatile,
            compiler::condition);
    EncodedResponses responses = new EncodedResponses(project.config().cache().memoryBytes());
    RouteServices services =
        new RouteServices(
            duck,
            heavy == null ? duck : heavy.instance(),
            identities,
            formats,
            project.config(),
            results,
            responses,
            productVersion,
            new SecretStore(project.root(), project.config().secrets(), System::getenv),
            new KnownChoices());
    return new Site(
        new SiteParts(
            project,
            plugins,
            map,
            lease,
            heavy,
            identities,
            downloads,
            responses,
            results,
            queries,
            compiler.templates(),
            routes,
            new RouteTable(routes),
            new RouteExecutor(services),
            compilation::query,
            pages,
            SiteAuthentication.of(project, plugins, pages, problems),
            new PageExecutor(
                duck, compiler, identities, project.config().sql().timeout(), productVersion),
            columns.learned(),
            !compiler.hasMissed(),
            problems.all()));
  }

  private void addTemplates() {
    SampleCache samples = SampleCache.read(state.cache().resolve("samples.json"));
    Templates templates =
        new Templates(compiler, new Sampler(duck, samples, map, productVersion), map, problems);
    // What the project names comes before what manifests tell.
    project.config().fileSources().stream()
        .filter(source -> source.name() != null)
        .sorted(Comparator.comparing((FileSource source) -> source.templateName() == null))
        .forEach(
            source -> map.source(source.name()).ifPresent(files -> templates.add(source, files)));
    if (samples.hasChanged()) {
      remember(state.cache().resolve("samples.json"), samples.text());
    }
  }

  private Path columnFile() {
    return state.cache().resolve("columns.json");
  }

  /** What was learned is worth keeping, but not worth failing for. */
  private void rememberColumns() {
    if (columns.hasChanged()) {
      remember(columnFile(), columns.text());
    }
  }

  private static void remember(Path file, String text) {
    try {
      AtomicFiles.write(file, text);
    } catch (IOException e) {
      LOG.debug("{} is not kept", file, e);
    }
  }

  private List<Page> compilePages() {
    boolean allowHtml = project.config().site().allowHtml();
    List<Page> pages = new ArrayList<>();
    InParallel.map(
            project.pages(),
            source -> {
              Problems found = new Problems();
              return Map.entry(
                  new PageCompiler(compiler, describer, source, allowHtml, found).compile(), found);
            })
        .forEach(
            each -> {
              pages.add(each.getKey());
              each.getValue().all().forEach(problems::add);
            });
    pages.sort(Comparator.comparing(Page::url));
    return pages;
  }

  /** All files of each source, also those that its view leaves out: SQL may name their keys. */
  private Map<String, FileList> sources() {
    Map<String, FileList> sources = new LinkedHashMap<>();
    map.bySource().forEach((name, files) -> sources.put(Inputs.source(name), files));
    return sources;
  }

  private Map<String, List<Path>> inputs(
      Iterable<NamedQuery> queries, List<Route> routes, List<Page> pages) {
    Map<String, List<Path>> inputs = new LinkedHashMap<>();
    Set<CompiledSql> all = new LinkedHashSet<>();
    queries.forEach(query -> all.add(query.sql()));
    routes.forEach(route -> all.add(route.sql()));
    pages.forEach(page -> page.queries().values().forEach(query -> all.add(query.sql())));
    for (CompiledSql sql : all) {
      for (String input : sql.inputs()) {
        Path file = Inputs.pathOf(input);
        if (file != null) {
          inputs.put(input, List.of(file));
        }
      }
    }
    return inputs;
  }
}
