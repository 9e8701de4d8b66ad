package ducksite.engine.plugin;

/**
 * Texts about what a plugin threw. The throwable may be the plugin's own class, so its methods may
 * throw in turn.
 */
final class Throwables {

  /** Characters of a message; some print whole documents. */
  private static final int LIMIT = 1000;

  private Throwables() {}

  /** The message alone; where there is none, the class. */
  static String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? thrown.getClass().getSimpleName() : oneLine(message);
    } catch (Throwable broken) {
      return thrown.getClass().getSimpleName();
    }
  }

  /** Class and message. */
  static String describe(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return thrown.getClass().getName() + (message == null ? "" : ": " + oneLine(message));
    } catch (Throwable broken) {
      return thrown.getClass().getName()
          + " (its getMessage() throws "
          + broken.getClass().getName()
          + ")";
    }
  }

  /**
   * {@code , at Class.method(File.java:12)}: the topmost frame in the plugin's own code, or
   * nothing.
   */
  static String place(Throwable thrown, ClassLoader loader) {
    try {
      for (StackTraceElement frame : thrown.getStackTrace()) {
        if (isOwn(frame, loader)) {
          String type = frame.getClassName();
          String line = frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "";
          return ", at "
              + type
              + "."
              + frame.getMethodName()
              + "("
              + frame.getFileName()
              + line
              + ")";
        }
      }
    } catch (Throwable broken) {
      return "";
    }
    return "";
  }

  private static String oneLine(String message) {
    String line = message.strip().replaceAll("\\s*\\R\\s*", "; ");
    return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "…";
  }

  private static boolean isOwn(StackTraceElement frame, ClassLoader loader) {
    try {
      return Class.forName(frame.getClassName(), false, loader).getClassLoader() == loader;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
