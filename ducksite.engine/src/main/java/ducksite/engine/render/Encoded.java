package ducksite.engine.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** A growing array of bytes as the target of an encoder, read back without a copy. */
final class Encoded extends ByteArrayOutputStream {

  private static final int SMALL = 256;

  /** What an encoder writes, as bytes. */
  static byte[] bytes(Encoding encoding) {
    return filled(encoding).toByteArray();
  }

  /** What an encoder writes, as text. */
  static String text(Encoding encoding) {
    return filled(encoding).toString(StandardCharsets.UTF_8);
  }

  /** The bytes so far; valid until the next write. */
  MemorySegment segment() {
    return MemorySegment.ofArray(buf).asSlice(0, count);
  }

  private static Encoded filled(Encoding encoding) {
    Encoded target = new Encoded();
    Output out = new Output(target, SMALL);
    try {
      encoding.write(out);
      out.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException("an array of bytes does not fail", failure);
    }
    return target;
  }

  /** Writes something to an output. */
  @FunctionalInterface
  interface Encoding {

    /** Writes it all. */
    void write(Output out) throws IOException;
  }
}
