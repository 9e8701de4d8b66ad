package ducksite.engine.route;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Hands a wish to flush on when more bytes follow it: the last part of a stream, which may be all
 * of it, stays with whoever holds the stream until it is known that it is good. Confined to one
 * thread.
 */
final class LateFlush extends OutputStream {

  private final OutputStream out;
  private boolean due;

  LateFlush(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    flushIfDue();
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) {
      flushIfDue();
      out.write(bytes, offset, length);
    }
  }

  @Override
  public void flush() {
    due = true;
  }

  private void flushIfDue() throws IOException {
    if (due) {
      due = false;
      out.flush();
    }
  }
}
