package ducksite.engine.plugin;

import ducksite.engine.project.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin, or a part of it, cannot be loaded, with every reason found. Problems without a file are
 * about the plugin's own.
 */
final class DefectException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  DefectException(List<Problem> problems) {
    super(problems.getFirst().message());
    this.problems = List.copyOf(problems);
  }

  DefectException(String code, String message, @Nullable String hint) {
    this(List.of(Problem.error(code, message).withHint(hint)));
  }

  DefectException(String code, String message, @Nullable String hint, Throwable cause) {
    this(code, message, hint);
    initCause(cause);
  }

  List<Problem> problems() {
    return problems;
  }
}
