package ducksite.http;

import java.io.IOException;
import java.io.OutputStream;

/** A body as it is. */
final class PlainBody extends CodedBody {

  private final OutputStream sink;

  PlainBody(OutputStream sink) {
    this.sink = sink;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    sink.write(bytes, offset, length);
  }

  @Override
  void handOn() throws IOException {
    sink.flush();
  }

  @Override
  void finish() {
    // The sink's own end is the body's.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
