package ducksite.app;

/** What the program's exit code tells. */
final class ExitCode {

  /** Done. */
  static final int OK = 0;

  /** The project has problems. */
  static final int PROBLEMS = 1;

  /** Wrong use, or the work could not be done. */
  static final int FAILURE = 2;

  private ExitCode() {}
}
