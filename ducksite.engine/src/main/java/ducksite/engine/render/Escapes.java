package ducksite.engine.render;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Copies UTF-8 text in pieces and replaces what the target language cannot hold as it is. A piece
 * without a special byte, the common case, is copied once and scanned once.
 */
abstract class Escapes implements BoundColumn.BytesWriter {

  /** The most bytes that one byte of text becomes. */
  private static final int GROWTH = 6;

  private final boolean[] special = new boolean[256];

  /** Declares bytes that {@link #escape} replaces. */
  final void mark(int... bytes) {
    for (int value : bytes) {
      special[value] = true;
    }
  }

  /** Declares the control characters below 32. */
  final void markControls() {
    for (int value = 0; value < 32; value++) {
      special[value] = true;
    }
  }

  /**
   * Writes what stands for the special byte at {@code index}; the output has room for it.
   *
   * @return how many bytes of the text it stands for
   */
  abstract int escape(Output out, byte[] text, int index, int end);

  @Override
  public final void write(Output out, MemorySegment bytes, long from, int length)
      throws IOException {
    int done = 0;
    while (done < length) {
      int part = Math.min(Output.PIECE, length - done);
      if (done + part < length) {
        part = wholeCharacters(bytes, from + done, part);
      }
      out.room(part * GROWTH);
      MemorySegment.copy(bytes, JAVA_BYTE, from + done, out.buffer, out.at, part);
      piece(out, part);
      done += part;
    }
  }

  @Override
  public final void write(Output out, byte[] text, int from, int length) throws IOException {
    int end = from + length;
    int index = from;
    while (index < end) {
      int pieceEnd = Math.min(end, index + Output.PIECE);
      out.room((pieceEnd - index) * GROWTH);
      byte[] buffer = out.buffer;
      int at = out.at;
      while (index < pieceEnd) {
        byte value = text[index];
        if (special[value & 0xFF]) {
          out.at = at;
          index += escape(out, text, index, end);
          at = out.at;
        } else {
          buffer[at++] = value;
          index++;
        }
      }
      out.at = at;
    }
  }

  /** Writes a text of the program's own. */
  final void write(Output out, String text) throws IOException {
    byte[] bytes = Ascii.bytes(text);
    write(out, bytes, 0, bytes.length);
  }

  private void piece(Output out, int length) {
    byte[] buffer = out.buffer;
    int end = out.at + length;
    int clean = out.at;
    while (clean < end && !special[buffer[clean] & 0xFF]) {
      clean++;
    }
    out.at = clean;
    if (clean == end) {
      return;
    }
    byte[] rest = out.piece;
    int restLength = end - clean;
    System.arraycopy(buffer, clean, rest, 0, restLength);
    int index = 0;
    while (index < restLength) {
      byte value = rest[index];
      if (special[value & 0xFF]) {
        index += escape(out, rest, index, restLength);
      } else {
        buffer[out.at++] = value;
        index++;
      }
    }
  }

  private static int wholeCharacters(MemorySegment bytes, long from, int part) {
    int whole = part;
    while (whole > part - 3 && (bytes.get(JAVA_BYTE, from + whole) & 0xC0) == 0x80) {
      whole--;
    }
    return whole;
  }
}
