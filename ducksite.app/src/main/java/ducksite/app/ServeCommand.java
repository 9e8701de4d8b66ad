package ducksite.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code serve}: builds the project and answers requests until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Builds the project and answers requests.")
final class ServeCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Mixin private ServeOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    return new SiteService(
            common, options, spec.commandLine().getOut(), spec.commandLine().getErr())
        .run(address -> {});
  }
}
