package ducksite.app;

import ducksite.engine.FileFailure;
import ducksite.engine.StateException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The command line as a function: arguments in, texts and an exit code out. */
public final class CommandLineProgram {

  private static final Logger LOG = LoggerFactory.getLogger(CommandLineProgram.class);

  private CommandLineProgram() {}

  /** Runs the verb that the arguments name. */
  public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    Map<String, Supplier<?>> verbs = verbs();
    // Describing all verbs takes longer than most of them: a known one is enough.
    if (arguments.length > 0 && verbs.containsKey(arguments[0])) {
      verbs.keySet().retainAll(List.of(arguments[0]));
    }
    return commands(verbs, out, err).execute(arguments);
  }

  /** All verbs with their options, for the documentation's test as well. */
  public static CommandLine commands(PrintWriter out, PrintWriter err) {
    return commands(verbs(), out, err);
  }

  private static Map<String, Supplier<?>> verbs() {
    Map<String, Supplier<?>> verbs = new LinkedHashMap<>();
    verbs.put("init", InitCommand::new);
    verbs.put("demo", DemoCommand::new);
    verbs.put("build", BuildCommand::new);
    verbs.put("check", CheckCommand::new);
    verbs.put("serve", ServeCommand::new);
    verbs.put("run", RunCommand::new);
    verbs.put("query", QueryCommand::new);
    verbs.put("explain", ExplainCommand::new);
    verbs.put("lineage", LineageCommand::new);
    verbs.put("add", AddCommand::new);
    verbs.put("modify", ModifyCommand::new);
    verbs.put("remove", RemoveCommand::new);
    verbs.put("add", AddCommand::new);
    verbs.put("plugins", PluginsCommand::new);
    verbs.put("cache", CacheCommand::new);
    verbs.put("perf", PerfCommand::new);
    verbs.put("run-incremental", RunIncrementalCommand::new);
    verbs.put("doctor", DoctorCommand::new);
    verbs.put("explain-problem", ExplainProblemCommand::new);
    verbs.put("version", VersionCommand::new);
    verbs.put("train", TrainCommand::new);
    return verbs;
  }

  private static CommandLine commands(
      Map<String, Supplier<?>> verbs, PrintWriter out, PrintWriter err) {
    CommandLine commands = new CommandLine(new DucksiteCommand());
    verbs.forEach((name, command) -> commands.addSubcommand(name, command.get()));
    commands
        .getSubcommands()
        .values()
        .forEach(verb -> verb.getCommandSpec().versionProvider(new ProductVersion()));
    commands.setOut(out);
    commands.setErr(err);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setExecutionExceptionHandler(CommandLineProgram::failed);
    commands.setParameterExceptionHandler(new UsageErrors());
    return commands;
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    LOG.debug("the verb {} failed", command.getCommandName(), failure);
    if (failure instanceof CancellationException) {
      return ExitCode.FAILURE;
    }
    String message =
        failure instanceof IOException file
            ? FileFailure.text(file)
            : failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (failure instanceof StateException state) {
      err.println("error[" + state.code() + "]: " + message);
      err.println("  = help: " + state.hint());
    } else {
      err.println("error: " + message);
    }
    if (!isExpected(failure)) {
      failure.printStackTrace(err);
    }
    return ExitCode.FAILURE;
  }

  /** Failures whose message says all there is to say. */
  private static boolean isExpected(Exception failure) {
    return failure instanceof IOException
        || failure instanceof CommandException
        || failure instanceof ducksite.http.SiteServer.ListenException
        || failure instanceof ducksite.engine.duck.DuckException;
  }
}
