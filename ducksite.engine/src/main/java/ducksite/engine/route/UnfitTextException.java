package ducksite.engine.route;

import ducksite.engine.project.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a text that a request has made is no query. The message is for the author: it tells where
 * files lie, and which there are.
 */
final class UnfitTextException extends Exception {

  private static final long serialVersionUID = 1L;

  UnfitTextException(List<Problem> problems) {
    super(
        problems.stream()
            .map(
                problem ->
                    problem.code()
                        + ": "
                        + problem.message()
                        + " ("
                        + problem.file()
                        + ":"
                        + problem.line()
                        + ":"
                        + problem.column()
                        + ")")
            .collect(Collectors.joining("; ")));
  }
}
