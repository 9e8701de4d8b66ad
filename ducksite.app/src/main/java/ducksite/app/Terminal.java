package ducksite.app;

/** Whether a person watches. */
final class Terminal {

  private Terminal() {}

  /** Whether the program talks to a terminal. */
  static boolean isPresent() {
    return System.console() != null && System.console().isTerminal();
  }

  /** Whether it may use colours there. */
  static boolean hasColours() {
    return isPresent()
        && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"));
  }
}
