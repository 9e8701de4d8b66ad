package ducksite.http;

import io.airlift.compress.zstd.ZstdCompressor;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A body in Zstandard: frames one after the other, each of so much as was written until it was full
 * or flushed. Readers need no more memory than a frame is long.
 */
final class ZstdBody extends CodedBody {

  /** Bytes of a frame before they are coded: twice as long gains nothing. */
  static final int FRAME = 256 * 1024;

  private final OutputStream sink;
  private final ZstdCompressor compressor = new ZstdCompressor();
  private final byte[] plain = new byte[FRAME];
  private final byte[] coded = new byte[compressor.maxCompressedLength(FRAME)];
  private int filled;
  private boolean begun;

  ZstdBody(OutputStream sink) {
    this.sink = sink;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (filled == FRAME) {
        frame();
      }
      int part = Math.min(left, FRAME - filled);
      System.arraycopy(bytes, from, plain, filled, part);
      filled += part;
      from += part;
      left -= part;
    }
  }

  private void frame() throws IOException {
    sink.write(coded, 0, compressor.compress(plain, 0, filled, coded, 0, coded.length));
    filled = 0;
    begun = true;
  }

  @Override
  void handOn() throws IOException {
    if (filled > 0) {
      frame();
    }
    sink.flush();
  }

  /** An empty body is one empty frame. The last frame waits for this, so that none is the end. */
  @Override
  void finish() throws IOException {
    if (filled > 0 || !begun) {
      frame();
    }
  }

  @Override
  public void close() {
    // Nothing is held outside the heap.
  }
}
