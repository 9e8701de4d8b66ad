package ducksite.app;

import ducksite.engine.project.ProblemCodes;
import ducksite.engine.project.Suggestions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain-problem}: what a problem's code means. */
@Command(
    name = "explain-problem",
    mixinStandardHelpOptions = true,
    description = "Explains the code of a problem.")
final class ExplainProblemCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "CODE", description = "Such as config/unknown-key.")
  private String code = "";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String text =
        ProblemCodes.explain(code)
            .orElseThrow(
                () ->
                    new CommandException(
                        "there is no problem code '"
                            + code
                            + "'"
                            + Suggestions.hint(code, ProblemCodes.all().keySet())
                                .map(hint -> "; " + hint)
                                .orElse("")));
    spec.commandLine().getOut().println(code + ": " + text);
    return ExitCode.OK;
  }
}
