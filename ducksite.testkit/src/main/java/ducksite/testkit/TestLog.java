package ducksite.testkit;

import java.text.MessageFormat;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A log that keeps what a plugin writes, each line as {@code LEVEL message}. */
public final class TestLog implements System.Logger {

  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** An empty log. */
  public TestLog() {}

  /** What was written so far, in order. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public String getName() {
    return "test";
  }

  @Override
  public boolean isLoggable(Level level) {
    return level != Level.OFF;
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    lines.add(level + " " + message + (thrown == null ? "" : ": " + thrown));
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... parameters) {
    boolean plain = format == null || parameters == null || parameters.length == 0;
    lines.add(level + " " + (plain ? format : MessageFormat.format(format, parameters)));
  }
}
