package ducksite.app;

import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.project.Problems;
import java.io.IOException;
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

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    Problems problems = new Problems();
    try (Progress progress = common.progress(err);
        SiteBuilder builder = new SiteBuilder(common.build(progress, safeMode.on));
        Site site = builder.compile(problems)) {
      progress.done();
      Problems counted = strict ? problems.strict() : problems;
      int code = common.problems(out, err).print(counted);
      if (code == ExitCode.OK && !common.json && !common.quiet) {
        out.println("no errors: " + BuildSummary.of(site));
        out.println("authentication " + site.authentication());
      }
      return code;
    }
  }
}
