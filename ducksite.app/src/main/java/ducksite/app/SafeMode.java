package ducksite.app;

import picocli.CommandLine.Option;

/** The option of verbs that load plugins. */
final class SafeMode {

  @Option(names = "--safe-mode", description = "Leaves out the project's plugins.")
  boolean on;
}
