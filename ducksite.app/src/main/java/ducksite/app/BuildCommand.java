package ducksite.app;

import ducksite.engine.BuildResult;
import ducksite.engine.SiteBuilder;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code build}: compiles the project and publishes it; a build with errors publishes nothing. */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description = "Compiles the project and publishes it.")
final class BuildCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Mixin private SafeMode safeMode;

  @Option(names = "--clean", description = "Removes what earlier builds exported and cached first.")
  private boolean clean;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    Problems problems = new Problems();
    try (Progress progress = common.progress(err);
        SiteBuilder builder = new SiteBuilder(common.build(progress, safeMode.on))) {
      if (clean) {
        builder.clean();
      }
      BuildResult result = builder.build(problems);
      result.site().close();
      progress.done();
      int code = common.problems(out, err).print(problems);
      if (result.generation() != null && !common.quiet && !common.json) {
        out.println(
            "built generation "
                + result.generation().number()
                + ": "
                + BuildSummary.of(result.site()));
      } else if (result.generation() == null && !common.json) {
        err.println("nothing was published");
      }
      return code;
    }
  }
}
