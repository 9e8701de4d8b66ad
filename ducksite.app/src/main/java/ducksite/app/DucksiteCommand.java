package ducksite.app;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program without a verb: shows what there is. */
@Command(
    name = "ducksite",
    mixinStandardHelpOptions = true,
    versionProvider = ProductVersion.class,
    description = "A folder of SQL, Markdown and TOML becomes a running data site.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {"", "Exit codes: 0 done, 1 problems found, 2 wrong use or failure."})
final class DucksiteCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    command.usage(command.getErr());
    return ExitCode.FAILURE;
  }
}
