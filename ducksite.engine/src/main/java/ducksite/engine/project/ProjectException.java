package ducksite.engine.project;

/**
 * The project cannot be worked with: the exception for callers that cannot go on with the problems
 * that were collected.
 */
public class ProjectException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Problems problems;

  /** A refusal with the problems that caused it. */
  public ProjectException(String code, String message, Problems problems) {
    super(message);
    this.code = code;
    this.problems = problems;
  }

  /** A refusal that consists of one problem. */
  public ProjectException(Problem problem) {
    super(ProblemFormat.plain().summary(problem));
    this.code = problem.code();
    this.problems = new Problems();
    this.problems.add(problem);
  }

  /** The stable code, kebab-case with an area. */
  public String code() {
    return code;
  }

  /** What was wrong; at least one error. */
  public Problems problems() {
    return problems;
  }
}
