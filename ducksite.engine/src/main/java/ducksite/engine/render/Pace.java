package ducksite.engine.render;

import java.io.IOException;
import java.io.OutputStream;

/**
 * When a stream is handed on to its reader before its buffers are full: after the first rows, and
 * whenever the reader has waited for a while. Confined to one thread.
 */
final class Pace {

  private static final long PATIENCE_NANOS = 200_000_000;

  private final OutputStream sink;
  private boolean begun;
  private long flushed;

  Pace(OutputStream sink) {
    this.sink = sink;
  }

  /** Whether the reader should get what there is. */
  boolean isDue() {
    return !begun || System.nanoTime() - flushed > PATIENCE_NANOS;
  }

  /** Hands on what was written. */
  void flush() throws IOException {
    sink.flush();
    begun = true;
    flushed = System.nanoTime();
  }
}
