package ducksite.app;

import picocli.CommandLine.Command;

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
final class ModifyCommand extends VerbGroup {}
