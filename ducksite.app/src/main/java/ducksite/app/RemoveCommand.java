package ducksite.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code remove}: the project's texts, edited by name. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Removes a part from the project.",
    subcommands = {
      ConfigurationCommands.Remove.class,
      ModelCommands.Remove.class,
      PageCommands.Remove.class
    })
final class RemoveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.FAILURE;
  }
}
