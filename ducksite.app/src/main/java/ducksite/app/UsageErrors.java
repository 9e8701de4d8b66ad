package ducksite.app;

import java.io.PrintWriter;
import picocli.CommandLine;

/**
 * Says what is wrong with the arguments, offers what may have been meant, and shows how the verb is
 * used.
 */
final class UsageErrors implements CommandLine.IParameterExceptionHandler {

  @Override
  public int handleParseException(CommandLine.ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error[usage]: " + failure.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.FAILURE;
  }
}
