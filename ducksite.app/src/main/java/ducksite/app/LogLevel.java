package ducksite.app;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/** How much the log says: warnings; everything when asked for. */
final class LogLevel {

  private static final int TURNS = 100;
  private static final long TURN_NANOS = 5_000_000;

  private LogLevel() {}

  static void set(boolean verbose) {
    logger("ducksite").setLevel(verbose ? Level.DEBUG : Level.INFO);
  }

  /** Waits, but not long, until what was logged has been written. */
  static void drain() {
    if (logger(Logger.ROOT_LOGGER_NAME).getAppender(LogConfiguration.APPENDER)
        instanceof AsyncAppender appender) {
      for (int turn = 0; turn < TURNS && appender.getNumberOfElementsInQueue() > 0; turn++) {
        LockSupport.parkNanos(TURN_NANOS);
      }
    }
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }
}
