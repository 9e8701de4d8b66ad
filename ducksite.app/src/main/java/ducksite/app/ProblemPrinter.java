package ducksite.app;

import ducksite.engine.project.Problem;
import ducksite.engine.project.ProblemFormat;
import ducksite.engine.project.Problems;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Prints problems for people, or for programs when asked to. */
final class ProblemPrinter {

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final ProblemFormat format;

  ProblemPrinter(PrintWriter out, PrintWriter err, boolean json, boolean noColor) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.format =
        noColor || !Terminal.hasColours() ? ProblemFormat.plain() : ProblemFormat.coloured();
  }

  /** Prints all problems and gives the exit code that they mean. */
  int print(Problems problems) {
    List<Problem> all = problems.all();
    if (json) {
      out.println(Json.text(Map.of("problems", all.stream().map(ProblemFormat::toMap).toList())));
    } else if (!all.isEmpty()) {
      err.println(format.text(all));
    }
    return problems.hasErrors() ? ExitCode.PROBLEMS : ExitCode.OK;
  }
}
