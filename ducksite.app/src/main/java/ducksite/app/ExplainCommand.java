package ducksite.app;

import ducksite.engine.Lineage;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.duck.DuckException;
import ducksite.engine.page.Page;
import ducksite.engine.page.PageExecutor;
import ducksite.engine.page.PageQuery;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Suggestions;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteException;
import ducksite.engine.route.RoutePlan;
import ducksite.engine.route.RouteRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code explain}: what a named query, a route or a page's query reads, and how it would be run.
 */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Tells what a source, a model, a route or a page's query reads, under which filters, and"
            + " how DuckDB would run it.")
final class ExplainCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description =
          "A source, a model, a route's id, or a page's address and its query: /sales/#by_day.")
  private String name = "";

  @Parameters(
      index = "1..*",
      paramLabel = "NAME=VALUE",
      description = "A route's parameters, or what is chosen on a page.")
  private List<String> arguments = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Map<String, List<String>> given = Arguments.of(arguments);
    Problems problems = new Problems();
    try (Progress progress = common.progress(err);
        SiteBuilder builder = new SiteBuilder(common.build(progress, false));
        Site site = builder.compile(problems)) {
      progress.done();
      Explanation explanation =
          name.startsWith("/") ? page(site, given) : route(site, given, problems);
      if (explanation == null) {
        return new ProblemPrinter(err, err, false, common.noColor).print(problems);
      }
      if (common.json) {
        out.println(Json.text(explanation.json()));
      } else {
        explanation.print(out);
      }
      return ExitCode.OK;
    } catch (RouteException e) {
      return DataOutput.failed(e, err, "");
    }
  }

  private Explanation page(Site site, Map<String, List<String>> given) {
    int hash = name.indexOf('#');
    Page page = site.page(hash < 0 ? name : name.substring(0, hash)).orElse(null);
    if (page == null) {
      throw unknown(site.pages().stream().map(Page::url).toList(), "page");
    }
    PageQuery query = page.queries().get(name.substring(hash + 1));
    if (hash < 0 || query == null) {
      throw new CommandException(
          "name a query of the page: "
              + page.queries().keySet().stream()
                  .map(id -> page.url() + "#" + id)
                  .collect(Collectors.joining(", ")));
    }
    try {
      PageExecutor.Explanation explained =
          site.pageExecutor().explain(query, page.inputs().choice(given), () -> false);
      return new Explanation(
          site,
          name,
          query.columns(),
          query.sql().dependencies(),
          query.sql(),
          explained.reads(),
          explained.plan());
    } catch (DuckException e) {
      throw new CommandException(e.getMessage());
    }
  }

  /** A route, or one that reads the named query; null when it has problems. */
  private @Nullable Explanation route(Site site, Map<String, List<String>> given, Problems problems)
      throws RouteException {
    Route route = find(site, problems);
    if (route == null) {
      return null;
    }
    RoutePlan plan = site.routeExecutor().plan(route, RouteRequest.of(given));
    return new Explanation(
        site,
        name,
        route.columns(),
        reads(site, route),
        route.sql(),
        plan.sourcesRead(),
        plan.explain(() -> false));
  }

  private @Nullable Route find(Site site, Problems problems) {
    if (site.queries().keySet().stream().anyMatch(name::equalsIgnoreCase)) {
      return site.rows(name, problems).orElse(null);
    }
    Route route = site.route(name).orElse(null);
    if (route == null && !problems.hasErrors()) {
      List<String> names = new ArrayList<>(site.queries().keySet());
      site.routes().forEach(each -> names.add(each.id()));
      throw unknown(names, "source, model or route");
    }
    return route;
  }

  private CommandException unknown(List<String> names, String what) {
    return new CommandException(
        "there is no "
            + what
            + " '"
            + name
            + "'; "
            + Suggestions.hint(name, names).orElse("`ducksite lineage` lists what there is"));
  }

  private List<String> reads(Site site, Route route) {
    Lineage lineage = site.lineage();
    return lineage
        .find(site.route(name).isPresent() ? "route:" + name : name)
        .map(node -> lineage.reads().getOrDefault(node.id(), List.of()))
        .map(nodes -> nodes.stream().map(Lineage.Node::name).toList())
        .orElse(route.sql().dependencies());
  }
}
