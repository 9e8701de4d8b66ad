package ducksite.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code modify}: the project's texts, edited by name. */
@Command(
    name = "modify",
    mixinStandardHelpOptions = true,
    description = "Changes a part of the project; the rest of its file stays as it is.",
    subcommands = {
      ConfigurationCommands.Modify.class,
      ModelCommands.Modify.class,
      PageCommands.Modify.class
    })
final class ModifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.FAILURE;
  }
}
