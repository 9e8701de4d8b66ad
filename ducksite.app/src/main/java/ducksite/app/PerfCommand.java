package ducksite.app;

import ducksite.engine.RouteCall;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.project.Problems;
import ducksite.engine.route.RouteException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code perf}: runs a route again and again and tells how long it takes. */
@Command(
    name = "perf",
    mixinStandardHelpOptions = true,
    description = "Runs a route again and again and tells how long it takes.")
final class PerfCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Mixin private SafeMode safeMode;

  @Parameters(index = "0", paramLabel = "ROUTE", description = "The route's id.")
  private String id = "";

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often it runs in all (default: ${DEFAULT-VALUE}).")
  private int iterations = 5;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many run at once (default: ${DEFAULT-VALUE}).")
  private int concurrency = 1;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A parameter; limit, offset and column too. May be repeated.")
  private List<String> arguments = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (iterations < 1 || concurrency < 1) {
      throw new ParameterException(
          spec.commandLine(), "--iterations and --concurrency are at least 1");
    }
    Map<String, List<String>> query = Arguments.of(arguments);
    Problems problems = new Problems();
    try (Progress progress = common.progress(spec.commandLine().getErr());
        SiteBuilder builder = new SiteBuilder(common.build(progress, safeMode.on));
        Site site = builder.compile(problems)) {
      progress.done();
      NamedRoute.of(site, id, common, spec, problems);
      RouteCall call = RouteCall.of(id);
      for (Map.Entry<String, List<String>> each : query.entrySet()) {
        call = call.with(each.getKey(), each.getValue().toArray());
      }
      Measurement measured = Measurement.of(site, call, iterations, concurrency);
      spec.commandLine()
          .getOut()
          .println(common.json ? Json.text(measured.toMap()) : measured.text());
      return ExitCode.OK;
    } catch (RouteException e) {
      return DataOutput.failed(e, spec.commandLine().getErr(), "--param ");
    }
  }
}
