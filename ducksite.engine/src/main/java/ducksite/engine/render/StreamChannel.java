package ducksite.engine.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A channel into a stream that belongs to someone else: closing it leaves the stream open. */
final class StreamChannel implements WritableByteChannel {

  private static final int PIECE = 1 << 16;

  private final OutputStream sink;
  private final byte[] piece = new byte[PIECE];
  private boolean abandoned;

  StreamChannel(OutputStream sink) {
    this.sink = sink;
  }

  /** Drops what is written from now on: a stream that failed must not get the mark of its end. */
  void abandon() {
    abandoned = true;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int written = source.remaining();
    if (abandoned) {
      source.position(source.limit());
      return written;
    }
    while (source.hasRemaining()) {
      int length = Math.min(PIECE, source.remaining());
      source.get(piece, 0, length);
      sink.write(piece, 0, length);
    }
    return written;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // The stream is the host's.
  }
}
