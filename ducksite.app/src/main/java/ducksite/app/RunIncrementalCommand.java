package ducksite.app;

import ducksite.engine.IncrementalRun;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Suggestions;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteForm;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.LinkedHashMap;
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

/** {@code run-incremental}: runs a route for each day that has not been done. */
@Command(
    name = "run-incremental",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a route for each day that has not been done, in order.",
      "The last day done is kept in the state folder; a day that fails ends the run and is the"
          + " first of the next one."
    })
final class RunIncrementalCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Mixin private SafeMode safeMode;

  @Parameters(index = "0", paramLabel = "ROUTE", description = "The route's id.")
  private String id = "";

  @Option(
      names = "--param",
      required = true,
      paramLabel = "NAME",
      description = "The parameter that gets the days.")
  private String parameter = "";

  @Option(
      names = "--start",
      required = true,
      paramLabel = "DAY",
      description = "The first day, such as 2025-01-31.")
  private LocalDate start = LocalDate.EPOCH;

  @Option(
      names = "--end",
      required = true,
      paramLabel = "DAY",
      description = "The last day, included.")
  private LocalDate end = LocalDate.EPOCH;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (end.isBefore(start)) {
      throw new ParameterException(spec.commandLine(), "--end is before --start");
    }
    Problems problems = new Problems();
    try (Progress progress = common.progress(spec.commandLine().getErr());
        SiteBuilder builder = new SiteBuilder(common.build(progress, safeMode.on));
        Site site = builder.compile(problems)) {
      progress.done();
      requireParameter(NamedRoute.of(site, id, common, spec, problems));
      IncrementalRun.Report report =
          new IncrementalRun(site, common.stateFolder(), id, parameter)
              .run(start, end, day -> tell(out, day));
      if (common.json) {
        out.println(Json.text(map(report)));
      } else if (report.days().isEmpty() && report.failure() == null && !common.quiet) {
        out.println("nothing to do: " + id + " is done up to " + report.checkpoint());
      }
      return report.failure() == null ? ExitCode.OK : failed(report);
    }
  }

  private void requireParameter(Route route) {
    List<String> names = RouteForm.of(route).stream().map(RouteForm.Field::name).toList();
    if (!names.contains(parameter)) {
      throw new CommandException(
          "the route '"
              + id
              + "' has no parameter '"
              + parameter
              + "'; "
              + Suggestions.hint(parameter, names)
                  .orElse("parameters: " + String.join(", ", names)));
    }
  }

  /** Told at once: whoever ends the run knows what is done. */
  private void tell(PrintWriter out, IncrementalRun.Day day) {
    if (!common.json && !common.quiet) {
      out.println(id + " " + parameter + "=" + day.day() + " rows=" + day.rows());
      out.flush();
    }
  }

  private int failed(IncrementalRun.Report report) {
    PrintWriter err = spec.commandLine().getErr();
    String day = start.plusDays(report.skipped() + report.days().size()).toString();
    report.errors().stream()
        .filter(each -> each.day().equals(day))
        .map(each -> id + " " + parameter + "=" + day + " failed, attempt " + each.attempts())
        .forEach(err::println);
    return DataOutput.failed(java.util.Objects.requireNonNull(report.failure()), err, null);
  }

  private Map<String, Object> map(IncrementalRun.Report report) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("route", id);
    map.put("param", parameter);
    map.put("skipped", report.skipped());
    map.put(
        "days",
        report.days().stream()
            .map(day -> Map.of("day", day.day().toString(), "rows", day.rows(), "ms", day.millis()))
            .toList());
    map.put("checkpoint", report.checkpoint());
    map.put(
        "errors",
        report.errors().stream()
            .map(
                each ->
                    Map.of(
                        "day",
                        each.day(),
                        "message",
                        each.message(),
                        "attempts",
                        each.attempts(),
                        "updated_at",
                        each.updatedAt()))
            .toList());
    return map;
  }
}
