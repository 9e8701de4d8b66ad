package ducksite.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much the log says: warnings, and under {@code serve} one line for each request; everything
 * when asked for.
 */
final class LogLevel {

  private LogLevel() {}

  static void set(boolean verbose) {
    logger("ducksite").setLevel(verbose ? Level.DEBUG : Level.INFO);
  }

  /** Whether requests are logged. */
  static void access(boolean on) {
    logger("ducksite.access").setLevel(on ? Level.INFO : Level.WARN);
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }
}
