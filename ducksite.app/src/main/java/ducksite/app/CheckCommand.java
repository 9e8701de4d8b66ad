package ducksite.app;

import ducksite.engine.Migration;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.model.RollupVerdict;
import ducksite.engine.model.Rollups;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: compiles the project and tells every problem; publishes nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Tells every problem of the project; publishes nothing.")
final class CheckCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Mixin private SafeMode safeMode;

  @Option(names = "--strict", description = "Counts warnings as errors.")
  private boolean strict;

  @Option(
      names = "--rollups",
      description = "Compares each level of a hierarchy with the next; a wrong one is an error.")
  private boolean rollups;

  @Option(
      names = "--migration",
      description = "Tells only what differs from the older products, with what to do.")
  private boolean migration;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    Problems problems = new Problems();
    try (Progress progress = common.progress(err);
        SiteBuilder builder = new SiteBuilder(common.build(progress, safeMode.on));
        Site site = builder.compile(problems)) {
      Problems told = migration ? Migration.of(site, problems) : problems;
      // A wrong rollup is no difference between products, and is told whatever else is asked for.
      List<RollupVerdict> compared =
          rollups
              ? new Rollups(site.duck(), told)
                  .check(site.project().config().fileSources(), site.dataMap())
              : List.of();
      progress.done();
      if (!common.json && !common.quiet) {
        compared.stream().map(RollupVerdict::line).forEach(out::println);
      }
      Problems counted = strict ? told.strict() : told;
      int code = common.problems(out, err).print(counted, rollups ? rollups(compared) : Map.of());
      if (code == ExitCode.OK && !problems.hasErrors() && !common.json && !common.quiet) {
        out.println("no errors: " + BuildSummary.of(site));
        out.println("authentication " + site.authentication());
      }
      return code;
    }
  }

  private static Map<String, Object> rollups(List<RollupVerdict> verdicts) {
    return Map.of(
        "rollups",
        verdicts.stream()
            .map(
                each ->
                    Map.of(
                        "source", each.source(),
                        "first", each.first(),
                        "second", each.second(),
                        "verdict", each.kind().word(),
                        "detail", each.detail()))
            .toList());
  }
}
