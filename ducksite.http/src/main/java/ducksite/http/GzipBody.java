package ducksite.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** A body in gzip. */
final class GzipBody extends CodedBody {

  private static final int BUFFER = 32 * 1024;

  private final Deflating out;

  GzipBody(OutputStream sink, int level) throws IOException {
    out = new Deflating(sink, level);
  }

  /** The JDK's stream, whose native memory can be freed without an end being written. */
  private static final class Deflating extends GZIPOutputStream {

    Deflating(OutputStream sink, int level) throws IOException {
      super(sink, BUFFER, true);
      def.setLevel(level);
    }

    void free() {
      def.end();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  void handOn() throws IOException {
    out.flush();
  }

  @Override
  void finish() throws IOException {
    out.finish();
  }

  @Override
  public void close() {
    out.free();
  }
}
