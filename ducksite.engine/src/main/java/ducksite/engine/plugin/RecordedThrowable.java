package ducksite.engine.plugin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a throwable that a plugin threw: names, texts and frames. The throwable itself
 * may be of the plugin's own class, whose methods may do anything, and would keep the plugin's
 * loader. Immutable.
 */
public final class RecordedThrowable extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int CAUSES = 8;
  private static final int FRAMES = 200;

  private final String className;
  private final String[] types;

  private RecordedThrowable(
      String className,
      String[] types,
      @Nullable String message,
      StackTraceElement[] frames,
      @Nullable RecordedThrowable cause) {
    super(message, cause, false, true);
    this.className = className;
    this.types = types;
    setStackTrace(frames);
  }

  /** Asks the throwable: call it on a thread of the plugin. */
  static RecordedThrowable of(Throwable thrown) {
    return of(thrown, CAUSES);
  }

  private static RecordedThrowable of(Throwable thrown, int causes) {
    StackTraceElement[] frames;
    Throwable cause;
    try {
      StackTraceElement[] all = thrown.getStackTrace();
      frames = Arrays.copyOf(all, Math.min(all.length, FRAMES));
    } catch (Throwable broken) {
      frames = new StackTraceElement[0];
    }
    try {
      cause = causes == 0 ? null : thrown.getCause();
    } catch (Throwable broken) {
      cause = null;
    }
    List<String> types = new ArrayList<>();
    for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
      types.add(type.getName());
    }
    return new RecordedThrowable(
        thrown.getClass().getName(),
        types.toArray(String[]::new),
        Throwables.message(thrown),
        frames,
        cause == null ? null : of(cause, causes - 1));
  }

  /** Whether it was of this class or of one that extends it. */
  public boolean isA(Class<? extends Throwable> type) {
    return Arrays.asList(types).contains(type.getName());
  }

  /** Class and message, as a throwable prints itself. */
  @Override
  public String toString() {
    return getMessage() == null ? className : className + ": " + getMessage();
  }
}
