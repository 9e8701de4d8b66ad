package ducksite.engine.render;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Bytes that grow at the end. */
final class GrowingBytes {

  private byte[] bytes = new byte[16];
  private int size;

  long size() {
    return size;
  }

  void add(byte value) {
    room(1);
    bytes[size++] = value;
  }

  /** Adds an offset: 4 bytes. */
  void add(int value) {
    room(Integer.BYTES);
    MemorySegment.ofArray(bytes).set(ValueLayout.JAVA_INT_UNALIGNED, size, value);
    size += Integer.BYTES;
  }

  void add(MemorySegment source, long from, long length) {
    room(length);
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, from, bytes, size, (int) length);
    size += (int) length;
  }

  /** Adds the bit of index {@code index}, one behind the last one added. */
  void bit(int index, boolean value) {
    if ((index & 7) == 0) {
      add((byte) 0);
    }
    if (value) {
      bytes[index >> 3] |= (byte) (1 << (index & 7));
    }
  }

  MemorySegment trimmed() {
    return MemorySegment.ofArray(Arrays.copyOf(bytes, size)).asReadOnly();
  }

  private void room(long more) {
    int needed = Math.toIntExact(size + more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
    }
  }
}
