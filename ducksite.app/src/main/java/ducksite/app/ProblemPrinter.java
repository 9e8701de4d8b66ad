package ducksite.app;

import ducksite.engine.project.Problem;
import ducksite.engine.project.ProblemFormat;
import ducksite.engine.project.Problems;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
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
    return print(problems, Map.of());
  }

  /**
   * Prints all problems and gives the exit code that they mean.
   *
   * @param more what else programs are told
   */
  int print(Problems problems, Map<String, Object> more) {
    List<Problem> all = problems.all();
    if (json) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("problems", all.stream().map(ProblemFormat::toMap).toList());
      told.putAll(more);
      out.println(Json.text(told));
    } else if (!all.isEmpty()) {
      err.println(format.text(all));
    }
    return problems.hasErrors() ? ExitCode.PROBLEMS : ExitCode.OK;
  }
}
