package ducksite.engine.plugin;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Texts about what a plugin threw. The throwable may be the plugin's own class, so its methods may
 * throw in turn.
 */
final class Throwables {

  /** Characters of a message; some print whole documents. */
  private static final int LIMIT = 1000;

  private Throwables() {}

  /** The message on one line, null where there is none. */
  static @Nullable String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? null : oneLine(message);
    } catch (Throwable broken) {
      return "(its getMessage() throws " + broken.getClass().getName() + ")";
    }
  }

  /** Class and message. */
  static String describe(Throwable thrown) {
    String message = message(thrown);
    return thrown.getClass().getName() + (message == null ? "" : ": " + message);
  }

  /**
   * {@code , at Class.method(File.java:12)}: the topmost frame in the plugin's own code, or
   * nothing.
   */
  static String place(Throwable thrown, ClassLoader loader) {
    try {
      return place(thrown.getStackTrace(), loader);
    } catch (Throwable broken) {
      return "";
    }
  }

  static String place(StackTraceElement[] frames, ClassLoader loader) {
    for (StackTraceElement frame : frames) {
      if (isOwn(frame, loader)) {
        String line = frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "";
        return ", at "
            + frame.getClassName()
            + "."
            + frame.getMethodName()
            + "("
            + frame.getFileName()
            + line
            + ")";
      }
    }
    return "";
  }

  private static String oneLine(String message) {
    String whole = message.length() <= 4 * LIMIT ? message : message.substring(0, 4 * LIMIT);
    String line = whole.strip().replaceAll("\\s*\\R\\s*", "; ");
    return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "…";
  }

  private static boolean isOwn(StackTraceElement frame, ClassLoader loader) {
    if (!Objects.equals(frame.getClassLoaderName(), loader.getName())) {
      return false;
    }
    try {
      return Class.forName(frame.getClassName(), false, loader).getClassLoader() == loader;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
