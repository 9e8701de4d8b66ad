package ducksite.app;

import picocli.CommandLine.Command;

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
final class RemoveCommand extends VerbGroup {}
