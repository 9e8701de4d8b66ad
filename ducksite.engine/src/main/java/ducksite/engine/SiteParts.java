package ducksite.engine;

import ducksite.engine.cache.EncodedResponses;
import ducksite.engine.cache.ResultCache;
import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.Downloads;
import ducksite.engine.datamap.InputIdentities;
import ducksite.engine.duck.DuckLease;
import ducksite.engine.model.NamedQuery;
import ducksite.engine.model.Template;
import ducksite.engine.page.Page;
import ducksite.engine.page.PageExecutor;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import ducksite.engine.project.SourceFragment;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteExecutor;
import ducksite.engine.route.RouteTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a site is put together from. */
record SiteParts(
    Project project,
    PluginHost plugins,
    DataMap dataMap,
    DuckLease duck,
    @Nullable DuckLease heavy,
    InputIdentities identities,
    Downloads downloads,
    EncodedResponses responses,
    ResultCache results,
    Map<String, NamedQuery> queries,
    List<Template> templates,
    List<Route> routes,
    RouteTable routeTable,
    RouteExecutor routeExecutor,
    BiFunction<SourceFragment, Problems, Optional<Route>> queryCompiler,
    List<Page> pages,
    SiteAuthentication authentication,
    PageExecutor pageExecutor,
    int planned,
    boolean modelsAreSpared,
    List<Problem> problems) {

  SiteParts {
    queries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(queries));
    templates = List.copyOf(templates);
    routes = List.copyOf(routes);
    pages = List.copyOf(pages);
    problems = List.copyOf(problems);
  }
}
