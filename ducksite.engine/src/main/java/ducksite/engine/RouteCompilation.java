package ducksite.engine;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.FileList;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.model.QueryCompiler;
import ducksite.engine.model.QueryDescriber;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import ducksite.engine.project.RouteSource;
import ducksite.engine.project.SourceFragment;
import ducksite.engine.route.CompiledRoutes;
import ducksite.engine.route.Formats;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteCompiler;
import ducksite.engine.route.RouteGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The compilation of all routes of a site: those that are read before their readers, and none whose
 * outcome is known. Confined to the compiling thread, but for queries of the author.
 */
final class RouteCompilation {

  private final Project project;
  private final DataMap map;
  private final QueryCompiler queries;
  private final QueryDescriber describer;
  private final PluginHost plugins;
  private final Formats formats;

  RouteCompilation(
      Project project,
      DataMap map,
      QueryCompiler queries,
      QueryDescriber describer,
      PluginHost plugins,
      Formats formats) {
    this.project = project;
    this.map = map;
    this.queries = queries;
    this.describer = describer;
    this.plugins = plugins;
    this.formats = formats;
  }

  /**
   * The routes without problems, by id.
   *
   * @param earlier the routes of the last compilation
   */
  List<Route> compile(CompiledRoutes earlier, Problems problems) {
    earlier.begin(surroundings());
    RouteCompiler routes = compiler(earlier, problems);
    List<Route> compiled = new ArrayList<>();
    for (RouteSource source : RouteGraph.order(project.routes(), problems)) {
      routes.compile(source).ifPresent(compiled::add);
    }
    earlier.end();
    compiled.sort(Comparator.comparing(Route::id));
    return compiled;
  }

  /** A query of the author's own. */
  Optional<Route> query(SourceFragment sql, Problems problems) {
    return compiler(new CompiledRoutes(), problems).query(sql);
  }

  private RouteCompiler compiler(CompiledRoutes earlier, Problems problems) {
    return new RouteCompiler(
        queries, describer, plugins, formats, project.config(), earlier, problems);
  }

  /** Everything besides its own files that decides about a route which reads no source. */
  private Object surroundings() {
    boolean open =
        project.models().stream().anyMatch(each -> CompiledRoutes.namesPattern(each.sql().text()));
    if (open) {
      // A model may read more files by now.
      return new Object();
    }
    List<Object> sources = new ArrayList<>();
    for (SourceFiles source : map.sources()) {
      FileList files = map.bySource().get(source.name());
      sources.add(
          List.of(
              source.name(),
              String.valueOf(source.rowFilter()),
              String.valueOf(source.template()),
              files == null ? "" : files.digest()));
    }
    return List.of(
        project.config(),
        project.models(),
        sources,
        formats.identity(),
        project.root(),
        map.proxied().all());
  }
}
