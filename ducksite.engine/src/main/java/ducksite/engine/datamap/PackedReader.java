package ducksite.engine.datamap;

import java.util.Arrays;

/** Reads what a {@link PackedWriter} wrote. Confined to one thread. */
final class PackedReader {

  private byte[] bytes;
  private int at;

  PackedReader(byte[] bytes) {
    this.bytes = bytes;
  }

  void open(byte[] other) {
    bytes = other;
    at = 0;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  int next() {
    return bytes[at++] & 0xFF;
  }

  long number() {
    long value = 0;
    int shift = 0;
    while (true) {
      byte each = bytes[at++];
      value |= (long) (each & 0x7F) << shift;
      if (each >= 0) {
        return value;
      }
      shift += 7;
    }
  }

  int size() {
    return (int) number();
  }

  long signed() {
    long value = number();
    return value >>> 1 ^ -(value & 1);
  }

  long fixed() {
    long value = 0;
    for (int index = 0; index < Long.BYTES; index++) {
      value = value << 8 | next();
    }
    return value;
  }

  byte[] text() {
    int size = size();
    byte[] text = Arrays.copyOfRange(bytes, at, at + size);
    at += size;
    return text;
  }

  /** Copies bytes to a place in another array. */
  void copy(int size, byte[] target, int offset) {
    System.arraycopy(bytes, at, target, offset, size);
    at += size;
  }

  /** Compares a text that starts here with another, byte by byte; does not move. */
  int compareText(byte[] other) {
    int start = at;
    int size = size();
    int order = Arrays.compareUnsigned(bytes, at, at + size, other, 0, other.length);
    at = start;
    return order;
  }
}
