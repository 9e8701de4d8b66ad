package ducksite.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code add}: the project's texts, edited by name. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "Adds a part to the project.",
    subcommands = {
      ConfigurationCommands.Add.class,
      ModelCommands.Add.class,
      PageCommands.Add.class
    })
final class AddCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.FAILURE;
  }
}
