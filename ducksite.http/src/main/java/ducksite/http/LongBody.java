package ducksite.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A body that tells once that it has become long, and hands on what there is. It is counted as it
 * is written, before any coding, so that the same rows are long in every coding. Confined to one
 * thread.
 */
final class LongBody extends OutputStream {

  /** What is held of an answer that is made whole first. */
  static final int LONG = 1 << 20;

  private final OutputStream body;
  private final Runnable whenLong;
  private long written;
  private boolean told;

  LongBody(OutputStream body, Runnable whenLong) {
    this.body = body;
    this.whenLong = whenLong;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    body.write(bytes, offset, length);
    written += length;
    if (written > LONG && !told) {
      told = true;
      whenLong.run();
      body.flush();
    }
  }

  @Override
  public void flush() throws IOException {
    body.flush();
  }
}
