package ducksite.app;

import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.project.Problems;
import ducksite.engine.route.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: answers a route without a server, as a request would be answered. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Answers a route on the command line.")
final class RunCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Mixin private SafeMode safeMode;

  @Parameters(index = "0", paramLabel = "ROUTE", description = "The route's id.")
  private String id = "";

  @Parameters(
      index = "1..*",
      paramLabel = "NAME=VALUE",
      description = "Parameters; limit, offset and column too.")
  private List<String> arguments = new ArrayList<>();

  @Option(names = "--format", description = "The form of the data (default: the route's).")
  private @Nullable String format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where to write (default: standard output).")
  private @Nullable Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Map<String, List<String>> query = query();
    Problems problems = new Problems();
    try (Progress progress = common.progress(spec.commandLine().getErr());
        SiteBuilder builder = new SiteBuilder(common.build(progress, safeMode.on));
        Site site = builder.compile(problems)) {
      progress.done();
      Route route = NamedRoute.of(site, id, common, spec, problems);
      return new DataOutput(site, spec.commandLine().getErr(), output).write(route, query);
    }
  }

  private Map<String, List<String>> query() {
    Map<String, List<String>> query = Arguments.of(arguments);
    if (format != null) {
      query.put("format", List.of(format));
    }
    return query;
  }
}
