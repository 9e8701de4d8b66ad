package ducksite.engine.plugin.verify;

import ducksite.engine.project.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin, or a part of it, cannot be loaded, with every reason found. Problems without a file are
 * about the plugin's own.
 */
public final class DefectException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public DefectException(List<Problem> problems) {
    super(problems.getFirst().message());
    this.problems = List.copyOf(problems);
  }

  public DefectException(String code, String message, @Nullable String hint) {
    this(List.of(Problem.error(code, message).withHint(hint)));
  }

  public DefectException(String code, String message, @Nullable String hint, Throwable cause) {
    this(code, message, hint);
    initCause(cause);
  }

  public List<Problem> problems() {
    return problems;
  }
}
