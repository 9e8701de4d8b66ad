package ducksite.app;

import ducksite.api.render.ResultColumn;
import ducksite.engine.Lineage;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.model.FileTotals;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Quantities;
import ducksite.engine.project.Suggestions;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteException;
import ducksite.engine.route.RoutePlan;
import ducksite.engine.route.RouteRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: what a source, a model or a route reads, and how DuckDB would run it. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Tells what a source, a model or a route reads, under which filters, and how DuckDB would"
            + " run it.")
final class ExplainCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Parameters(index = "0", paramLabel = "NAME", description = "A source, a model, or a route's id.")
  private String name = "";

  @Parameters(index = "1..*", paramLabel = "NAME=VALUE", description = "A route's parameters.")
  private List<String> arguments = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    RouteRequest request = RouteRequest.of(Arguments.of(arguments));
    Problems problems = new Problems();
    try (Progress progress = common.progress(err);
        SiteBuilder builder = new SiteBuilder(common.build(progress, false));
        Site site = builder.compile(problems)) {
      progress.done();
      Route route = route(site, problems);
      if (route == null) {
        return new ProblemPrinter(err, err, false, common.noColor).print(problems);
      }
      Map<String, Object> explained =
          explained(site, route, site.routeExecutor().plan(route, request));
      if (common.json) {
        out.println(Json.text(explained));
      } else {
        print(explained, out);
      }
      return ExitCode.OK;
    } catch (RouteException e) {
      return DataOutput.failed(e, err);
    }
  }

  /** The route, or one that reads the named query; null when it has problems. */
  private @org.jspecify.annotations.Nullable Route route(Site site, Problems problems) {
    if (site.queries().keySet().stream().anyMatch(name::equalsIgnoreCase)) {
      return site.rows(name, problems).orElse(null);
    }
    return site.route(name)
        .orElseGet(
            () -> {
              if (problems.hasErrors()) {
                return null;
              }
              List<String> names = new ArrayList<>(site.queries().keySet());
              site.routes().forEach(each -> names.add(each.id()));
              throw new CommandException(
                  "there is no source, model or route '"
                      + name
                      + "'; "
                      + Suggestions.hint(name, names)
                          .orElse("`ducksite lineage` lists what there is"));
            });
  }

  private Map<String, Object> explained(Site site, Route route, RoutePlan plan)
      throws RouteException {
    Map<String, Object> explained = new LinkedHashMap<>();
    explained.put("name", name);
    explained.put("columns", route.columns().stream().map(ExplainCommand::column).toList());
    explained.put("reads", reads(site, route));
    explained.put("sources", sources(site, route));
    explained.put("files", files(plan.filesRead(), route.sql().files()));
    explained.put("sql", route.sql().artefact());
    explained.put("plan", plan.explain(() -> false));
    return explained;
  }

  /** How many of the files behind a query are read for these parameters. */
  private static Map<String, Long> files(FileTotals read, FileTotals all) {
    Map<String, Long> files = new LinkedHashMap<>();
    files.put("read", read.count());
    files.put("of", all.count());
    files.put("bytes_read", read.bytes());
    files.put("bytes_of", all.bytes());
    return files;
  }

  private static Map<String, String> column(ResultColumn column) {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("name", column.name());
    described.put("type", column.sqlType());
    return described;
  }

  private List<String> reads(Site site, Route route) {
    Lineage lineage = site.lineage();
    return lineage
        .find(site.route(name).isPresent() ? "route:" + name : name)
        .map(node -> lineage.reads().getOrDefault(node.id(), List.of()))
        .map(nodes -> nodes.stream().map(Lineage.Node::name).toList())
        .orElse(route.sql().dependencies());
  }

  /** The file sources behind a query, with the filter that each file is read under. */
  private static List<Map<String, Object>> sources(Site site, Route route) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (SourceFiles source : site.dataMap().sources()) {
      if (route.sql().inputs().contains("source:" + source.name())) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("source", source.name());
        described.put("files", source.files().size());
        described.put(
            "bytes", source.files().stream().mapToLong(file -> file.identity().size()).sum());
        described.put(
            "filters",
            source.files().stream()
                .map(source::filterOf)
                .map(filter -> filter == null ? "none: every row" : filter)
                .distinct()
                .toList());
        all.add(described);
      }
    }
    return all;
  }

  @SuppressWarnings("unchecked")
  private static void print(Map<String, Object> explained, PrintWriter out) {
    out.println(explained.get("name"));
    for (Map<String, String> column : (List<Map<String, String>>) explained.get("columns")) {
      out.println("  " + column.get("name") + "  " + column.get("type"));
    }
    out.println("reads   " + String.join(", ", (List<String>) explained.get("reads")));
    for (Map<String, Object> source : (List<Map<String, Object>>) explained.get("sources")) {
      out.println(
          "source  "
              + source.get("source")
              + ": "
              + source.get("files")
              + (source.get("files").equals(1) ? " file, " : " files, ")
              + Quantities.size((Long) source.get("bytes")));
      ((List<String>) source.get("filters")).forEach(each -> out.println("  filter  " + each));
    }
    Map<String, Long> files = (Map<String, Long>) explained.get("files");
    if (files.get("of") > 0) {
      out.println(
          "files   "
              + files.get("read")
              + " of "
              + files.get("of")
              + ", "
              + Quantities.size(files.get("bytes_read"))
              + " of "
              + Quantities.size(files.get("bytes_of")));
    }
    out.println("\nSQL\n" + explained.get("sql"));
    out.println("\nplan\n" + explained.get("plan"));
  }
}
