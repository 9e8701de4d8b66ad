package ducksite.app;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * The log: lines on the error stream, ours from level INFO on, libraries' from WARN on. Written as
 * code because reading a configuration file takes longer than all other parts of a short command. A
 * reader of the error stream that stalls does not stall the server: lines beyond the queue are
 * lost.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {

  static final String APPENDER = "stderr";
  private static final int QUEUE = 8192;

  /** Made by the logging library. */
  public LogConfiguration() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{20} %msg%n");
    encoder.start();
    ConsoleAppender<ILoggingEvent> errors = new ConsoleAppender<>();
    errors.setContext(context);
    errors.setTarget("System.err");
    errors.setEncoder(encoder);
    errors.start();
    AsyncAppender unblocked = new AsyncAppender();
    unblocked.setContext(context);
    unblocked.setName(APPENDER);
    unblocked.setQueueSize(QUEUE);
    unblocked.setDiscardingThreshold(0);
    unblocked.setNeverBlock(true);
    unblocked.addAppender(errors);
    unblocked.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(unblocked);
    context.getLogger("ducksite").setLevel(Level.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
