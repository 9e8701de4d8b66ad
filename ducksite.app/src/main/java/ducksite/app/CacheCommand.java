package ducksite.app;

import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.cache.KeptEntry;
import ducksite.engine.cache.ResultCache;
import ducksite.engine.project.Problems;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteException;
import ducksite.engine.route.RouteRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cache}: what is kept of routes' results, and why. */
@Command(
    name = "cache",
    mixinStandardHelpOptions = true,
    description = "Lists, clears or explains kept results.",
    subcommands = {
      CacheCommand.ListCommand.class,
      CacheCommand.ClearCommand.class,
      CacheCommand.ExplainCommand.class
    })
final class CacheCommand extends VerbGroup {

  /** {@code cache list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the entries, those used last first.")
  static final class ListCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "ROUTE",
        description = "The route's id; all routes without it.")
    private @Nullable String route;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      var out = spec.commandLine().getOut();
      try (SiteBuilder builder = new SiteBuilder(common.build(message -> {}, false))) {
        ResultCache cache = builder.results(new Problems());
        List<KeptEntry> entries =
            cache.list().stream()
                .filter(entry -> route == null || entry.info().route().equals(route))
                .sorted(Comparator.comparingLong(KeptEntry::usedMillis).reversed())
                .toList();
        if (common.json) {
          out.println(
              Json.text(Map.of("entries", entries.stream().map(ListCommand::map).toList())));
        } else {
          entries.forEach(
              entry ->
                  out.printf(
                      "%-24s %10d rows %12d bytes  %s  %s%n",
                      entry.info().route(),
                      entry.info().rows(),
                      entry.info().bytes(),
                      Instant.ofEpochMilli(entry.info().createdMillis()),
                      entry.info().question()));
          out.println(
              entries.size()
                  + " entries, "
                  + entries.stream().mapToLong(KeptEntry::diskBytes).sum()
                  + " bytes of the disk");
        }
        return ExitCode.OK;
      }
    }

    private static Map<String, Object> map(KeptEntry entry) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("id", entry.info().id());
      map.put("route", entry.info().route());
      map.put("asked", entry.info().question());
      map.put("rows", entry.info().rows());
      map.put("bytes", entry.info().bytes());
      map.put("created", Instant.ofEpochMilli(entry.info().createdMillis()).toString());
      map.put("used", Instant.ofEpochMilli(entry.usedMillis()).toString());
      return map;
    }
  }

  /** {@code cache clear}. */
  @Command(
      name = "clear",
      mixinStandardHelpOptions = true,
      description = "Removes entries; a running server sees it within seconds.")
  static final class ClearCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "ROUTE",
        description = "The route's id; all routes without it.")
    private @Nullable String route;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      var out = spec.commandLine().getOut();
      try (SiteBuilder builder = new SiteBuilder(common.build(message -> {}, false))) {
        int removed = builder.results(new Problems()).clear(route);
        out.println(
            common.json ? Json.text(Map.of("removed", removed)) : removed + " entries removed");
        return ExitCode.OK;
      }
    }
  }

  /** {@code cache explain}. */
  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = "Says what a request's key is made of, and whether it would be a hit.")
  static final class ExplainCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Parameters(index = "0", paramLabel = "ROUTE", description = "The route's id.")
    private String id = "";

    @Parameters(index = "1..*", paramLabel = "NAME=VALUE", description = "Parameters.")
    private List<String> arguments = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      var out = spec.commandLine().getOut();
      var err = spec.commandLine().getErr();
      Problems problems = new Problems();
      try (Progress progress = common.progress(err);
          SiteBuilder builder = new SiteBuilder(common.build(progress, false));
          Site site = builder.compile(problems)) {
        progress.done();
        Route route = NamedRoute.of(site, id, common, spec, problems);
        RouteRequest request = RouteRequest.of(Arguments.of(arguments));
        Map<String, Object> facts = site.routeExecutor().plan(route, request).explainKeeping();
        if (common.json) {
          out.println(Json.text(facts));
        } else {
          print(out, "", facts);
        }
        return ExitCode.OK;
      } catch (RouteException e) {
        DataOutput.failed(e, err, "");
        return ExitCode.FAILURE;
      }
    }

    private static void print(java.io.PrintWriter out, String indent, Map<?, ?> facts) {
      facts.forEach(
          (name, value) -> {
            if (value instanceof Map<?, ?> inner) {
              out.println(indent + name + ":");
              print(out, indent + "  ", inner);
            } else if (value instanceof List<?> list) {
              out.println(indent + name + ":");
              list.forEach(item -> print(out, indent + "  ", (Map<?, ?>) item));
            } else {
              out.printf("%s%-16s %s%n", indent, name, value);
            }
          });
    }
  }
}
