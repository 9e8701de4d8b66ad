package ducksite.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A body that is coded on its way into a sink. Only {@link #finish} gives it the mark of its end: a
 * body that is closed without it shows its reader that something is missing. Closing frees what the
 * coding holds and leaves the sink open. Confined to one thread.
 */
abstract class CodedBody extends OutputStream {

  private static final long SHORTEST_NANOS = 20_000_000;

  private boolean begun;
  private long flushed;

  /** Lets the sink have all that was written. */
  abstract void handOn() throws IOException;

  /** Ends the body; nothing is written after it. */
  abstract void finish() throws IOException;

  @Override
  public final void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public abstract void write(byte[] bytes, int offset, int length) throws IOException;

  /** Lets the sink have all that was written, unless it just had: writers may flush each line. */
  @Override
  public final void flush() throws IOException {
    long now = System.nanoTime();
    if (!begun || now - flushed > SHORTEST_NANOS) {
      begun = true;
      flushed = now;
      handOn();
    }
  }

  @Override
  public abstract void close();
}
