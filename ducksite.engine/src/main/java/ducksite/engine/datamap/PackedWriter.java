package ducksite.engine.datamap;

import java.util.Arrays;

/** Bytes that grow while small numbers and texts are appended. Confined to one thread. */
final class PackedWriter {

  private byte[] bytes = new byte[4096];
  private int length;

  void put(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    bytes[length++] = (byte) value;
  }

  /** Seven bits in a byte, the lowest first; small numbers are short. */
  void number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
  }

  /** A number that may be negative. */
  void signed(long value) {
    number(value << 1 ^ value >> 63);
  }

  void fixed(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      put((int) (value >>> shift));
    }
  }

  void text(byte[] text, int from, int to) {
    number(to - from);
    for (int index = from; index < to; index++) {
      put(text[index]);
    }
  }

  void text(byte[] text) {
    text(text, 0, text.length);
  }

  int length() {
    return length;
  }

  /** What was written; this starts anew. */
  byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, length);
    length = 0;
    return taken;
  }
}
