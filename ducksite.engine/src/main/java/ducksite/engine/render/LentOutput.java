package ducksite.engine.render;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body in the hands of a plugin, until the loan ends: later writes are refused. The
 * plugin cannot close it. State guarded by this object's lock.
 */
public final class LentOutput extends OutputStream {

  private final OutputStream body;
  private boolean ended;
  private @Nullable IOException failure;

  /** A loan of a body. */
  public LentOutput(OutputStream body) {
    this.body = body;
  }

  /** Ends the loan; waits while a write goes on. */
  public synchronized void end() {
    ended = true;
  }

  /** Why the body took no more bytes, null where it took them all. */
  public synchronized @Nullable IOException failure() {
    return failure;
  }

  /** One step of writing. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private synchronized void write(Step step) throws IOException {
    if (ended) {
      throw new IOException("the answer has ended");
    }
    try {
      step.run();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(() -> body.write(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    write(() -> body.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    write(body::flush);
  }

  /** Does nothing: the host closes the body. */
  @Override
  public void close() {}
}
