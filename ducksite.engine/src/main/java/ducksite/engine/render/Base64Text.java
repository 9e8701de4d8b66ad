package ducksite.engine.render;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Base64;

/** Binary values as Base64 with padding. */
final class Base64Text implements BoundColumn.BytesWriter {

  /** A multiple of three, so that only the last piece is padded. */
  private static final int PIECE = 3072;

  private final Base64.Encoder encoder = Base64.getEncoder();

  @Override
  public void write(Output out, MemorySegment bytes, long from, int length) throws IOException {
    for (int done = 0; done < length; done += PIECE) {
      byte[] part = new byte[Math.min(PIECE, length - done)];
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, from + done, part, 0, part.length);
      out.put(out.piece, 0, encoder.encode(part, out.piece));
    }
  }
}
