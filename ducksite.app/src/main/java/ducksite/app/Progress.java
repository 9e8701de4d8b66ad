package ducksite.app;

import java.io.PrintWriter;
import java.util.function.Consumer;

/**
 * Tells a person what long work is doing: on a terminal one line that changes, elsewhere a line at
 * the start and then at most one each ten seconds. Safe for use by several threads.
 */
final class Progress implements Consumer<String>, AutoCloseable {

  private static final long QUIET_NANOS = 10_000_000_000L;
  private static final int WIDTH = 78;

  private final PrintWriter target;
  private final boolean terminal;
  private final boolean silent;
  private long lastNanos;
  private boolean lineIsOpen;

  private Progress(PrintWriter target, boolean terminal, boolean silent) {
    this.target = target;
    this.terminal = terminal;
    this.silent = silent;
    this.lastNanos = System.nanoTime();
  }

  static Progress silent() {
    return new Progress(new PrintWriter(PrintWriter.nullWriter()), false, true);
  }

  static Progress to(PrintWriter target) {
    return new Progress(target, Terminal.isPresent(), false);
  }

  @Override
  public synchronized void accept(String message) {
    if (silent) {
      return;
    }
    if (terminal) {
      String line = message.length() > WIDTH ? message.substring(0, WIDTH - 1) + "…" : message;
      target.print("\r\u001b[2K" + line);
      target.flush();
      lineIsOpen = true;
    } else if (System.nanoTime() - lastNanos >= QUIET_NANOS) {
      lastNanos = System.nanoTime();
      target.println(message);
    }
  }

  /** Removes the line that changes; others may write then. */
  synchronized void done() {
    if (lineIsOpen) {
      target.print("\r\u001b[2K");
      target.flush();
      lineIsOpen = false;
    }
  }

  @Override
  public void close() {
    done();
  }
}
