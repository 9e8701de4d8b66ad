package ducksite.engine.plugin;

import java.text.MessageFormat;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plugin's log: lines of the host's log under the name {@code ducksite.plugin.<id>}. */
final class PluginLog implements System.Logger {

  private final Logger log;

  PluginLog(String id) {
    this.log = LoggerFactory.getLogger("ducksite.plugin." + id);
  }

  @Override
  public String getName() {
    return log.getName();
  }

  @Override
  public boolean isLoggable(Level level) {
    return level != Level.OFF && log.isEnabledForLevel(level(level));
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    if (isLoggable(level)) {
      log.atLevel(level(level))
          .setCause(thrown == null ? null : RecordedThrowable.of(thrown))
          .log("{}", text(bundle, message));
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... parameters) {
    if (isLoggable(level)) {
      String text = text(bundle, format);
      log.atLevel(level(level))
          .log(
              "{}",
              parameters == null || parameters.length == 0 ? text : formatted(text, parameters));
    }
  }

  private static String formatted(String text, @Nullable Object[] parameters) {
    try {
      return MessageFormat.format(text, parameters);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String text(@Nullable ResourceBundle bundle, @Nullable String key) {
    if (bundle == null || key == null) {
      return String.valueOf(key);
    }
    try {
      return bundle.getString(key);
    } catch (MissingResourceException | ClassCastException e) {
      return key;
    }
  }

  private static org.slf4j.event.Level level(Level level) {
    return switch (level) {
      case ALL, TRACE -> org.slf4j.event.Level.TRACE;
      case DEBUG -> org.slf4j.event.Level.DEBUG;
      case INFO -> org.slf4j.event.Level.INFO;
      case WARNING -> org.slf4j.event.Level.WARN;
      case ERROR, OFF -> org.slf4j.event.Level.ERROR;
    };
  }
}
